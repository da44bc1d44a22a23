#include "object.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace xtensa {
namespace {

constexpr uint16_t machine_xtensa = 94;
constexpr uint32_t section_symbols = 2, section_relocations = 4;
constexpr uint32_t undefined_section = 0;
constexpr unsigned global = 1, function = 2;

class File {
  public:
    File(const std::string &path) : path_(path) {
        std::ifstream in(path, std::ios::binary);
        if (!in)
            fail("cannot be read");
        bytes_.assign(std::istreambuf_iterator<char>(in), {});
    }

    [[noreturn]] void fail(const std::string &what) const {
        throw std::runtime_error(path_ + ": " + what);
    }

    const uint8_t *at(uint32_t offset, uint32_t size) const {
        if (uint64_t(offset) + size > bytes_.size())
            fail("is truncated");
        return bytes_.data() + offset;
    }

    uint32_t u16(uint32_t offset) const {
        const uint8_t *p = at(offset, 2);
        return p[0] | uint32_t(p[1]) << 8;
    }

    uint32_t u32(uint32_t offset) const {
        return u16(offset) | u16(offset + 2) << 16;
    }

    std::string text(uint32_t offset) const {
        std::string s;
        for (; *at(offset, 1) != 0; offset++)
            s += static_cast<char>(*at(offset, 1));
        return s;
    }

  private:
    std::string path_;
    std::vector<uint8_t> bytes_;
};

struct Section {
    uint32_t name, type, offset, size, link, info;
};

Section section_at(const File &file, uint32_t index) {
    uint32_t at = file.u32(32) + index * file.u16(46);
    return {file.u32(at),      file.u32(at + 4),  file.u32(at + 16),
            file.u32(at + 20), file.u32(at + 24), file.u32(at + 28)};
}

} // namespace

Object load_object(const std::string &path) {
    File file(path);
    if (std::memcmp(file.at(0, 6),
                    "\x7f"
                    "ELF\x01\x01",
                    6) != 0 ||
        file.u16(18) != machine_xtensa)
        file.fail("is not a little-endian Xtensa object");
    uint32_t sections = file.u16(48), text_index = 0;
    uint32_t names = section_at(file, file.u16(50)).offset;
    Object object;
    for (uint32_t i = 0; i < sections; i++) {
        Section s = section_at(file, i);
        if (file.text(names + s.name) == ".text") {
            text_index = i;
            const uint8_t *p = file.at(s.offset, s.size);
            object.text.assign(p, p + s.size);
        }
    }
    for (uint32_t i = 0; i < sections; i++) {
        Section s = section_at(file, i);
        if (s.type != section_symbols)
            continue;
        uint32_t strings = section_at(file, s.link).offset;
        for (uint32_t at = s.offset + 16; at < s.offset + s.size; at += 16) {
            uint32_t info = *file.at(at + 12, 1), section = file.u16(at + 14);
            std::string name = file.text(strings + file.u32(at));
            if (info >> 4 == global && section == undefined_section)
                file.fail("refers to " + name);
            if (info == (global << 4 | function) && section == text_index)
                object.symbols[name] = file.u32(at + 4);
        }
    }
    /* Branches within .text are resolved by the assembler; its relocations are for relaxing linkers only. */
    for (uint32_t i = 0; i < sections; i++) {
        Section s = section_at(file, i);
        if (s.type != section_relocations || s.info != text_index)
            continue;
        uint32_t symbols = section_at(file, s.link).offset;
        for (uint32_t at = s.offset; at < s.offset + s.size; at += 12)
            if (file.u16(symbols + 16 * (file.u32(at + 4) >> 8) + 14) != text_index)
                file.fail("has a relocation to another section");
    }
    return object;
}

} // namespace xtensa
