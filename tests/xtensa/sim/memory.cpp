#include "memory.h"

#include <algorithm>
#include <cstdio>

namespace xtensa {

std::string hex(uint32_t value) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%08x", static_cast<unsigned>(value));
    return text;
}

void Memory::map(uint32_t base, void *host, size_t size, Access access) {
    regions_.push_back({base, static_cast<uint8_t *>(host), size, access});
}

void Memory::map(uint32_t base, const void *host, size_t size) {
    map(base, const_cast<void *>(host), size, Access::read_only);
}

void Memory::unmap(uint32_t base) {
    regions_.erase(
        std::remove_if(regions_.begin(), regions_.end(), [base](const Region &r) { return r.base == base; }),
        regions_.end());
}

const Memory::Region &Memory::find(uint32_t address, uint32_t size, uint32_t alignment) const {
    if (address % alignment != 0)
        throw Fault("misaligned access of " + std::to_string(size) + " bytes at " + hex(address));
    for (const Region &r : regions_)
        if (address >= r.base && uint64_t(address) + size <= uint64_t(r.base) + r.size)
            return r;
    throw Fault("access of " + std::to_string(size) + " bytes at " + hex(address) + ", which is not mapped");
}

const uint8_t *Memory::read(uint32_t address, uint32_t size, uint32_t alignment) const {
    const Region &r = find(address, size, alignment);
    return r.host + (address - r.base);
}

uint8_t *Memory::write(uint32_t address, uint32_t size, uint32_t alignment) {
    const Region &r = find(address, size, alignment);
    if (r.access != Access::writable)
        throw Fault("write to read-only memory at " + hex(address));
    return r.host + (address - r.base);
}

uint32_t Memory::address_of(const void *host) const {
    const uint8_t *p = static_cast<const uint8_t *>(host);
    for (const Region &r : regions_)
        if (p >= r.host && p <= r.host + r.size)
            return r.base + static_cast<uint32_t>(p - r.host);
    throw Fault("a host address that is not mapped");
}

} // namespace xtensa
