// What tests ask of the stand-in ESP-IDF.
#ifndef SQNET_TEST_IDF_H
#define SQNET_TEST_IDF_H

#include <cstdint>
#include <string>

namespace sqnet_test {

// Tasks that have been created and not deleted, blocks of pages mapped and not unmapped.
int idf_tasks();
int idf_mappings();

// What the stand-in says of stacks: bytes that each task has used, and that the CLR's has left.
constexpr uint32_t idf_stack_used = 1000, idf_stack_left = 3000;

// Puts a partition that has not been used yet at an address in flash; others follow each other on pages of
// their own.
void idf_place(const std::string &label, uint32_t address);

} // namespace sqnet_test

#endif
