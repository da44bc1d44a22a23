// Packed weights (SPEC 4.2, 4.3): the decoder against an encoder written from the text, in steps of all
// sizes, on all shapes, and on streams that no encoder wrote.
#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "random.h"
#include "random_network.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

constexpr unsigned check_crc = SQNET_OPEN_CHECK_CRC;

// A model of one convolution, as far as the decoder looks at it. No blob: shapes are free that a network
// cannot have.
struct Single {
    Single(const Bytes &stream, int groups, int kh, int kw, int ic) : blob(256 + stream.size()) {
        std::memset(blob.data(), 0, 256);
        blob.data()[32] = static_cast<uint8_t>(ic);
        blob.data()[33] = static_cast<uint8_t>(ic >> 8);
        blob.data()[34] = static_cast<uint8_t>(16 * groups);
        blob.data()[35] = static_cast<uint8_t>(16 * groups >> 8);
        blob.data()[38] = static_cast<uint8_t>(kh);
        blob.data()[39] = static_cast<uint8_t>(kw);
        if (!stream.empty())
            std::memcpy(blob.data() + 256, stream.data(), stream.size());
        std::memset(&model, 0, sizeof model);
        model.blob = blob.data();
        model.encoding = SQNET_ENCODING_PACKED;
        model.stages = 1;
        model.weights_bytes = static_cast<uint32_t>(16 * groups * kh * kw * ic);
        model.section[2].offset = 256;
        model.section[2].bytes = static_cast<uint32_t>(stream.size());
    }

    Guarded blob;
    sqnet_model model;
};

// Decodes in steps of `taps`, or of random sizes if that is 0.
int decode(const sqnet_model &model, Guarded &weights, uint32_t taps, uint64_t seed = 1) {
    sqnet_decoder decoder;
    Random random(seed);
    int result = sqnet_decode_begin(&decoder, &model);
    if (result < 0)
        return result;
    do {
        uint32_t before = decoder.done, step = taps ? taps : static_cast<uint32_t>(random.between(0, 9));
        result = sqnet_decode(&decoder, weights.data(), weights.size(), step);
        EXPECT_LE(decoder.done - before, 16 * static_cast<uint64_t>(step));
        EXPECT_LE(decoder.done, model.weights_bytes);
    } while (result == 1);
    if (result == 0) {
        EXPECT_EQ(model.weights_bytes, decoder.done);
        EXPECT_EQ(0, sqnet_decode(&decoder, weights.data(), weights.size(), 5)); // nothing is left
    }
    return result;
}

Bytes random_weights(size_t count, Random &random) {
    Bytes weights(count);
    int kind = random.between(0, 5), spread = 1 << random.between(0, 6);
    for (uint8_t &w : weights) {
        int value = kind == 0   ? 0
                    : kind == 1 ? random.between(-127, 127)
                    : kind == 2 ? (random.one_in(2) ? 127 : -127)
                    : kind == 3 ? (random.one_in(40) ? random.between(-127, 127) : 0)
                                : random.between(-spread, spread) * random.between(0, 2) / 2;
        w = static_cast<uint8_t>(value);
    }
    return weights;
}

void expect_decodes(const Bytes &weights, int groups, int kh, int kw, int ic, Random &random) {
    Single single(pack_weights(weights, groups, kh, kw, ic), groups, kh, kw, ic);
    for (uint32_t taps : {UINT32_MAX, 0u, 1u, static_cast<uint32_t>(random.between(2, 50))}) {
        Guarded out(weights.size());
        ASSERT_EQ(0, decode(single.model, out, taps, random.next())) << taps << " taps a step";
        ASSERT_EQ(0, std::memcmp(out.data(), weights.data(), weights.size())) << taps << " taps a step";
    }
}

TEST(Decode, RandomWeightsOfRandomShapes) {
    for (uint64_t seed = 1; seed <= 300; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        int groups = random.between(1, 3), kh = random.between(1, 5), kw = random.between(1, 5);
        int ic = random.one_in(4) ? 3 : random.between(1, 40);
        expect_decodes(random_weights(size_t(16) * groups * kh * kw * ic, random), groups, kh, kw, ic,
                       random);
        if (HasFatalFailure())
            return;
    }
}

TEST(Decode, ManyInputChannelsAndTheLargestKernel) {
    Random random(7);
    for (int ic : {511, 512, 513, 1025, 4096})
        expect_decodes(random_weights(size_t(32) * ic, random), 2, 1, 1, ic, random);
    expect_decodes(random_weights(size_t(16) * 121 * 3, random), 1, 11, 11, 3, random);
    expect_decodes(random_weights(size_t(16) * 65536, random), 1, 4, 4, 4096, random);
}

TEST(Decode, PackedNetworksGiveTheSameScores) {
    for (uint64_t seed = 1; seed <= 150; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = random_network(seed);
        Bytes raw = write_blob(network);
        Opened before(raw), after(with_packed_weights(raw, pack_weights(network)), check_crc);
        ASSERT_EQ(0, before.error);
        ASSERT_EQ(0, after.error) << "offset " << after.model.error_offset;
        sqnet_model &model = after.model;
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_prove(&model)) << "proof without weights";
        Guarded weights(model.weights_bytes);
        ASSERT_EQ(0, decode(model, weights, 0, seed));
        ASSERT_EQ(0, std::memcmp(weights.data(), before.model.weights, weights.size()));
        ASSERT_EQ(0, sqnet_set_weights(&model, weights.data()));
        EXPECT_EQ(0, sqnet_prove(&model));
        Tensor image = golden_image(network, static_cast<uint32_t>(seed));
        EXPECT_EQ(infer(before.model, image, 1), infer(model, image, 2));
    }
}

TEST(Decode, AModelWithoutItsWeightsCannotRun) {
    Network network = tiny_network();
    Opened opened(with_packed_weights(write_blob(network), pack_weights(network)), check_crc);
    ASSERT_EQ(0, opened.error);
    Guarded arena(opened.model.arena_bytes);
    std::vector<int32_t> scores(opened.model.classes);
    sqnet_golden_source source = {1, opened.model.width};
    sqnet_run run;
    sqnet_memory memory = memory_of(arena);
    sqnet_source rows = rows_of(source);
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_infer(&run, &opened.model, &memory, &rows, scores.data()));
    EXPECT_EQ(SQNET_E_ARGUMENT, Opened(with_packed_weights(write_blob(network), pack_weights(network))).error)
        << "opened with proof";
}

TEST(Decode, EveryTruncationIsFound) {
    Random random(3);
    Bytes weights = random_weights(16 * 60, random), stream = pack_weights(weights, 1, 2, 2, 15);
    for (size_t length = 0; length < stream.size(); length++) {
        Single single(Bytes(stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(length)), 1, 2, 2,
                      15);
        Guarded out(weights.size());
        ASSERT_EQ(SQNET_E_PACKED, decode(single.model, out, 0, length)) << length;
    }
    stream.push_back(0);
    Single longer(stream, 1, 2, 2, 15);
    Guarded out(weights.size());
    EXPECT_EQ(SQNET_E_PACKED, decode(longer.model, out, 0));
}

// A stream is refused, or it is what the encoder makes of the weights that came out: other weights, but
// whole.
bool refused_or_genuine(const Bytes &stream, int groups, int kh, int kw, int ic, int *genuine) {
    Single single(stream, groups, kh, kw, ic);
    Guarded out(single.model.weights_bytes);
    int result = decode(single.model, out, 0, stream.size());
    if (result == SQNET_E_PACKED)
        return true;
    ++*genuine;
    return result == 0 &&
           pack_weights(Bytes(out.data(), out.data() + out.size()), groups, kh, kw, ic) == stream;
}

TEST(Decode, EveryFlippedBitIsFoundOrMakesAnotherStream) {
    int genuine = 0, bits = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        Random random(seed);
        Bytes weights = random_weights(16 * 36, random), stream = pack_weights(weights, 1, 3, 3, 4);
        for (size_t bit = 0; bit < 8 * stream.size(); bit++) {
            stream[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
            ASSERT_TRUE(refused_or_genuine(stream, 1, 3, 3, 4, &genuine))
                << "seed " << seed << ", bit " << bit;
            stream[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
            bits++;
        }
    }
    EXPECT_LT(genuine, bits / 50);
}

TEST(Decode, NoiseIsFound) {
    int genuine = 0;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        Random random(seed);
        Bytes stream(random.below(200));
        for (uint8_t &byte : stream)
            byte = random.one_in(3) ? (random.one_in(2) ? 0 : 255) : random.byte();
        ASSERT_TRUE(refused_or_genuine(stream, 2, 2, 3, 5, &genuine)) << "seed " << seed;
    }
    EXPECT_LT(genuine, 5);
}

TEST(Decode, PackedWeightsMustFollowEachOther) {
    Network network = varied_network();
    Bytes blob = with_packed_weights(write_blob(network), pack_weights(network));
    size_t stages = get32(blob, 80);
    for (size_t field :
         {stages + 44, stages + 108, stages + 128 + 44, stages + 128 + 76, stages + 128 + 108}) {
        Bytes moved = blob;
        uint32_t now = get32(moved, field);
        put32(moved, field, now >= 16 ? now - 16 : 16);
        fix_crc(moved);
        Opened opened(moved, check_crc);
        EXPECT_EQ(SQNET_E_STAGE, opened.error) << field;
        EXPECT_EQ(field, opened.model.error_offset);
    }
    put32(blob, 40, get32(blob, 40) + 16);
    fix_crc(blob);
    Opened longer(blob, check_crc);
    EXPECT_EQ(SQNET_E_STAGE, longer.error);
    put32(blob, 40, (16u << 20) + 16);
    fix_crc(blob);
    Opened huge(blob, check_crc);
    EXPECT_EQ(SQNET_E_HEADER, huge.error);
    EXPECT_EQ(40u, huge.model.error_offset);
}

TEST(Decode, WrongCallsAreRefused) {
    Network network = tiny_network();
    Bytes raw = write_blob(network);
    Opened plain(raw), packed(with_packed_weights(raw, pack_weights(network)), check_crc);
    Guarded weights(packed.model.weights_bytes);
    sqnet_decoder decoder;
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_decode_begin(nullptr, &packed.model));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_decode_begin(&decoder, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_decode_begin(&decoder, &plain.model));
    ASSERT_EQ(0, sqnet_decode_begin(&decoder, &packed.model));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_decode(nullptr, weights.data(), weights.size(), 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_decode(&decoder, nullptr, weights.size(), 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_decode(&decoder, weights.data(), weights.size() - 1, 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_set_weights(&packed.model, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_set_weights(&packed.model, weights.data() + 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_set_weights(&plain.model, weights.data()));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_set_weights(nullptr, weights.data()));
}

// What a device must have for it.
TEST(Decode, TheStateIsSmall) {
    EXPECT_LE(sizeof(sqnet_decoder), 4096u);
}

} // namespace
} // namespace sqnet_test
