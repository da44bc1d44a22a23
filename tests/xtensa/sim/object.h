// The code and the symbols of an assembled kernel: section .text of an ELF object that needs no linking.
#ifndef SQNET_XTENSA_OBJECT_H
#define SQNET_XTENSA_OBJECT_H

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace xtensa {

struct Object {
    std::vector<uint8_t> text;
    std::map<std::string, uint32_t> symbols; // global functions, as offsets in text
};

// Throws std::runtime_error if the file is no 32-bit little-endian Xtensa object or refers to anything
// outside.
Object load_object(const std::string &path);

} // namespace xtensa

#endif
