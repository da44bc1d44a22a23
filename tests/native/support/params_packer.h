// Packs params by SPEC 5.4 and 4.1, written from the text alone: the reader's counterpart and oracle.
#ifndef SQNET_TEST_PARAMS_PACKER_H
#define SQNET_TEST_PARAMS_PACKER_H

#include <array>

#include "bytes.h"
#include "network.h"
#include "random.h"

namespace sqnet_test {

// One record: a shift, and 16 values of `width` bits in units of 2^exponent.
struct PackedGroup {
    unsigned shift = 0, exponent = 0, width = 0;
    std::array<int32_t, 16> values{};

    Bytes record() const;

    // The least that holds these, or an exponent and a width above it that are as good.
    static PackedGroup of(unsigned shift, const std::array<int32_t, 16> &rests, Random *random);
};

// What the biases of group `g` are beside the values of its packed record.
int64_t bias_beside_value(const Conv &c, bool head, int shift, size_t lane);

// Changes biases, and shifts where that is not enough, until packed params hold them.
void round_biases(Network &network, Random &random);

// A blob with packed weights of a network whose biases have been rounded, with packed params.
Bytes with_packed_params(const Bytes &packed, const Network &network, Random *random = nullptr);

// The blob of such a network, with packed weights and params.
Bytes blob_of_packed_params(const Network &network, Random *random = nullptr);

// Where in a blob with packed params each record begins.
std::vector<size_t> packed_records(const Bytes &blob);

// A plain record of 48 bytes.
Bytes plain_params(const std::array<int32_t, 16> &biases, unsigned shift);

// The weights space of a network: every group's weights and, behind them, its plain params.
Bytes weights_space(const Network &network);

// A blob without class map, and the network whose channels are classes.
Bytes without_class_map(const Bytes &blob);
void drop_class_map(Network &network);

} // namespace sqnet_test

#endif
