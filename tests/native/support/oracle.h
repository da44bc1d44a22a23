// What a network computes, by plain loops over whole tensors in 64 bits (SPEC 1): no bands, no offsets.
#ifndef SQNET_TEST_ORACLE_H
#define SQNET_TEST_ORACLE_H

#include "network.h"

namespace sqnet_test {

struct Tensor {
    int h = 0, w = 0, c = 0;
    std::vector<int> values; // [h][w][c]

    Tensor() = default;
    Tensor(int height, int width, int channels)
        : h(height), w(width), c(channels), values(static_cast<size_t>(height) * width * channels) {
    }

    int &at(int y, int x, int channel) {
        return values[(static_cast<size_t>(y) * w + x) * c + channel];
    }

    int at(int y, int x, int channel) const {
        return values[(static_cast<size_t>(y) * w + x) * c + channel];
    }

    bool inside(int y, int x) const {
        return y >= 0 && y < h && x >= 0 && x < w;
    }
};

struct Outcome {
    std::vector<Tensor> outputs; // of every stage but the head
    std::vector<int32_t> sums;   // of the head's channels
    std::vector<int32_t> scores; // of the classes
    bool stayed_in_20_bits = true;
    int clamped_sums = 0; // of bypasses
};

Outcome oracle(const Network &network, const Tensor &image);

// golden(seed), as q.
Tensor golden_image(const Network &network, uint32_t seed);

} // namespace sqnet_test

#endif
