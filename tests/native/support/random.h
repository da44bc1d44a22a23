// A generator whose numbers are the same with every standard library.
#ifndef SQNET_TEST_RANDOM_H
#define SQNET_TEST_RANDOM_H

#include <cstddef>
#include <cstdint>

namespace sqnet_test {

class Random {
  public:
    explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {
    }

    uint64_t next() {
        state_ += 0x9E3779B97F4A7C15u;
        uint64_t x = state_;
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
        x = (x ^ x >> 27) * 0x94D049BB133111EBu;
        return x ^ x >> 31;
    }

    // low <= result <= high
    int between(int low, int high) {
        uint64_t span = static_cast<uint64_t>(static_cast<int64_t>(high) - low + 1);
        return static_cast<int>(low + static_cast<int64_t>(next() % span));
    }

    size_t below(size_t limit) {
        return static_cast<size_t>(next() % limit);
    }

    bool one_in(int count) {
        return between(1, count) == 1;
    }

    uint8_t byte() {
        return static_cast<uint8_t>(next());
    }

  private:
    uint64_t state_;
};

} // namespace sqnet_test

#endif
