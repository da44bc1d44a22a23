// The simulated address space: host memory seen at 32-bit addresses. What is not mapped faults.
#ifndef SQNET_XTENSA_MEMORY_H
#define SQNET_XTENSA_MEMORY_H

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace xtensa {

struct Fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string hex(uint32_t value);

class Memory {
  public:
    enum class Access { read_only, writable };

    // `base` must have the alignment that the host memory has for those who use it.
    void map(uint32_t base, void *host, size_t size, Access access);
    void map(uint32_t base, const void *host, size_t size);
    void unmap(uint32_t base);

    // `size` bytes at `address`, which must be a multiple of `alignment`.
    const uint8_t *read(uint32_t address, uint32_t size, uint32_t alignment) const;
    uint8_t *write(uint32_t address, uint32_t size, uint32_t alignment);

    // The simulated address of host memory that is mapped.
    uint32_t address_of(const void *host) const;

  private:
    struct Region {
        uint32_t base;
        uint8_t *host;
        size_t size;
        Access access;
    };

    const Region &find(uint32_t address, uint32_t size, uint32_t alignment) const;

    std::vector<Region> regions_;
};

} // namespace xtensa

#endif
