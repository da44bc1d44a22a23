// Packs params by SPEC 5.4, written from the text alone: the reader's counterpart and oracle.
#ifndef SQNET_TEST_PARAMS_PACKER_H
#define SQNET_TEST_PARAMS_PACKER_H

#include "bytes.h"
#include "network.h"
#include "random.h"

namespace sqnet_test {

// One group: 16 mantissas of 15 bits, shift and exponent.
Bytes pack_group(const std::vector<int32_t> &mantissas, unsigned shift, unsigned exponent);

// Moves biases towards zero until packed params hold them, with exponents that are larger than needed at
// times.
void round_biases(Network &network, Random &random);

// The blob of a network whose biases have been rounded, with packed params.
Bytes with_packed_params(const Bytes &blob, const Network &network);

// A blob without class map, and the network whose channels are classes.
Bytes without_class_map(const Bytes &blob);
void drop_class_map(Network &network);

} // namespace sqnet_test

#endif
