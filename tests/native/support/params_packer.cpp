#include "params_packer.h"

#include <algorithm>
#include <stdexcept>

#include "blob_writer.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

constexpr unsigned bias_bits = 20;

bool fits(int64_t value, unsigned bits) {
    int64_t half = int64_t(1) << bits >> 1;
    return bits == 0 ? value == 0 : value >= -half && value < half;
}

std::array<int32_t, 16> rests_of(const Conv &c, bool head, size_t g) {
    std::array<int32_t, 16> rests;
    for (size_t lane = 0; lane < 16; lane++)
        rests[lane] = static_cast<int32_t>(c.bias.at(16 * g + lane) -
                                           bias_beside_value(c, head, c.shift.at(g), 16 * g + lane));
    return rests;
}

// 0: a bias is out of its 20 bits then.
bool round_group(Conv &c, bool head, size_t g, unsigned e, unsigned k) {
    std::vector<int32_t> rounded;
    int64_t unit = int64_t(1) << e, lowest = k ? -(int64_t(1) << (k - 1)) : 0, highest = k ? -lowest - 1 : 0;
    for (size_t o = 16 * g; o < 16 * g + 16; o++) {
        int64_t beside = bias_beside_value(c, head, c.shift.at(g), o), rest = c.bias.at(o) - beside;
        int64_t bias = std::clamp(rest / unit, lowest, highest) * unit + beside;
        if (!fits(bias, bias_bits))
            return false;
        rounded.push_back(static_cast<int32_t>(bias));
    }
    std::copy(rounded.begin(), rounded.end(), c.bias.begin() + static_cast<std::ptrdiff_t>(16 * g));
    return true;
}

// Mostly what changes nothing; at times coarse, and too narrow.
void round_group(Conv &c, bool head, size_t g, Random &random) {
    unsigned e = random.one_in(3) ? static_cast<unsigned>(random.between(0, random.one_in(20) ? 12 : 4)) : 0,
             k = bias_bits - e;
    if (random.one_in(40))
        k = static_cast<unsigned>(random.between(0, static_cast<int>(k)));
    if (round_group(c, head, g, e, k))
        return;
    while (!round_group(c, head, g, 0, bias_bits))
        if (c.shift.at(g)-- == 0)
            throw std::logic_error("biases that cannot be packed");
}

template <typename Visit> void for_each_group(const Network &network, Visit visit) {
    for (size_t k = 0; k < network.stages.size(); k++) {
        const Stage &s = network.stages[k];
        for (const Conv *c : {&s.a, &s.b, &s.c})
            for (size_t g = 0; g < c->bias.size() / 16; g++)
                visit(*c, network.is_head(k) && c == &s.c, g);
    }
}

void put_bits(Bytes &bytes, size_t at, int32_t value, unsigned bits) {
    for (unsigned bit = 0; bit < bits; bit++, at++)
        bytes.at(at / 8) |= static_cast<uint8_t>((static_cast<uint32_t>(value) >> bit & 1) << at % 8);
}

} // namespace

int64_t bias_beside_value(const Conv &c, bool head, int shift, size_t o) {
    int64_t sum = 0;
    for (size_t t = 0; t < static_cast<size_t>(c.taps()); t++)
        sum += c.weights.at(o * static_cast<size_t>(c.taps()) + t);
    int64_t half = shift > 0 && !head ? 1 << (shift - 1) : 0;
    return -c.z_in * sum + static_cast<int64_t>(c.z_out) * (1 << shift) + half;
}

Bytes PackedGroup::record() const {
    Bytes record(2 + 2 * width);
    put16(record, 0, shift | exponent << 4 | width << 8);
    for (size_t lane = 0; lane < 16; lane++)
        put_bits(record, 16 + lane * width, values[lane], width);
    return record;
}

PackedGroup PackedGroup::of(unsigned shift, const std::array<int32_t, 16> &rests, Random *random) {
    PackedGroup group;
    group.shift = shift;
    auto divides = [&](unsigned e) {
        return std::all_of(rests.begin(), rests.end(), [&](int32_t rest) { return rest % (1 << e) == 0; });
    };
    while (group.exponent < 15 && divides(group.exponent + 1))
        group.exponent++;
    if (random)
        group.exponent = static_cast<unsigned>(random->between(0, static_cast<int>(group.exponent)));
    for (size_t lane = 0; lane < 16; lane++) {
        group.values[lane] = rests[lane] / (1 << group.exponent);
        while (!fits(group.values[lane], group.width))
            group.width++;
    }
    if (group.width + group.exponent > bias_bits)
        throw std::logic_error("biases that have not been rounded");
    if (random && random->one_in(2))
        group.width = static_cast<unsigned>(
            random->between(static_cast<int>(group.width), static_cast<int>(bias_bits - group.exponent)));
    return group;
}

void round_biases(Network &network, Random &random) {
    for (size_t k = 0; k < network.stages.size(); k++) {
        Stage &s = network.stages[k];
        for (Conv *c : {&s.a, &s.b, &s.c})
            for (size_t g = 0; g < c->bias.size() / 16; g++)
                round_group(*c, network.is_head(k) && c == &s.c, g, random);
    }
}

Bytes with_packed_params(const Bytes &packed, const Network &network, Random *random) {
    Bytes section;
    for_each_group(network, [&](const Conv &c, bool head, size_t g) {
        unsigned shift = static_cast<unsigned>(c.shift.at(g));
        Bytes record = PackedGroup::of(shift, rests_of(c, head, g), random).record();
        section.insert(section.end(), record.begin(), record.end());
    });
    Bytes changed = with_section(packed, 1, section, 8);
    size_t record = get32(changed, 80) + 32;
    uint32_t at = 0;
    for (const Stage &s : network.stages) {
        for (const Conv *c : {&s.a, &s.b, &s.c}) {
            if (c->oc > 0) {
                put32(changed, record + 12, at);
                put32(changed, record + 16, 0);
                at += static_cast<uint32_t>(c->oc * c->taps() + 3 * c->oc);
            }
            record += 32;
        }
        record += 32;
    }
    put32(changed, 40, at);
    fix_crc(changed);
    return changed;
}

Bytes blob_of_packed_params(const Network &network, Random *random) {
    return with_packed_params(with_packed_weights(write_blob(network), pack_weights(network)), network,
                              random);
}

std::vector<size_t> packed_records(const Bytes &blob) {
    std::vector<size_t> records;
    size_t at = get32(blob, 88), end = at + get32(blob, 92);
    for (; at < end; at += 2 + 2 * (blob.at(at + 1) & 31u))
        records.push_back(at);
    return records;
}

Bytes plain_params(const std::array<int32_t, 16> &biases, unsigned shift) {
    Bytes record(48), halves[2] = {Bytes(20), Bytes(20)};
    for (size_t lane = 0; lane < 16; lane++)
        put_bits(halves[lane / 8], 20 * (lane % 8), biases[lane], bias_bits);
    for (size_t half = 0; half < 2; half++) {
        std::copy_n(halves[half].begin(), 16, record.begin() + static_cast<std::ptrdiff_t>(16 * half));
        std::copy_n(halves[half].begin() + 16, 4,
                    record.begin() + static_cast<std::ptrdiff_t>(32 + 4 * half));
    }
    record[40] = static_cast<uint8_t>(shift);
    return record;
}

Bytes weights_space(const Network &network) {
    Bytes space;
    for_each_group(network, [&](const Conv &c, bool, size_t g) {
        std::array<int32_t, 16> biases;
        size_t taps = static_cast<size_t>(c.taps());
        for (size_t t = 0; t < taps; t++)
            for (size_t lane = 0; lane < 16; lane++)
                space.push_back(static_cast<uint8_t>(c.weights.at((16 * g + lane) * taps + t)));
        std::copy_n(c.bias.begin() + static_cast<std::ptrdiff_t>(16 * g), 16, biases.begin());
        Bytes params = plain_params(biases, static_cast<unsigned>(c.shift.at(g)));
        space.insert(space.end(), params.begin(), params.end());
    });
    return space;
}

Bytes without_class_map(const Bytes &blob) {
    Bytes changed = with_section(blob, 3, {}, 0);
    put32(changed, 80 + 8 * 3, 0);
    fix_crc(changed);
    return changed;
}

void drop_class_map(Network &network) {
    for (size_t o = 0; o < network.classmap.size(); o++)
        network.classmap[o] = static_cast<uint16_t>(static_cast<int>(o) < network.classes ? o : 0xFFFF);
}

} // namespace sqnet_test
