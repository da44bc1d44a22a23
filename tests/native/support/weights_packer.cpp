#include "weights_packer.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include "blob_writer.h"

namespace sqnet_test {
namespace {

// A big number whose top 32 bits may still change: bytes before it are in `out`, carries run through them.
class Encoder {
  public:
    void put(int &p, bool one) {
        uint64_t bound = uint64_t(range_ >> 16) * uint64_t(p);
        if (one) {
            range_ = static_cast<uint32_t>(bound);
            p += 1023 - (p >> 6);
        } else {
            add(bound);
            range_ -= static_cast<uint32_t>(bound);
            p -= p >> 6;
        }
        for (; range_ < 1u << 24; range_ <<= 8)
            shift();
    }

    Bytes finish() {
        for (int i = 0; i < 4; i++)
            shift();
        return out_;
    }

  private:
    void add(uint64_t value) {
        uint64_t sum = low_ + value;
        low_ = static_cast<uint32_t>(sum);
        if (sum >> 32)
            for (size_t i = out_.size(); ++out_.at(i - 1) == 0; i--) {
            }
    }

    void shift() {
        out_.push_back(static_cast<uint8_t>(low_ >> 24));
        low_ <<= 8;
    }

    Bytes out_;
    uint32_t low_ = 0, range_ = 0xFFFFFFFFu;
};

// Probabilities by name; all begin at one half.
class Model {
  public:
    void convolution(const int8_t *w, int groups, int kh, int kw, int ic, Encoder &encoder) {
        std::map<int, int> input, lane;
        auto at = [&](int g, int ky, int kx, int i, int l) {
            return ky < 0 || kx < 0 ? 0 : w[((((size_t(g) * kh + ky) * kw + kx) * ic + i) * 16) + l];
        };
        for (int i = 0; i < 512; i++)
            input[i] = 64;
        for (int l = 0; l < 16; l++)
            lane[l] = 64;
        for (int g = 0; g < groups; g++)
            for (int ky = 0; ky < kh; ky++)
                for (int kx = 0; kx < kw; kx++)
                    for (int i = 0; i < ic; i++) {
                        int sum = 0;
                        for (int l = 0; l < 16; l++) {
                            int left = at(g, ky, kx - 1, i, l), up = at(g, ky - 1, kx, i, l);
                            int corner = at(g, ky - 1, kx - 1, i, l), expected = input[i % 512] + lane[l];
                            int x = 2 * expected;
                            x += kx > 0 ? 128 * std::abs(left) : expected;
                            x += ky > 0 ? 128 * std::abs(up) : expected;
                            int now = at(g, ky, kx, i, l);
                            weight(now, level(x / 32), 2 * left + 2 * up - corner, encoder);
                            lane[l] = lane[l] + 4 * std::abs(now) - lane[l] / 16;
                            sum += std::abs(now);
                        }
                        input[i % 512] = input[i % 512] + sum - input[i % 512] / 4;
                    }
    }

  private:
    static int level(int x) {
        int y = x + 2, log = 0;
        while (y >> (log + 1))
            log++;
        return 2 * log + (y >> (log - 1)) % 2 - 2;
    }

    void weight(int w, int level, int prediction, Encoder &encoder) {
        int m = std::abs(w), bits = 0;
        while (m >> bits)
            bits++;
        for (int i = 0; i < std::min(bits + 1, 7); i++)
            encoder.put(probability('n', level, i), i < bits);
        for (int k = bits - 2; k >= 0; k--)
            encoder.put(probability('m', (m >> (k + 1) << (k + 1)) + (1 << k), 0), m >> k & 1);
        if (m > 0)
            encoder.put(probability('s', std::max(-8, std::min(7, prediction)), 0), w < 0);
    }

    int &probability(char kind, int first, int second) {
        return probabilities_.try_emplace(std::make_tuple(kind, first, second), 32768).first->second;
    }

    std::map<std::tuple<char, int, int>, int> probabilities_;
};

void pack(const Conv &c, Model &model, Encoder &encoder) {
    std::vector<int8_t> stored;
    for (int g = 0; g < c.oc / 16; g++)
        for (int t = 0; t < c.taps(); t++)
            for (int lane = 0; lane < 16; lane++)
                stored.push_back(c.weights.at((16 * g + lane) * c.taps() + t));
    model.convolution(stored.data(), c.oc / 16, c.kh, c.kw, c.ic, encoder);
}

} // namespace

Bytes pack_weights(const Network &network) {
    Model model;
    Encoder encoder;
    for (const Stage &s : network.stages)
        for (const Conv *c : {&s.a, &s.b, &s.c})
            pack(*c, model, encoder);
    return encoder.finish();
}

Bytes pack_weights(const Bytes &weights, int groups, int kh, int kw, int ic) {
    Model model;
    Encoder encoder;
    model.convolution(reinterpret_cast<const int8_t *>(weights.data()), groups, kh, kw, ic, encoder);
    return encoder.finish();
}

Bytes with_packed_weights(const Bytes &blob, const Bytes &stream) {
    return with_section(blob, 2, stream, 1);
}

Bytes with_section(const Bytes &blob, unsigned section, const Bytes &content, uint8_t encoding) {
    size_t entry = 80 + 8 * section;
    size_t at = get32(blob, entry), end = (at + get32(blob, entry + 4) + 15) / 16 * 16;
    size_t padded = (content.size() + 15) / 16 * 16;
    Bytes packed(blob.begin(), blob.begin() + static_cast<std::ptrdiff_t>(at));
    packed.insert(packed.end(), content.begin(), content.end());
    packed.resize(at + padded);
    packed.insert(packed.end(), blob.begin() + static_cast<std::ptrdiff_t>(end), blob.end());
    packed[27] = static_cast<uint8_t>(packed[27] | encoding);
    put32(packed, entry + 4, static_cast<uint32_t>(content.size()));
    for (size_t i = 0; i < 8; i++) {
        size_t offset = get32(packed, 80 + 8 * i);
        if (offset > at)
            put32(packed, 80 + 8 * i, static_cast<uint32_t>(offset - (end - at) + padded));
    }
    put32(packed, 8, static_cast<uint32_t>(packed.size()));
    fix_crc(packed);
    return packed;
}

} // namespace sqnet_test
