// Little-endian fields, and heap memory whose end is guarded by the address sanitizer.
#ifndef SQNET_TEST_BYTES_H
#define SQNET_TEST_BYTES_H

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace sqnet_test {

using Bytes = std::vector<uint8_t>;

inline void put16(Bytes &bytes, size_t at, uint32_t value) {
    bytes.at(at) = static_cast<uint8_t>(value);
    bytes.at(at + 1) = static_cast<uint8_t>(value >> 8);
}

inline void put32(Bytes &bytes, size_t at, uint32_t value) {
    put16(bytes, at, value);
    put16(bytes, at + 2, value >> 16);
}

inline uint32_t get16(const Bytes &bytes, size_t at) {
    return bytes.at(at) | static_cast<uint32_t>(bytes.at(at + 1)) << 8;
}

inline uint32_t get32(const Bytes &bytes, size_t at) {
    return get16(bytes, at) | get16(bytes, at + 2) << 16;
}

// Exactly `size` bytes, 16-aligned, with forbidden memory in front and behind.
class Guarded {
  public:
    explicit Guarded(size_t size) : size_(size), data_(new uint8_t[size]) {
    }

    explicit Guarded(const Bytes &bytes) : Guarded(bytes.size()) {
        if (size_ > 0)
            std::memcpy(data_.get(), bytes.data(), size_);
    }

    uint8_t *data() {
        return data_.get();
    }

    const uint8_t *data() const {
        return data_.get();
    }

    size_t size() const {
        return size_;
    }

  private:
    size_t size_;
    std::unique_ptr<uint8_t[]> data_;
};

} // namespace sqnet_test

#endif
