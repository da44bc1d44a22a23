// Packed params (SPEC 5.4) and blobs without a class map (SPEC 5.5), against the oracle on the plain network.
#include <gtest/gtest.h>

#include <algorithm>

#include "blob_writer.h"
#include "harness.h"
#include "params_packer.h"
#include "plan.h"
#include "random_network.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

constexpr unsigned check_crc = SQNET_OPEN_CHECK_CRC;

struct Packed {
    explicit Packed(uint64_t seed) : random(seed) {
        network = seed % 8 == 0 ? wide_network(seed) : random_network(seed);
        round_biases(network, random);
        mapped = random.one_in(2);
        if (!mapped)
            drop_class_map(network);
        plain = write_blob(network);
        blob = with_packed_params(with_packed_weights(plain, pack_weights(network)), network, &random);
        if (!mapped)
            blob = without_class_map(blob);
    }

    Random random;
    Network network;
    bool mapped;
    Bytes plain, blob;
};

TEST(Params, GiveTheSameWeightsSpaceAndScores) {
    int proven = 0, unmapped = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Packed packed(seed);
        Decoded decoded(packed.blob, seed % 3 ? seed : 0);
        ASSERT_EQ(Opened(packed.plain).error, decoded.error) << "offset " << decoded.model.error_offset;
        Bytes space = weights_space(packed.network);
        ASSERT_EQ(space.size(), decoded.weights.size());
        ASSERT_EQ(0, std::memcmp(space.data(), decoded.weights.data(), space.size()));
        if (decoded.error == SQNET_E_UNSAFE) // a bias that was changed
            continue;
        proven++;
        unmapped += decoded.model.section[3].bytes == 0;
        Tensor image = golden_image(packed.network, static_cast<uint32_t>(seed));
        ASSERT_EQ(oracle(packed.network, image).scores,
                  infer(decoded.model, image, static_cast<int>(seed % 3)));
    }
    EXPECT_GE(proven, 200);
    EXPECT_GE(unmapped, 80);
}

// --- Windows

// All stages over exactly the memory that is asked for, in steps of `taps`; random ones if that is 0.
int run_window(const sqnet_model &model, const Tensor &image, uint32_t taps, std::vector<int32_t> *scores) {
    TensorRows rows{&image};
    Guarded arena(sqnet_window_bytes(&model));
    paint(arena, 2);
    scores->resize(model.classes);
    sqnet_window window;
    sqnet_run run;
    Random random(7);
    int result = begin_window(&run, &window, &model, memory_of(arena), rows.source());
    for (unsigned k = 0; !result && k < model.stages; k++)
        do {
            uint32_t step = taps ? taps : static_cast<uint32_t>(random.between(0, 90)),
                     before = window.decoder.done;
            result = sqnet_stage_step(&run, k, step);
            EXPECT_LE(window.decoder.done - before, (16 + 48) * static_cast<uint64_t>(step));
        } while (result == 1);
    for (unsigned k = 0; result < 0 && k <= model.stages; k++)
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, k)) << "there is no way on";
    return result ? result : sqnet_scores(&run, scores->data());
}

int prove_in_tile(const sqnet_model &model, uint32_t taps) {
    sqnet_window window;
    Guarded tile(sqnet_tile_bytes(&model));
    int result = sqnet_window_begin(&window, &model);
    result = result ? result : 1;
    while (result == 1)
        result = sqnet_window_prove(&window, tile.data(), tile.size(), taps);
    return result;
}

TEST(Params, InAWindowInStepsOfAnySize) {
    int streamed = 0, whole = 0;
    for (uint64_t seed = 1; seed <= 120; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Packed packed(seed);
        Opened opened(packed.blob, check_crc);
        ASSERT_EQ(0, opened.error);
        ASSERT_EQ(window_bytes(packed.network, true), sqnet_window_bytes(&opened.model));
        for (size_t k = 0; k < packed.network.stages.size(); k++)
            ++(is_streamed(packed.network, k, true) ? streamed : whole);
        ASSERT_EQ(Opened(packed.plain).error,
                  prove_in_tile(opened.model, static_cast<uint32_t>(1 + seed % 40)));
        Tensor image = golden_image(packed.network, 5);
        Outcome expected = oracle(packed.network, image);
        for (uint32_t taps : {1u, 0u, UINT32_MAX}) {
            std::vector<int32_t> scores;
            ASSERT_EQ(0, run_window(opened.model, image, taps, &scores));
            if (expected.stayed_in_20_bits) {
                ASSERT_EQ(expected.scores, scores) << taps << " taps a step";
            }
        }
    }
    EXPECT_GE(streamed, 50);
    EXPECT_GE(whole, 50);
}

// --- Single convolutions with weights and params of any value

struct Shape {
    int groups, kh, kw, ic;
    int z_in, z_out;
    bool head;

    Conv conv() const {
        Conv c;
        c.ic = ic;
        c.oc = 16 * groups;
        c.kh = kh;
        c.kw = kw;
        c.z_in = z_in;
        c.z_out = z_out;
        return c;
    }
};

// A model of one convolution, as far as the decoder looks at it.
struct Single {
    Single(const Shape &shape, const Bytes &stream, const Bytes &params)
        : blob(128 + params.size() + stream.size()) {
        Bytes bytes(128);
        size_t record = shape.head ? 96 : 32;
        bytes[0] = shape.head ? 8 : 1;
        put16(bytes, record, static_cast<uint32_t>(shape.ic));
        put16(bytes, record + 2, static_cast<uint32_t>(16 * shape.groups));
        bytes[record + 6] = static_cast<uint8_t>(shape.kh);
        bytes[record + 7] = static_cast<uint8_t>(shape.kw);
        bytes[record + 10] = static_cast<uint8_t>(shape.z_in);
        bytes[record + 11] = static_cast<uint8_t>(shape.z_out);
        bytes.insert(bytes.end(), stream.begin(), stream.end());
        bytes.insert(bytes.end(), params.begin(), params.end()); // nothing may be read behind them
        std::memcpy(blob.data(), bytes.data(), bytes.size());
        std::memset(&model, 0, sizeof model);
        model.blob = blob.data();
        model.encoding = SQNET_ENCODING_PACKED;
        model.packed_params = 1;
        model.stages = 1;
        model.weights_bytes = static_cast<uint32_t>(16 * shape.groups * (shape.kh * shape.kw * shape.ic + 3));
        model.section[1] = {static_cast<uint32_t>(128 + stream.size()), static_cast<uint32_t>(params.size())};
        model.section[2] = {128, static_cast<uint32_t>(stream.size())};
    }

    Guarded blob;
    sqnet_model model;
};

int32_t any_value(unsigned bits, Random &random) {
    int32_t half = bits ? 1 << (bits - 1) : 0, highest = bits ? half - 1 : 0;
    return random.one_in(2) ? random.between(-half, highest) : random.one_in(2) ? -half : highest;
}

PackedGroup any_group(Random &random) {
    PackedGroup group;
    group.shift = static_cast<unsigned>(random.between(0, 12));
    group.exponent = static_cast<unsigned>(random.one_in(2) ? 0 : random.between(0, 15));
    int most = 20 - static_cast<int>(group.exponent);
    group.width = static_cast<unsigned>(random.one_in(3) ? most : random.between(0, most));
    for (int32_t &value : group.values)
        value = any_value(group.width, random);
    return group;
}

// The weights space that must come of it, up to the first group whose biases do not fit.
struct Expected {
    Bytes space, params;
    bool fits = true;

    Expected(const Shape &shape, const Conv &c, const Bytes &weights, Random &random) {
        size_t taps = static_cast<size_t>(c.taps());
        for (int g = 0; g < shape.groups; g++) {
            PackedGroup group = any_group(random);
            Bytes record = group.record();
            params.insert(params.end(), record.begin(), record.end());
            std::array<int32_t, 16> biases{};
            for (size_t lane = 0; lane < 16; lane++) {
                int64_t bias = static_cast<int64_t>(group.values[lane]) * (1 << group.exponent) +
                               bias_beside_value(c, shape.head, static_cast<int>(group.shift),
                                                 16 * static_cast<size_t>(g) + lane);
                fits &= bias >= -(1 << 19) && bias < 1 << 19;
                biases[lane] = static_cast<int32_t>(bias);
            }
            if (!fits)
                continue;
            auto from = weights.begin() + static_cast<std::ptrdiff_t>(16 * taps * static_cast<size_t>(g));
            space.insert(space.end(), from, from + static_cast<std::ptrdiff_t>(16 * taps));
            Bytes plain = plain_params(biases, group.shift);
            space.insert(space.end(), plain.begin(), plain.end());
        }
    }
};

// Returns whether all biases fitted.
bool decode_single(const Shape &shape, const Bytes &weights, Random &random) {
    Conv c = shape.conv();
    size_t taps = static_cast<size_t>(c.taps());
    c.weights.resize(weights.size());
    for (size_t o = 0; o < static_cast<size_t>(c.oc); o++)
        for (size_t t = 0; t < taps; t++)
            c.weights[o * taps + t] = static_cast<int8_t>(weights[(o / 16 * taps + t) * 16 + o % 16]);
    Expected expected(shape, c, weights, random);
    Single single(shape, pack_weights(weights, shape.groups, shape.kh, shape.kw, shape.ic), expected.params);
    for (uint32_t step : {UINT32_MAX, 1u, static_cast<uint32_t>(random.between(2, 50))}) {
        Guarded out(single.model.weights_bytes);
        sqnet_decoder decoder;
        EXPECT_EQ(0, sqnet_decode_begin(&decoder, &single.model));
        int result = 1;
        while (result == 1)
            result = sqnet_decode(&decoder, out.data(), out.size(), step);
        EXPECT_EQ(expected.fits ? 0 : SQNET_E_PACKED, result) << step << " taps a step";
        EXPECT_TRUE(std::equal(expected.space.begin(), expected.space.end(), out.data()));
        EXPECT_EQ(result, sqnet_decode(&decoder, out.data(), out.size(), step)) << "it stays so";
        if (expected.fits) {
            EXPECT_EQ(out.size(), decoder.done);
        }
    }
    return expected.fits;
}

Bytes any_weights(size_t count, Random &random) {
    Bytes weights(count);
    int kind = random.between(0, 3);
    for (uint8_t &w : weights)
        w = static_cast<uint8_t>(kind == 0   ? random.between(-127, 127)
                                 : kind == 1 ? random.between(-2, 2)
                                 : kind == 2 ? (random.one_in(20) ? random.between(-127, 127) : 0)
                                             : (random.one_in(9) ? 127 : -127));
    return weights;
}

TEST(Params, OfAnyShapeWeightsAndValues) {
    int fitted = 0, misfits = 0;
    for (uint64_t seed = 1; seed <= 500; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        Shape shape = {random.between(1, 3),  random.between(1, 4),        random.between(1, 4),
                       random.between(1, 24), random.one_in(2) ? 0 : -128, random.one_in(2) ? 0 : -128,
                       random.one_in(3)};
        if (shape.head)
            shape.z_out = 0;
        size_t count = size_t(16) * static_cast<size_t>(shape.groups * shape.kh * shape.kw * shape.ic);
        ++(decode_single(shape, any_weights(count, random), random) ? fitted : misfits);
        if (HasFailure())
            return;
    }
    EXPECT_GE(fitted, 100);
    EXPECT_GE(misfits, 50);
}

TEST(Params, LargestSumsOfWeights) {
    Random random(1);
    for (int weight : {127, -127})
        for (int z_in : {0, -128}) {
            Shape shape = {1, 4, 4, 4096, z_in, -128, false};
            Bytes weights(size_t(16) * 65536, static_cast<uint8_t>(weight));
            bool fits = decode_single(shape, weights, random);
            EXPECT_TRUE(!fits || z_in == 0);
        }
}

// --- Records that no writer made

// The tiny network's blob with another first record.
Bytes with_first_record(const Bytes &good, const Bytes &record) {
    std::vector<size_t> records = packed_records(good);
    auto at = [&](size_t i) { return good.begin() + static_cast<std::ptrdiff_t>(i); };
    Bytes section(record);
    section.insert(section.end(), at(records.at(1)), at(get32(good, 88) + get32(good, 92)));
    return with_section(good, 1, section, 0);
}

TEST(Params, EveryControlWord) {
    Random random(7);
    Network network = tiny_network();
    round_biases(network, random);
    Bytes good = blob_of_packed_params(network);
    const Conv &c = network.stages[0].a;
    int fitted = 0, misfits = 0;
    for (unsigned control = 0; control < 1u << 16; control++) {
        PackedGroup group;
        group.shift = control & 15;
        group.exponent = control >> 4 & 15;
        group.width = control >> 8 & 31;
        bool valid = group.shift <= 12 && group.exponent + group.width <= 20 && control >> 13 == 0;
        if (!valid && control % 7 && control >> 13)
            continue; // nearly all of them
        bool fits = true;
        std::array<int32_t, 16> biases{};
        for (size_t lane = 0; lane < 16; lane++) {
            group.values[lane] = any_value(std::min(group.width, 20u), random) / (random.one_in(2) ? 16 : 1);
            int64_t bias = static_cast<int64_t>(group.values[lane]) * (1 << group.exponent) +
                           bias_beside_value(c, false, static_cast<int>(group.shift), lane);
            fits &= bias >= -(1 << 19) && bias < 1 << 19;
            biases[lane] = static_cast<int32_t>(bias);
        }
        Bytes record = group.record();
        put16(record, 0, control);
        Decoded decoded(with_first_record(good, record), 0, 0);
        if (!valid) {
            ASSERT_EQ(SQNET_E_PARAMS, decoded.error) << "control " << control;
            ASSERT_EQ(get32(good, 88), decoded.model.error_offset);
            continue;
        }
        ++(fits ? fitted : misfits);
        if (!fits) {
            ASSERT_EQ(SQNET_E_PACKED, decoded.error) << "control " << control;
            continue;
        }
        ASSERT_TRUE(decoded.error == 0 || decoded.error == SQNET_E_UNSAFE) << "control " << control;
        Bytes plain = plain_params(biases, group.shift);
        size_t weights = 16 * static_cast<size_t>(c.taps());
        ASSERT_EQ(0, std::memcmp(decoded.weights.data() + weights, plain.data(), 48))
            << "control " << control;
    }
    EXPECT_GE(fitted, 1000);
    EXPECT_GE(misfits, 100);
}

void expect_refused(Bytes blob, int error, size_t offset) {
    fix_crc(blob);
    Opened opened(blob, check_crc);
    EXPECT_EQ(error, opened.error);
    EXPECT_EQ(offset, opened.model.error_offset);
}

TEST(Params, DamagedRecordsAreFound) {
    Random random(3);
    for (Network network : {tiny_network(), varied_network(), bypass_network()}) {
        round_biases(network, random);
        Bytes good = blob_of_packed_params(network, &random);
        ASSERT_EQ(0, Opened(good, check_crc).error);
        for (size_t at : packed_records(good))
            for (uint8_t bad : {0x20, 0x40, 0x80, 0x15, 0x1F, 0xFF}) {
                Bytes blob = good;
                blob[at + 1] = bad;
                expect_refused(blob, SQNET_E_PARAMS, at);
                blob[at + 1] = good[at + 1];
                blob[at] = static_cast<uint8_t>((good[at] & 0xF0) | 13);
                expect_refused(blob, SQNET_E_PARAMS, at);
            }
    }
}

TEST(Params, RecordsMustFillTheirSection) {
    Random random(3);
    Network network = varied_network();
    round_biases(network, random);
    Bytes good = blob_of_packed_params(network, &random);
    size_t params = get32(good, 88), bytes = get32(good, 92);
    std::vector<size_t> records = packed_records(good);
    for (size_t less = 1; less < bytes; less++) {
        Bytes blob = good;
        put32(blob, 92, static_cast<uint32_t>(bytes - less));
        size_t end = params + bytes - less, first = records.size() - 1;
        while (first > 0 && records[first] > end)
            first--; // the last that begins in the section, or at its end
        expect_refused(blob, SQNET_E_PARAMS, records[first]);
    }
    for (size_t more : {1, 2, 16, 48}) {
        Bytes section(good.begin() + static_cast<std::ptrdiff_t>(params),
                      good.begin() + static_cast<std::ptrdiff_t>(params + bytes));
        section.resize(bytes + more);
        expect_refused(with_section(good, 1, section, 0), SQNET_E_SECTION, 92);
    }
}

TEST(Params, PlacesAreTaken) {
    Random random(3);
    Network network = varied_network();
    round_biases(network, random);
    Bytes good = blob_of_packed_params(network);
    size_t stages = get32(good, 80);
    for (size_t k = 0; k < network.stages.size(); k++)
        for (size_t i = 0; i < 3; i++) {
            size_t record = stages + 128 * k + 32 + 32 * i;
            if (get16(good, record + 2) == 0)
                continue;
            for (uint32_t params : {1u, 16u, 48u, 0x80000000u}) {
                Bytes blob = good;
                put32(blob, record + 16, params);
                expect_refused(blob, SQNET_E_STAGE, record + 16);
            }
            Bytes blob = good;
            put32(blob, record + 12, get32(good, record + 12) + 16);
            expect_refused(blob, SQNET_E_STAGE, record + 12);
        }
    Bytes without_params = good; // the weights space of a blob whose params are plain
    put32(without_params, 40, get32(good, 40) - 48);
    fix_crc(without_params);
    EXPECT_EQ(SQNET_E_STAGE, Opened(without_params, check_crc).error);
    for (uint8_t encoding : {4, 5, 7, 8, 10, 12, 13, 24, 25, 255}) {
        Bytes blob = good;
        blob[27] = encoding;
        expect_refused(blob, SQNET_E_VERSION, 27);
    }
}

// A network that is still safe with its biases rounded.
Network safe_network() {
    for (uint64_t seed = 1;; seed++) {
        Random random(seed);
        Network network = varied_network();
        network.golden_seeds.clear();
        round_biases(network, random);
        if (Opened(write_blob(network)).error == 0)
            return network;
    }
}

TEST(Params, ThatDoNotFitEndARun) {
    Network network = safe_network();
    Bytes good = blob_of_packed_params(network);
    int misfits = 0;
    for (size_t at : packed_records(good)) {
        // All 20 bits: 2^19 - 1, which the half of a step makes too large, or a sum of weights does.
        PackedGroup group;
        group.shift = 1;
        group.width = 20;
        group.values.fill((1 << 19) - 1);
        Bytes section(good.begin() + get32(good, 88), good.begin() + static_cast<std::ptrdiff_t>(at));
        Bytes record = group.record();
        section.insert(section.end(), record.begin(), record.end());
        size_t next = at + 2 + 2 * (good[at + 1] & 31u);
        section.insert(section.end(), good.begin() + static_cast<std::ptrdiff_t>(next),
                       good.begin() + static_cast<std::ptrdiff_t>(get32(good, 88) + get32(good, 92)));
        Bytes blob = with_section(good, 1, section, 0);
        Decoded decoded(blob);
        Opened opened(blob, check_crc);
        ASSERT_EQ(0, opened.error);
        std::vector<int32_t> scores;
        for (uint32_t taps : {1u, UINT32_MAX}) {
            EXPECT_EQ(decoded.error, prove_in_tile(opened.model, taps));
            int result = run_window(opened.model, golden_image(network, 1), taps, &scores);
            EXPECT_EQ(decoded.error == SQNET_E_PACKED ? SQNET_E_PACKED : 0, result);
        }
        misfits += decoded.error == SQNET_E_PACKED;
    }
    EXPECT_GE(misfits, 3);
}

// --- Bytes of any value: a blob runs in its memory, or is refused

// Returns whether all its weights could be decoded.
bool open_and_run(const Bytes &blob) {
    Decoded decoded(blob, 0, 0);
    if (decoded.opened.error) {
        EXPECT_LE(decoded.model.error_offset, blob.size());
        return false;
    }
    std::vector<int32_t> scores;
    Tensor image(decoded.model.height, decoded.model.width, 3);
    bool whole = decoded.error == 0 || decoded.error == SQNET_E_UNSAFE;
    EXPECT_TRUE(whole || decoded.error == SQNET_E_PACKED);
    EXPECT_EQ(whole ? 0 : SQNET_E_PACKED, run_window(decoded.model, image, UINT32_MAX, &scores));
    if (whole)
        exercise(decoded.model);
    return whole;
}

TEST(Params, EveryFlippedBitRunsInItsMemory) {
    Random random(5);
    for (Network network : {tiny_network(), varied_network()}) {
        network.golden_seeds.clear();
        round_biases(network, random);
        Bytes blob = blob_of_packed_params(network, &random);
        int ran = 0;
        size_t params = get32(blob, 88);
        for (size_t bit = 0; bit < 8 * (params + get32(blob, 92)); bit++) {
            SCOPED_TRACE("bit " + std::to_string(bit));
            blob[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
            ran += open_and_run(blob);
            blob[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
        }
        EXPECT_GT(ran, 100);
    }
}

TEST(Params, Noise) {
    Random random(11);
    int ran = 0;
    for (int i = 0; i < 400; i++) {
        SCOPED_TRACE("blob " + std::to_string(i));
        Network network = i % 2 ? varied_network() : bypass_network();
        network.golden_seeds.clear();
        round_biases(network, random);
        Bytes blob = blob_of_packed_params(network, &random);
        size_t params = get32(blob, 88), bytes = get32(blob, 92);
        for (int n = random.between(1, i % 3 ? 4 : 40); n > 0; n--)
            blob[params + random.below(bytes)] = random.byte();
        ran += open_and_run(blob);
    }
    EXPECT_GE(ran, 50);
}

} // namespace
} // namespace sqnet_test
