// Random networks against the oracle, and the freedom of bands and offsets (SPEC 1 and 3).
#include <set>

#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "plan.h"
#include "random_network.h"

namespace sqnet_test {
namespace {

constexpr uint64_t networks = 300;

Tensor random_image(const Network &network, uint64_t seed) {
    Random random(seed);
    Tensor image(network.height, network.width, 3);
    bool extreme = random.one_in(4);
    for (int &value : image.values)
        value = extreme ? (random.one_in(2) ? 127 : -128) : random.between(-128, 127);
    return image;
}

// A stored tensor, with its column and its front pixel of z (SPEC 3.1).
std::vector<int8_t> stored(const Tensor &t, int z) {
    std::vector<int8_t> bytes(t.c, static_cast<int8_t>(z));
    for (int y = 0; y < t.h; y++) {
        for (int x = 0; x < t.w; x++)
            for (int c = 0; c < t.c; c++)
                bytes.push_back(static_cast<int8_t>(t.at(y, x, c)));
        bytes.insert(bytes.end(), t.c, static_cast<int8_t>(z));
    }
    return bytes;
}

void compare_stages(const Network &network, const sqnet_model &model, const Tensor &image,
                    const Outcome &expected) {
    Guarded arena(model.arena_bytes);
    paint(arena, 2);
    TensorRows rows{&image};
    sqnet_run run;
    ASSERT_EQ(0, begin_run(&run, &model, memory_of(arena), rows.source()));
    for (size_t k = 0; k < network.stages.size(); k++) {
        ASSERT_EQ(0, sqnet_stage(&run, static_cast<unsigned>(k)));
        const Stage &s = network.stages[k];
        const uint8_t *at = arena.data() + s.out_off;
        if (network.is_head(k)) {
            ASSERT_EQ(0, std::memcmp(at, expected.sums.data(), 4 * expected.sums.size())) << "head's sums";
        } else {
            std::vector<int8_t> bytes = stored(expected.outputs[k], s.c.z_out);
            ASSERT_EQ(0, std::memcmp(at, bytes.data(), bytes.size())) << "output of stage " << k;
        }
    }
    EXPECT_TRUE(rows.in_order);
    std::vector<int32_t> scores(model.classes);
    ASSERT_EQ(0, sqnet_scores(&run, scores.data()));
    EXPECT_EQ(expected.scores, scores);
}

TEST(RandomNetworks, StagesAndScoresEqualTheOracle) {
    for (uint64_t seed = 1; seed <= networks; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = random_network(seed);
        Tensor image = random_image(network, seed);
        Outcome expected = oracle(network, image);
        EXPECT_TRUE(expected.stayed_in_20_bits);
        Opened opened(write_blob(network));
        ASSERT_EQ(0, opened.error) << "offset " << opened.model.error_offset;
        compare_stages(network, opened.model, image, expected);
        if (HasFatalFailure())
            return;
    }
}

TEST(RandomNetworks, BandsAndOffsetsDoNotMatter) {
    for (uint64_t seed = 1; seed <= 60; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(1000 + seed);
        Network network = random_network(seed);
        Tensor image = random_image(network, seed);
        std::vector<int32_t> first;
        for (int variant = 0; variant < 6; variant++) {
            SCOPED_TRACE("variant " + std::to_string(variant));
            if (variant == 1)
                for (Stage &s : network.stages)
                    s.band = 1;
            else if (variant == 2)
                for (Stage &s : network.stages)
                    s.band = s.mid_h;
            else
                random_bands(network, random);
            if (variant % 2)
                plan_tight(network);
            else
                plan_apart(network, random);
            network.golden_seeds.clear();
            Opened opened(write_blob(network));
            ASSERT_EQ(0, opened.error) << "offset " << opened.model.error_offset;
            std::vector<int32_t> scores = infer(opened.model, image, 2);
            ASSERT_FALSE(scores.empty());
            if (variant == 0)
                first = scores;
            ASSERT_EQ(first, scores);
        }
    }
}

TEST(RandomNetworks, SelfTestsPass) {
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Opened opened(write_blob(random_network(seed)));
        ASSERT_EQ(0, opened.error);
        ASSERT_EQ(1u, sqnet_golden_count(&opened.model));
        Guarded arena(opened.model.arena_bytes);
        std::vector<int32_t> scores(opened.model.classes);
        EXPECT_EQ(0, self_test(&opened.model, 0, memory_of(arena), scores));
    }
}

// One byte above the highest allowed output must be refused: the bound of SPEC 3.3 is exact.
TEST(RandomNetworks, TightPlansAreAsTightAsTheRuleAllows) {
    int refused = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = random_network(seed);
        network.golden_seeds.clear();
        plan_tight(network);
        if (network.stages.size() < 3 || network.stages[1].out_off >= network.stages[1].in_off)
            continue;
        uint32_t room = 1 << 20;
        for (size_t k = 0; k < network.stages.size(); k++)
            network.stages[k].scratch_off = room;
        network.arena_bytes = room + (1 << 20) + network.skip_bytes;
        ASSERT_EQ(0, Opened(write_blob(network)).error);
        network.stages[1].out_off += 16;
        network.stages[2].in_off += 16;
        Opened opened(write_blob(network));
        ASSERT_EQ(SQNET_E_PLAN, opened.error);
        refused++;
    }
    EXPECT_GE(refused, 25);
}

// Networks of which a sum reaches the upper end: whose oracle would answer otherwise if sums wrapped.
int saturated_sums(const Network &network) {
    return oracle(network, random_image(network, 1)).clamped_sums > 0;
}

// The generator really makes what the tests above are meant to cover.
TEST(RandomNetworks, CoverTheSpecification) {
    std::set<int> shifts, fires, zeros, pools, strides, head_pads;
    int lowest_bias = 0, highest_bias = 0, padded_channels = 0, ceil_pools = 0, large_pools = 0, exact = 0,
        in_place = 0;
    int bypasses[2] = {0, 0}, pooled_bypasses = 0, chains = 0, bypassed_heads = 0, saturated = 0;
    for (uint64_t seed = 1; seed <= networks; seed++) {
        Network network = random_network(seed);
        fires.insert(static_cast<int>(network.stages.size()) - 1);
        strides.insert(network.stages[0].a.stride);
        head_pads.insert(network.stages.back().c.pad);
        saturated += saturated_sums(network);
        for (const Stage &s : network.stages) {
            bypasses[s.a.z_out == 0] += s.add;
            pooled_bypasses += s.keep && s.pool_k > 0;
            chains += s.add && s.keep;
            bypassed_heads += s.add && &s == &network.stages.back();
            pools.insert(100 * s.pool_k + 10 * s.pool_stride + s.pool_pad);
            ceil_pools +=
                s.pool_k > 0 && s.out_h * s.pool_stride + s.pool_k > s.mid_h + 2 * s.pool_pad + s.pool_stride;
            large_pools += s.pool_k > s.mid_h + 2 * s.pool_pad || s.pool_k > s.mid_w + 2 * s.pool_pad;
            in_place += s.in_off > 0 && s.out_off < s.in_off && &s != &network.stages.back() &&
                        s.out_off + stored_bytes(s.out_h, s.out_w, s.c.oc) > s.in_off;
            for (const Conv *c : {&s.a, &s.b, &s.c}) {
                shifts.insert(c->shift.begin(), c->shift.end());
                zeros.insert(c->z_in == 0 ? 0 : 1);
                padded_channels += c->used < c->oc;
                for (int32_t bias : c->bias) {
                    lowest_bias += bias == -(1 << 19);
                    highest_bias += bias == (1 << 19) - 1;
                }
                for (int o = 0; o < c->oc; o++) {
                    int64_t high = c->bias[o];
                    for (int t = 0; t < c->taps(); t++) {
                        int w = c->weights[static_cast<size_t>(o) * c->taps() + t];
                        high += std::max(127 * w, c->z_in * w);
                    }
                    exact += high == (1 << 19) - 1;
                }
            }
        }
    }
    EXPECT_EQ(13u, shifts.size());
    EXPECT_EQ(3u, fires.size());
    EXPECT_EQ(2u, zeros.size());
    EXPECT_GE(strides.size(), 4u);
    EXPECT_EQ(5u, head_pads.size());
    for (int pool : {0, 220, 320, 321})
        EXPECT_TRUE(pools.count(pool)) << pool;
    EXPECT_GE(pools.size(), 20u);
    EXPECT_GE(lowest_bias, 20);
    EXPECT_GE(highest_bias, 20);
    EXPECT_GE(padded_channels, 100);
    EXPECT_GE(ceil_pools, 20);
    EXPECT_GE(large_pools, 10);
    EXPECT_GE(exact, 100);
    EXPECT_GE(in_place, 30);
    EXPECT_GE(bypasses[0], 50);
    EXPECT_GE(bypasses[1], 50);
    EXPECT_GE(pooled_bypasses, 50);
    EXPECT_GE(chains, 20);
    EXPECT_GE(bypassed_heads, 50);
    EXPECT_GE(saturated, 50);
}

} // namespace
} // namespace sqnet_test
