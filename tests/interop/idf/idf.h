// What tests ask of the stand-in ESP-IDF.
#ifndef SQNET_TEST_IDF_H
#define SQNET_TEST_IDF_H

namespace sqnet_test {

// Tasks that have been created and not deleted, partitions mapped and not unmapped.
int idf_tasks();
int idf_mappings();

} // namespace sqnet_test

#endif
