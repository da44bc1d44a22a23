// Valid, provably safe networks of the shapes that SPEC allows.
#ifndef SQNET_TEST_RANDOM_NETWORK_H
#define SQNET_TEST_RANDOM_NETWORK_H

#include "network.h"

namespace sqnet_test {

// A small network with one to three fires and a plan; the same seed gives the same one.
Network random_network(uint64_t seed);

// The same with up to 200 channels, which fill vectors and leave some over.
Network wide_network(uint64_t seed);

// The smallest blob that still has every section: one fire, one position. For exhaustive damage.
Network tiny_network();

// A little of everything that a blob can hold: two fires, pools, pads, two groups of channels.
Network varied_network();

// Bypasses around all three fires, the first behind conv1, with a pool between that makes the tensor larger.
Network bypass_network();

} // namespace sqnet_test

#endif
