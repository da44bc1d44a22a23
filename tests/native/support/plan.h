// Arena offsets, written from SPEC 3 on their own.
#ifndef SQNET_TEST_PLAN_H
#define SQNET_TEST_PLAN_H

#include "network.h"
#include "random.h"

namespace sqnet_test {

uint32_t stored_bytes(int h, int w, int c);
uint32_t out_bytes(const Network &network, size_t stage);
uint32_t scratch_bytes(const Stage &stage);

// Every tensor and every scratch has a place of its own, with random gaps.
void plan_apart(Network &network, Random &random);

// Outputs overlap their inputs as far as SPEC 3.3 allows; scratch takes the lowest free place.
void plan_tight(Network &network);

// Runs with a window (SPEC 4.4): which stages are streamed, and the bytes of arena.
bool is_streamed(const Network &network, size_t stage, bool packed_params = false);
uint32_t window_bytes(const Network &network, bool packed_params = false);

void random_bands(Network &network, Random &random);

} // namespace sqnet_test

#endif
