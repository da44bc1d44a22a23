// Packed params (SPEC 5.4) and blobs without a class map (SPEC 5.5), against the oracle on the plain network.
#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "params_packer.h"
#include "random_network.h"
#include "weights_packer.h"

extern "C" {
#include "layout.h"
}

namespace sqnet_test {
namespace {

struct Packed {
    explicit Packed(uint64_t seed) : random(seed) {
        network = seed % 8 == 0 ? wide_network(seed) : random_network(seed);
        round_biases(network, random);
        bool mapped = random.one_in(2);
        if (!mapped)
            drop_class_map(network);
        blob = with_packed_params(write_blob(network), network);
        if (!mapped)
            blob = without_class_map(blob);
    }

    Random random;
    Network network;
    Bytes blob;
};

TEST(Params, GiveTheSameScores) {
    int proven = 0, unmapped = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Packed packed(seed);
        Opened opened(packed.blob);
        if (opened.error == SQNET_E_UNSAFE) // a bias that was rounded up
            continue;
        ASSERT_EQ(0, opened.error) << "offset " << opened.model.error_offset;
        proven++;
        unmapped += opened.model.section[3].bytes == 0;
        Tensor image = golden_image(packed.network, static_cast<uint32_t>(seed));
        ASSERT_EQ(oracle(packed.network, image).scores,
                  infer(opened.model, image, static_cast<int>(seed % 3)));
    }
    EXPECT_GE(proven, 250);
    EXPECT_GE(unmapped, 100);
}

// The proof takes the biases for what they are: of two neighbouring mantissas one is safe and one is not.
TEST(Params, ProofIsThatOfThePlainParams) {
    int unsafe = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        Network network = random_network(seed);
        round_biases(network, random);
        Conv &c = network.stages.back().c;
        for (int32_t &bias : c.bias)
            bias = random.between(0, (1 << 14) - 1) * 32;
        network.golden_seeds.clear();
        Bytes plain = write_blob(network);
        int expected = Opened(plain).error;
        ASSERT_EQ(expected, Opened(with_packed_params(plain, network)).error);
        unsafe += expected == SQNET_E_UNSAFE;
    }
    EXPECT_GE(unsafe, 10);
    EXPECT_LE(unsafe, 90);
}

// Every mantissa's ends, every exponent and shift, become the record that kernels read.
TEST(Params, EveryControlWord) {
    Network network = tiny_network();
    Random random(7);
    round_biases(network, random);
    Bytes good = with_packed_params(write_blob(network), network);
    size_t params = get32(good, 88);
    for (unsigned control = 0; control < 1u << 16; control++) {
        std::vector<int32_t> mantissas;
        for (int lane = 0; lane < 16; lane++)
            mantissas.push_back(random.one_in(2)   ? random.between(-(1 << 14), (1 << 14) - 1)
                                : random.one_in(2) ? -(1 << 14)
                                                   : (1 << 14) - 1);
        Bytes group = pack_group(mantissas, control & 15, control >> 4);
        Bytes blob = good;
        std::copy(group.begin(), group.end(), blob.begin() + static_cast<std::ptrdiff_t>(params));
        Opened opened(blob, 0);
        bool valid = (control & 15) <= 12 && control >> 4 <= 5;
        ASSERT_EQ(valid ? 0 : SQNET_E_PARAMS, opened.error) << "control " << control;
        if (!valid) {
            ASSERT_EQ(params, opened.model.error_offset);
            continue;
        }
        sq_stage stage;
        sq_params room;
        int32_t bias[16];
        sq_read_stage(&opened.model, 0, &stage);
        const uint8_t *record = sq_group_params(&opened.model, &stage.a, 0, &room);
        sq_unpack_bias(record, bias);
        for (size_t lane = 0; lane < 16; lane++)
            ASSERT_EQ(mantissas[lane] * (1 << (control >> 4)), bias[lane]);
        ASSERT_EQ(control & 15, record[40]);
        for (int i = 41; i < 48; i++)
            ASSERT_EQ(0, record[i]);
    }
}

TEST(Params, BesidePackedWeightsAndInAWindow) {
    for (uint64_t seed = 1; seed <= 60; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Packed packed(seed);
        Opened opened(with_packed_weights(packed.blob, pack_weights(packed.network)), SQNET_OPEN_CHECK_CRC);
        ASSERT_EQ(0, opened.error);
        Tensor image = golden_image(packed.network, 5);
        TensorRows rows{&image};
        Guarded arena(sqnet_window_bytes(&opened.model));
        std::vector<int32_t> scores(opened.model.classes);
        sqnet_window window;
        sqnet_run run;
        ASSERT_EQ(0, sqnet_begin_window(&run, &window, &opened.model, arena.data(), arena.size(), nullptr, 0,
                                        TensorRows::row, &rows));
        for (unsigned k = 0; k < opened.model.stages; k++)
            ASSERT_EQ(0, sqnet_stage(&run, k));
        ASSERT_EQ(0, sqnet_scores(&run, scores.data()));
        Outcome expected = oracle(packed.network, image);
        if (expected.stayed_in_20_bits) {
            EXPECT_EQ(expected.scores, scores);
        }
    }
}

TEST(Params, DamageIsFound) {
    Network network = varied_network();
    Random random(3);
    round_biases(network, random);
    Bytes good = with_packed_params(write_blob(network), network);
    ASSERT_EQ(0, Opened(good, SQNET_OPEN_CHECK_CRC).error);
    size_t params = get32(good, 88), bytes = get32(good, 92);
    for (uint32_t less : {8u, 16u, 31u}) {
        Bytes blob = good;
        put32(blob, 92, static_cast<uint32_t>(bytes - less));
        Opened opened(blob, 0);
        EXPECT_EQ(SQNET_E_SECTION, opened.error);
        EXPECT_EQ(92u, opened.model.error_offset);
    }
    Bytes shorter = good;
    put32(shorter, 92, static_cast<uint32_t>(bytes - 32));
    EXPECT_EQ(SQNET_E_STAGE, Opened(shorter, 0).error);
    for (size_t at = params; at < params + bytes; at += 32) {
        Bytes blob = good;
        blob[at + 30] ^= 1; // the control word's highest bit
        Opened opened(blob, 0);
        EXPECT_EQ(SQNET_E_PARAMS, opened.error);
        EXPECT_EQ(at, opened.model.error_offset);
    }
}

// What lies in the blob may be anything: it runs in its memory, or is refused.
TEST(Params, Noise) {
    Random random(11);
    for (int i = 0; i < 200; i++) {
        Network network = i % 2 ? varied_network() : bypass_network();
        round_biases(network, random);
        Bytes blob = with_packed_params(write_blob(network), network);
        size_t params = get32(blob, 88), bytes = get32(blob, 92);
        for (int n = random.between(1, 40); n > 0; n--)
            blob[params + random.below(bytes)] = random.byte();
        Opened opened(blob, 0);
        if (opened.error == 0)
            exercise(opened.model);
        else
            ASSERT_EQ(SQNET_E_PARAMS, opened.error);
    }
}

} // namespace
} // namespace sqnet_test
