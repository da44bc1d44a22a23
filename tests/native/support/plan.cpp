#include "plan.h"

#include <algorithm>

namespace sqnet_test {

static uint32_t up16(uint32_t x) {
    return (x + 15) / 16 * 16;
}

uint32_t stored_bytes(int h, int w, int c) {
    return static_cast<uint32_t>(c + h * (w + 1) * c);
}

uint32_t out_bytes(const Network &network, size_t stage) {
    const Stage &s = network.stages[stage];
    return network.is_head(stage) ? static_cast<uint32_t>(4 * s.c.oc)
                                  : stored_bytes(s.out_h, s.out_w, s.c.oc);
}

uint32_t scratch_bytes(const Stage &s) {
    uint32_t bytes;
    if (s.b.oc > 0)
        bytes = up16(static_cast<uint32_t>((s.in_w + 2) * s.a.ic));
    else
        bytes = static_cast<uint32_t>((s.band - 1) * s.a.stride + s.a.kh) *
                up16(static_cast<uint32_t>(3 * (s.in_w + 2 * s.a.pad)));
    bytes += up16(static_cast<uint32_t>(s.band * s.mid_w * s.c_mid()));
    if (s.pool_k > 0) {
        int rows = std::min(s.out_h, std::max(1, (s.pool_k - 1 + s.pool_stride - 1) / s.pool_stride));
        bytes += up16(static_cast<uint32_t>(rows * s.out_w * s.c_mid()));
    }
    return bytes;
}

uint32_t skip_bytes(const Network &network) {
    uint32_t most = 0, before = 0;
    for (const Stage &s : network.stages) {
        uint32_t kept = s.keep ? static_cast<uint32_t>(s.out_h * s.out_w * s.c_mid()) : 0;
        most = std::max(most, kept + before);
        before = kept;
    }
    return most;
}

void plan_apart(Network &network, Random &random) {
    uint32_t at = 0;
    auto place = [&](uint32_t bytes) {
        uint32_t start = at + 16 * static_cast<uint32_t>(random.between(0, 4));
        at = up16(start + bytes);
        return start;
    };
    uint32_t before = 0;
    for (size_t k = 0; k < network.stages.size(); k++) {
        Stage &s = network.stages[k];
        s.in_off = before;
        s.out_off = before = place(out_bytes(network, k));
        s.scratch_off = place(scratch_bytes(s));
    }
    network.skip_bytes = skip_bytes(network);
    if (network.skip_bytes > 0)
        network.skip_bytes += 16 * static_cast<uint32_t>(random.between(0, 4));
    network.arena_bytes = at + 16 * static_cast<uint32_t>(random.between(0, 4)) + network.skip_bytes;
}

// Output rows that are complete when `mid_rows` rows of mid exist, by asking each window.
static int complete_rows(const Stage &s, int mid_rows) {
    if (s.pool_k == 0)
        return mid_rows;
    int rows = 0;
    for (int j = 0; j < s.out_h; j++)
        rows += std::min(s.mid_h, j * s.pool_stride - s.pool_pad + s.pool_k) <= mid_rows ? 1 : 0;
    return rows;
}

// The highest offset, relative to the input's, at which no band destroys what a later one reads.
static int highest_out(const Stage &s) {
    int highest = 0;
    for (int y = s.band; y < s.mid_h; y += s.band) {
        int rows = complete_rows(s, y);
        if (rows > 0)
            highest =
                std::min(highest, s.a.ic * (y - 1) * (s.in_w + 1) - s.c.oc * (1 + rows * (s.out_w + 1)));
    }
    return -((-highest + 15) / 16 * 16);
}

static bool overlap(uint32_t a, uint32_t a_bytes, uint32_t b, uint32_t b_bytes) {
    return a < b + b_bytes && b < a + a_bytes;
}

// The lowest place for `bytes` beside the input and the output of stage k.
static uint32_t lowest_place(const Network &network, size_t k, uint32_t bytes) {
    const Stage &s = network.stages[k];
    uint32_t in = k == 0 ? 0 : out_bytes(network, k - 1), out = out_bytes(network, k);
    uint32_t best = UINT32_MAX;
    for (uint32_t at : {0u, up16(s.in_off + in), up16(s.out_off + out)})
        if (at < best && !overlap(at, bytes, s.in_off, in) && !overlap(at, bytes, s.out_off, out))
            best = at;
    return best;
}

void plan_tight(Network &network) {
    std::vector<int> out(network.stages.size());
    int lowest = 0, in = 0;
    for (size_t k = 0; k < out.size(); k++) {
        bool may_overlap = k > 0 && !network.is_head(k);
        out[k] = in + (may_overlap ? highest_out(network.stages[k])
                                   : -static_cast<int>(up16(out_bytes(network, k))));
        lowest = std::min(lowest, out[k]);
        in = out[k];
    }
    network.arena_bytes = 0;
    for (size_t k = 0; k < out.size(); k++) {
        Stage &s = network.stages[k];
        s.out_off = static_cast<uint32_t>(out[k] - lowest);
        s.in_off = k == 0 ? 0 : network.stages[k - 1].out_off;
        s.scratch_off = lowest_place(network, k, scratch_bytes(s));
        network.arena_bytes = std::max({network.arena_bytes, up16(s.out_off + out_bytes(network, k)),
                                        up16(s.scratch_off + scratch_bytes(s))});
    }
    network.skip_bytes = skip_bytes(network);
    network.arena_bytes += network.skip_bytes;
}

// Of groups that make `channels`, with the params that are packed too.
static int weight_bytes(const Conv &c, int channels, bool packed_params) {
    return channels * (c.taps() + (packed_params ? 48 / 16 : 0));
}

// All weights and the scratch of the lowest band that may be: SPEC 3.3 asks nothing of tensors that are
// apart.
static uint32_t whole_end(const Network &network, size_t k, bool packed_params) {
    Stage s = network.stages[k];
    bool in_place = k > 0 && overlap(s.in_off, out_bytes(network, k - 1), s.out_off, out_bytes(network, k));
    int below = static_cast<int>(s.out_off) - static_cast<int>(s.in_off), planned = s.band;
    for (s.band = 1; in_place && s.band < planned && below > highest_out(s);)
        s.band++;
    int weights = 0;
    for (const Conv *c : {&s.a, &s.b, &s.c})
        weights += weight_bytes(*c, c->oc, packed_params);
    uint32_t bytes = static_cast<uint32_t>(weights) + scratch_bytes(s);
    return lowest_place(network, k, bytes) + bytes;
}

static uint32_t streamed_end(const Network &network, size_t k, bool packed_params) {
    const Stage &s = network.stages[k];
    int bytes = 0;
    for (const Conv *c : {&s.a, &s.b, &s.c})
        bytes = std::max(bytes, weight_bytes(*c, 16, packed_params));
    bytes += (s.in_w + 2) * s.a.ic + (s.c.pad > 0 ? s.c_mid() : 0) + s.out_h * s.out_w * s.c_mid();
    if (s.pool_k > 0)
        bytes += s.mid_h * s.mid_w * 16 + s.out_w * 16;
    uint32_t place = lowest_place(network, k, static_cast<uint32_t>(bytes));
    return place + static_cast<uint32_t>(bytes);
}

bool is_streamed(const Network &network, size_t k, bool packed_params) {
    return k > 0 && streamed_end(network, k, packed_params) < whole_end(network, k, packed_params);
}

uint32_t window_bytes(const Network &network, bool packed_params) {
    uint32_t most = 0;
    for (size_t k = 0; k < network.stages.size(); k++) {
        uint32_t end = is_streamed(network, k, packed_params) ? streamed_end(network, k, packed_params)
                                                              : whole_end(network, k, packed_params);
        most = std::max({most, end, up16(network.stages[k].out_off + out_bytes(network, k))});
    }
    return most + network.skip_bytes;
}

void random_bands(Network &network, Random &random) {
    for (Stage &s : network.stages)
        s.band = random.one_in(3) ? 1 : random.between(1, s.mid_h);
}

} // namespace sqnet_test
