#include "random_network.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan.h"
#include "random.h"

namespace sqnet_test {

namespace {

constexpr int acc_low = -(1 << 19), acc_high = (1 << 19) - 1;

Conv make_conv(int ic, int used, int kh, int kw, int stride, int pad) {
    Conv c;
    c.ic = ic;
    c.used = used;
    c.oc = (used + 15) / 16 * 16;
    c.kh = kh;
    c.kw = kw;
    c.stride = stride;
    c.pad = pad;
    c.weights.resize(static_cast<size_t>(c.oc) * c.taps());
    c.bias.resize(c.oc);
    c.shift.resize(c.oc / 16);
    return c;
}

// What the taps of an output channel can add, over all inputs.
struct Range {
    int64_t low = 0, high = 0;
};

Range range_of(const Conv &c, int o) {
    Range range;
    for (int t = 0; t < c.taps(); t++) {
        int w = c.weights[static_cast<size_t>(o) * c.taps() + t];
        range.low += std::min(127 * w, c.z_in * w);
        range.high += std::max(127 * w, c.z_in * w);
    }
    return range;
}

// Weights of one channel: of both signs, of one, few and extreme, or none; as large as the proof allows.
void fill_weights(Conv &c, int o, Random &random) {
    int kind = random.between(0, 9), size = random.one_in(4) ? 127 : random.between(1, 127);
    int8_t *w = &c.weights[static_cast<size_t>(o) * c.taps()];
    for (;;) {
        for (int t = 0; t < c.taps(); t++) {
            int low = kind == 0 ? 0 : -size, high = kind == 1 ? 0 : size;
            int value = kind == 2 ? (random.one_in(2) ? size : -size) : random.between(low, high);
            w[t] = static_cast<int8_t>(kind == 3 ? 0 : value);
        }
        Range range = range_of(c, o);
        if (range.high - range.low <= acc_high - acc_low)
            return;
        size -= (size + 7) / 8;
    }
}

int fitting_shift(const Conv &c, int o) {
    double squares = 0;
    for (int t = 0; t < c.taps(); t++)
        squares += std::pow(c.weights[static_cast<size_t>(o) * c.taps() + t], 2);
    return std::clamp(static_cast<int>(std::lround(std::log2(1 + std::sqrt(squares)))), 0, 12);
}

// Mostly centres the output; sometimes sits at either limit of the proof.
int32_t make_bias(const Conv &c, int o, Random &random) {
    Range range = range_of(c, o);
    int64_t lowest = acc_low - range.low, highest = acc_high - range.high;
    int64_t sum = 0;
    for (int t = 0; t < c.taps(); t++)
        sum += c.weights[static_cast<size_t>(o) * c.taps() + t];
    int64_t centre =
        int64_t{(c.z_out + random.between(0, 127)) / 2} * (1 << c.shift[o / 16]) - sum * (c.z_in + 64) / 2;
    int choice = random.between(0, 11);
    int64_t bias = choice == 0 ? lowest : choice == 1 ? highest : std::clamp(centre, lowest, highest);
    return static_cast<int32_t>(std::clamp<int64_t>(bias, acc_low, acc_high));
}

void fill(Conv &c, bool head, Random &random) {
    for (int g = 0; g < c.oc / 16; g++) {
        int used = std::min(16, c.used - 16 * g);
        for (int o = 16 * g; o < 16 * g + used; o++)
            fill_weights(c, o, random);
        c.shift[g] = random.one_in(3) ? random.between(0, 12) : fitting_shift(c, 16 * g);
        for (int o = 16 * g; o < 16 * g + 16; o++)
            c.bias[o] = o < 16 * g + used ? make_bias(c, o, random) : head ? 0 : c.z_out * (1 << c.shift[g]);
    }
}

void clear_unused_inputs(Conv &c, int first, int used, int count) {
    for (int o = 0; o < c.oc; o++)
        for (int t = 0; t < c.taps(); t++)
            if (t % c.ic >= first + used && t % c.ic < first + count)
                c.weights[static_cast<size_t>(o) * c.taps() + t] = 0;
}

int any_z(Random &random) {
    return random.one_in(2) ? 0 : -128;
}

int channels(Random &random, int most) {
    return random.one_in(4) ? random.between(1, most) : random.between(1, most * 3 / 8);
}

struct Pool {
    int k, stride, pad;
};

Pool any_pool(Random &random) {
    switch (random.between(0, 6)) {
    case 0:
        return {2, 2, 0};
    case 1:
    case 2:
        return {3, 2, 0};
    case 3:
        return {3, 2, 1};
    case 4: {
        int k = random.between(1, 8);
        return {k, random.between(1, k), random.between(0, k - 1)};
    }
    default:
        return {0, 0, 0};
    }
}

// Output size of one axis: floor, or one more where the last window still starts inside. The floor of a
// window that is larger than the axis is 0 or less.
int pooled(const Pool &p, int mid, bool ceil) {
    int floor_size = static_cast<int>(std::floor((mid + 2.0 * p.pad - p.k) / p.stride)) + 1;
    return (ceil || floor_size == 0) && floor_size * p.stride - p.pad < mid ? floor_size + 1 : floor_size;
}

void set_pool(Stage &s, Pool pool, bool ceil_h, bool ceil_w) {
    if (pool.k == 0 || pooled(pool, s.mid_h, false) < 1 || pooled(pool, s.mid_w, false) < 1) {
        s.out_h = s.mid_h;
        s.out_w = s.mid_w;
        return;
    }
    s.pool_k = pool.k;
    s.pool_stride = pool.stride;
    s.pool_pad = pool.pad;
    s.out_h = pooled(pool, s.mid_h, ceil_h);
    s.out_w = pooled(pool, s.mid_w, ceil_w);
}

void connect(const Network &network, Stage &s) {
    const Stage *before = network.stages.empty() ? nullptr : &network.stages.back();
    s.in_h = before ? before->out_h : network.height;
    s.in_w = before ? before->out_w : network.width;
    s.mid_h = (s.in_h + 2 * s.a.pad - s.a.kh) / s.a.stride + 1;
    s.mid_w = (s.in_w + 2 * s.a.pad - s.a.kw) / s.a.stride + 1;
    s.a.z_in = s.b.z_in = before ? before->c.z_out : -128;
    s.b.z_out = s.c.z_in = s.a.z_out;
}

void fill_stage(const Network &network, Stage &s, bool head, Random &random) {
    fill(s.a, false, random);
    if (s.b.oc > 0)
        fill(s.b, false, random);
    fill(s.c, head, random);
    if (!network.stages.empty()) {
        const Conv &before = network.stages.back().c;
        clear_unused_inputs(s.a, 0, before.used, before.oc);
        clear_unused_inputs(s.b, 0, before.used, before.oc);
    }
    if (s.add) // what is padding here may be used there
        return;
    clear_unused_inputs(s.c, 0, s.a.used, s.a.oc);
    clear_unused_inputs(s.c, s.a.oc, s.b.used, s.b.oc);
}

Conv random_conv1(const Network &network, int most, Random &random) {
    int kh = random.between(1, random.one_in(6) ? 11 : 7), kw = random.one_in(2) ? kh : random.between(1, 7);
    kh = std::min(kh, network.height);
    kw = std::min(kw, network.width);
    return make_conv(3, channels(random, most), kh, kw, random.between(1, random.one_in(8) ? 8 : 3),
                     random.between(0, std::min(kh, kw) - 1));
}

// A and B of any size, or of as many groups together as `same` has.
void add_expands(Stage &s, int ic, const Stage *same, int most, Random &random) {
    int a = channels(random, most), b = channels(random, most);
    if (same) {
        int groups = same->c_mid() / 16, first = random.between(1, groups - 1);
        a = 16 * first - (random.one_in(2) ? random.between(0, 15) : 0);
        b = 16 * (groups - first) - (random.one_in(2) ? random.between(0, 15) : 0);
    }
    s.a = make_conv(ic, a, 1, 1, 1, 0);
    s.b = make_conv(ic, b, 3, 3, 1, 1);
}

void add_stage(Network &network, bool head, int most, Random &random) {
    Stage s;
    if (network.stages.empty()) {
        s.a = random_conv1(network, most, random);
    } else {
        Stage &before = network.stages.back();
        s.add = before.keep = before.c_mid() >= 32 && random.one_in(2);
        add_expands(s, before.c.oc, s.add ? &before : nullptr, most, random);
    }
    s.c = make_conv(s.c_mid(), channels(random, most), 1, 1, 1,
                    head && random.one_in(2) ? random.between(1, 4) : 0);
    s.a.z_out = s.add ? network.stages.back().a.z_out : any_z(random);
    s.c.z_out = head ? 0 : any_z(random);
    connect(network, s);
    set_pool(s, any_pool(random), random.one_in(2), random.one_in(2));
    fill_stage(network, s, head, random);
    network.stages.push_back(s);
}

void name_classes(Network &network, Random &random) {
    const Conv &head = network.stages.back().c;
    network.classes = head.used;
    std::vector<uint16_t> order(head.used);
    std::iota(order.begin(), order.end(), uint16_t{0});
    for (size_t i = order.size(); i > 1; i--)
        std::swap(order[i - 1], order[random.below(i)]);
    network.classmap = order;
    network.classmap.resize(head.oc, 0xFFFF);
    for (int i = 0; i < network.classes; i++)
        network.labels.push_back(i % 5 == 3 ? "" : "class " + std::to_string(i));
}

void add_fixed(Network &network, const Conv &a, const Conv &b, const Conv &c, Pool pool, bool head,
               Random &random, bool bypass = false) {
    Stage s;
    if (bypass)
        s.add = network.stages.back().keep = true;
    s.a = a;
    s.b = b;
    s.c = c;
    s.a.z_out = bypass ? network.stages.back().a.z_out : network.stages.size() % 2 == 0 ? -128 : 0;
    s.c.z_out = head || network.stages.size() % 2 == 0 ? 0 : -128;
    connect(network, s);
    set_pool(s, pool, true, false);
    fill_stage(network, s, head, random);
    network.stages.push_back(s);
}

Network any_network(uint64_t seed, int most) {
    Random random(seed);
    Network network;
    int largest = random.one_in(8) ? 34 : 17;
    network.width = random.between(8, largest);
    network.height = random.between(8, largest);
    network.crop_den = random.between(1, 65535);
    network.crop_num = random.between(1, network.crop_den);
    for (int8_t &pad : network.pad)
        pad = static_cast<int8_t>(random.byte());
    int fires = random.between(1, 3);
    for (int k = 0; k <= fires; k++)
        add_stage(network, k == fires, most, random);
    name_classes(network, random);
    if (random.one_in(4))
        network.labels.clear();
    network.golden_seeds = {static_cast<uint32_t>(random.next())};
    random_bands(network, random);
    if (random.one_in(2))
        plan_tight(network);
    else
        plan_apart(network, random);
    return network;
}

} // namespace

Network random_network(uint64_t seed) {
    return any_network(seed, 48);
}

Network wide_network(uint64_t seed) {
    return any_network(seed, 200);
}

Network tiny_network() {
    Random random(2);
    Network network;
    network.width = network.height = 8;
    add_fixed(network, make_conv(3, 16, 1, 1, 8, 0), Conv(), make_conv(16, 16, 1, 1, 1, 0), {0, 0, 0}, false,
              random);
    add_fixed(network, make_conv(16, 16, 1, 1, 1, 0), make_conv(16, 16, 3, 3, 1, 1),
              make_conv(32, 5, 1, 1, 1, 0), {0, 0, 0}, true, random);
    name_classes(network, random);
    network.golden_seeds = {1};
    plan_tight(network);
    return network;
}

Network varied_network() {
    Random random(3);
    Network network;
    network.width = 15;
    network.height = 12;
    add_fixed(network, make_conv(3, 17, 3, 3, 2, 1), Conv(), make_conv(32, 16, 1, 1, 1, 0), {3, 2, 0}, false,
              random);
    add_fixed(network, make_conv(16, 16, 1, 1, 1, 0), make_conv(16, 20, 3, 3, 1, 1),
              make_conv(48, 16, 1, 1, 1, 0), {0, 0, 0}, false, random);
    add_fixed(network, make_conv(16, 16, 1, 1, 1, 0), make_conv(16, 16, 3, 3, 1, 1),
              make_conv(32, 18, 1, 1, 1, 1), {2, 1, 1}, true, random);
    name_classes(network, random);
    network.golden_seeds = {1, 77};
    network.stages[0].band = 2;
    plan_tight(network);
    return network;
}

Network bypass_network() {
    Random random(4);
    Network network;
    network.width = 14;
    network.height = 11;
    const Conv squeeze = make_conv(32, 16, 1, 1, 1, 0), a = make_conv(16, 16, 1, 1, 1, 0),
               b = make_conv(16, 14, 3, 3, 1, 1);
    add_fixed(network, make_conv(3, 30, 3, 3, 2, 1), Conv(), squeeze, {0, 0, 0}, false, random);
    add_fixed(network, a, b, squeeze, {2, 1, 1}, false, random, true);
    add_fixed(network, a, b, squeeze, {0, 0, 0}, false, random, true);
    add_fixed(network, a, b, make_conv(32, 5, 1, 1, 1, 1), {3, 2, 0}, true, random, true);
    name_classes(network, random);
    network.golden_seeds = {1};
    network.stages[1].band = 2;
    network.stages[2].band = 3;
    plan_tight(network);
    return network;
}

} // namespace sqnet_test
