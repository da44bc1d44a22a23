#include "oracle.h"

#include <algorithm>
#include <stdexcept>

namespace sqnet_test {

namespace {

constexpr int64_t limit20 = 1 << 19;

// Accumulators of all outputs, [h][w][oc]. Outside the input, channel ic reads outside[ic].
struct Sums {
    int h, w;
    std::vector<int64_t> acc;
    bool stayed_in_20_bits = true;
};

Sums convolve(const Conv &c, const Tensor &in, const std::vector<int> &outside) {
    Sums sums;
    sums.h = (in.h + 2 * c.pad - c.kh) / c.stride + 1;
    sums.w = (in.w + 2 * c.pad - c.kw) / c.stride + 1;
    for (int y = 0; y < sums.h; y++)
        for (int x = 0; x < sums.w; x++)
            for (int o = 0; o < c.oc; o++) {
                int64_t acc = c.bias[o];
                const int8_t *w = &c.weights[static_cast<size_t>(o) * c.taps()];
                for (int ky = 0; ky < c.kh; ky++)
                    for (int kx = 0; kx < c.kw; kx++) {
                        int sy = y * c.stride - c.pad + ky, sx = x * c.stride - c.pad + kx;
                        const int *q = in.inside(sy, sx)
                                           ? &in.values[(static_cast<size_t>(sy) * in.w + sx) * in.c]
                                           : outside.data();
                        for (int ic = 0; ic < c.ic; ic++) {
                            acc += static_cast<int64_t>(*w++) * q[ic];
                            sums.stayed_in_20_bits &= acc >= -limit20 && acc < limit20;
                        }
                    }
                sums.acc.push_back(acc);
            }
    return sums;
}

// Floor division by 2^n, said without shifting a negative number.
int64_t floor_shift(int64_t value, int n) {
    int64_t divisor = int64_t{1} << n, quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

Tensor requantize(const Conv &c, const Sums &sums) {
    Tensor out(sums.h, sums.w, c.oc);
    for (size_t i = 0; i < sums.acc.size(); i++) {
        int64_t value = floor_shift(sums.acc[i], c.shift[i % c.oc / 16]);
        out.values[i] = static_cast<int>(std::min<int64_t>(127, std::max<int64_t>(c.z_out, value)));
    }
    return out;
}

Tensor concatenate(const Tensor &a, const Tensor &b) {
    Tensor out(a.h, a.w, a.c + b.c);
    for (int y = 0; y < a.h; y++)
        for (int x = 0; x < a.w; x++) {
            for (int i = 0; i < a.c; i++)
                out.at(y, x, i) = a.at(y, x, i);
            for (int i = 0; i < b.c; i++)
                out.at(y, x, a.c + i) = b.at(y, x, i);
        }
    return out;
}

// A bypass: real values are added, and clamped at the upper end.
Tensor add(const Tensor &a, const Tensor &b, int z, int &clamped) {
    if (a.h != b.h || a.w != b.w || a.c != b.c)
        throw std::logic_error("a bypass of another shape");
    Tensor out(a.h, a.w, a.c);
    for (size_t i = 0; i < out.values.size(); i++) {
        int sum = (a.values[i] - z) + (b.values[i] - z);
        clamped += sum > 127 - z;
        out.values[i] = z + std::min(127 - z, sum);
    }
    return out;
}

Tensor max_pool(const Stage &s, const Tensor &in) {
    Tensor out(s.out_h, s.out_w, in.c);
    for (int y = 0; y < out.h; y++)
        for (int x = 0; x < out.w; x++)
            for (int c = 0; c < in.c; c++) {
                int best = -1000;
                for (int i = 0; i < s.pool_k; i++)
                    for (int j = 0; j < s.pool_k; j++) {
                        int sy = y * s.pool_stride - s.pool_pad + i, sx = x * s.pool_stride - s.pool_pad + j;
                        if (in.inside(sy, sx))
                            best = std::max(best, in.at(sy, sx, c));
                    }
                if (best == -1000)
                    throw std::logic_error("a pool window without input");
                out.at(y, x, c) = best;
            }
    return out;
}

void run_head(const Network &network, const Conv &c, const Sums &sums, Outcome &outcome) {
    outcome.sums.assign(c.oc, 0);
    outcome.scores.assign(network.classes, 0);
    std::vector<int64_t> totals(c.oc);
    for (size_t i = 0; i < sums.acc.size(); i++)
        totals[i % c.oc] += std::max<int64_t>(0, sums.acc[i]);
    for (int o = 0; o < c.oc; o++) {
        if (totals[o] > INT32_MAX)
            throw std::logic_error("a sum of the head beyond 32 bits");
        outcome.sums[o] = static_cast<int32_t>(totals[o]);
        if (network.classmap[o] != 0xFFFF)
            outcome.scores[network.classmap[o]] =
                static_cast<int32_t>(floor_shift(totals[o], c.shift[o / 16]));
    }
}

uint32_t mix(uint32_t x) {
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ x >> 16;
}

} // namespace

Outcome oracle(const Network &network, const Tensor &image) {
    Outcome outcome;
    Tensor in = image, kept;
    for (size_t k = 0; k < network.stages.size(); k++) {
        const Stage &s = network.stages[k];
        std::vector<int> outside(s.a.ic, s.a.z_in);
        if (k == 0)
            outside.assign(network.pad.begin(), network.pad.end());
        Sums a = convolve(s.a, in, outside);
        outcome.stayed_in_20_bits &= a.stayed_in_20_bits;
        Tensor mid = requantize(s.a, a);
        if (s.b.oc > 0) {
            Sums b = convolve(s.b, in, outside);
            outcome.stayed_in_20_bits &= b.stayed_in_20_bits;
            mid = concatenate(mid, requantize(s.b, b));
        }
        if (mid.h != s.mid_h || mid.w != s.mid_w)
            throw std::logic_error("mid sizes");
        if (s.add)
            mid = add(mid, kept, s.a.z_out, outcome.clamped_sums);
        if (s.pool_k > 0)
            mid = max_pool(s, mid);
        kept = s.keep ? mid : Tensor();
        Sums c = convolve(s.c, mid, std::vector<int>(s.c.ic, s.c.z_in));
        outcome.stayed_in_20_bits &= c.stayed_in_20_bits;
        if (network.is_head(k)) {
            run_head(network, s.c, c, outcome);
        } else {
            in = requantize(s.c, c);
            outcome.outputs.push_back(in);
        }
    }
    return outcome;
}

Tensor golden_image(const Network &network, uint32_t seed) {
    Tensor image(network.height, network.width, 3);
    for (uint32_t y = 0; y < static_cast<uint32_t>(network.height); y++)
        for (uint32_t x = 0; x < static_cast<uint32_t>(network.width); x++)
            for (uint32_t c = 0; c < 3; c++) {
                uint32_t coarse = mix(seed + mix(y / 16 + mix(x / 16 + mix(c + 1)))) % 256;
                uint32_t fine = mix(seed + mix(y + 65536 + mix(x + 65536 + mix(c + 1)))) % 32;
                uint32_t pixel = coarse * 7 / 8 + fine;
                image.at(static_cast<int>(y), static_cast<int>(x), static_cast<int>(c)) =
                    static_cast<int>(pixel) - 128;
            }
    return image;
}

} // namespace sqnet_test
