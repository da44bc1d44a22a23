#include "params_packer.h"

#include <algorithm>
#include <stdexcept>

#include "blob_writer.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

constexpr int32_t lowest = -(1 << 14), highest = (1 << 14) - 1;
constexpr unsigned largest_exponent = 5;

bool holds(int32_t bias, unsigned exponent) {
    int32_t unit = 1 << exponent;
    return bias % unit == 0 && bias / unit >= lowest && bias / unit <= highest;
}

// The least exponent that holds 16 biases.
unsigned exponent_of(const int32_t *biases) {
    for (unsigned e = 0; e <= largest_exponent; e++) {
        bool all = true;
        for (int lane = 0; lane < 16; lane++)
            all &= holds(biases[lane], e);
        if (all)
            return e;
    }
    throw std::logic_error("biases that cannot be packed");
}

void round_group(int32_t *biases, Random &random) {
    unsigned e = random.one_in(3) ? static_cast<unsigned>(random.between(0, largest_exponent)) : 0;
    for (int lane = 0; lane < 16; lane++)
        while (e < largest_exponent &&
               (biases[lane] < lowest * (1 << e) || biases[lane] > highest * (1 << e)))
            e++;
    int32_t unit = 1 << e;
    for (int lane = 0; lane < 16; lane++)
        biases[lane] = std::min(biases[lane] / unit, highest) * unit;
}

} // namespace

Bytes pack_group(const std::vector<int32_t> &mantissas, unsigned shift, unsigned exponent) {
    Bytes group(32);
    unsigned control = shift | exponent << 4;
    for (size_t lane = 0; lane < 16; lane++) {
        unsigned m = static_cast<unsigned>(mantissas.at(lane)) & 0x7FFFu;
        put16(group, 2 * lane, static_cast<uint16_t>(m << 1 | (control >> lane & 1)));
    }
    return group;
}

void round_biases(Network &network, Random &random) {
    for (Stage &s : network.stages)
        for (Conv *c : {&s.a, &s.b, &s.c})
            for (size_t g = 0; g < c->bias.size() / 16; g++)
                round_group(&c->bias[16 * g], random);
}

Bytes with_packed_params(const Bytes &blob, const Network &network) {
    Bytes section, changed = blob;
    size_t record = get32(blob, 80) + 32;
    for (const Stage &s : network.stages) {
        for (const Conv *c : {&s.a, &s.b, &s.c}) {
            if (c->oc > 0)
                put32(changed, record + 16, static_cast<uint32_t>(section.size()));
            record += 32;
            for (size_t g = 0; g < c->bias.size() / 16; g++) {
                unsigned e = exponent_of(&c->bias[16 * g]);
                std::vector<int32_t> mantissas;
                for (size_t lane = 0; lane < 16; lane++)
                    mantissas.push_back(c->bias[16 * g + lane] / (1 << e));
                Bytes group = pack_group(mantissas, static_cast<unsigned>(c->shift.at(g)), e);
                section.insert(section.end(), group.begin(), group.end());
            }
        }
        record += 32;
    }
    return with_section(changed, 1, section, 4);
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
