// Packed weights that are decoded into a window of the arena in each run (SPEC 4.4), against the oracle.
#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "plan.h"
#include "random.h"
#include "random_network.h"
#include "weights_packer.h"

namespace sqnet_test {
namespace {

constexpr unsigned check_crc = SQNET_OPEN_CHECK_CRC;

Bytes packed_blob(const Network &network) {
    return with_packed_weights(write_blob(network), pack_weights(network));
}

Network any_network(uint64_t seed) {
    return seed % 8 == 0 ? wide_network(seed) : random_network(seed);
}

// All stages in steps of `taps`, or of random sizes if that is 0. The result of the step that ended it.
int run_stages(sqnet_run &run, uint32_t taps, Random &random) {
    for (unsigned k = 0; k < run.model->stages; k++) {
        int result = 1;
        while (result == 1) {
            uint32_t before = run.window->decoder.done;
            uint32_t step = taps ? taps : static_cast<uint32_t>(random.between(0, 200));
            result = sqnet_stage_step(&run, k, step);
            EXPECT_LE(run.window->decoder.done - before, 16 * static_cast<uint64_t>(step));
        }
        if (result < 0)
            return result;
    }
    return 0;
}

struct Windowed {
    Windowed(const sqnet_model &opened, size_t arena_bytes, size_t skip_bytes)
        : model(opened), arena(arena_bytes), skip(skip_bytes), scores(opened.classes) {
    }

    // Skip memory of its own only if there is some.
    int infer(const Tensor &image, uint32_t taps, uint64_t seed, const sqnet_hooks *hooks = nullptr) {
        TensorRows rows{&image};
        Random random(seed);
        sqnet_memory memory = skip.size() ? memory_of(arena, skip) : memory_of(arena);
        int error = begin_window(&run, &window, &model, memory, rows.source());
        run.hooks = hooks;
        if (!error)
            error = run_stages(run, taps, random);
        return error ? error : sqnet_scores(&run, scores.data());
    }

    const sqnet_model &model;
    Guarded arena, skip;
    std::vector<int32_t> scores;
    sqnet_run run;
    sqnet_window window;
};

struct Kinds {
    int streamed = 0, whole = 0, pooled = 0, added = 0, kept = 0, padded = 0, in_place = 0;

    void count(const Network &network) {
        for (size_t k = 0; k < network.stages.size(); k++) {
            const Stage &s = network.stages[k];
            bool stream = is_streamed(network, k);
            streamed += stream;
            whole += !stream;
            pooled += stream && s.pool_k > 0;
            added += stream && s.add;
            kept += stream && s.keep;
            padded += stream && s.c.pad > 0;
            in_place += stream && k > 0 && !network.is_head(k) &&
                        s.out_off < s.in_off + out_bytes(network, k - 1) &&
                        s.in_off < s.out_off + out_bytes(network, k);
        }
    }
};

TEST(Window, GivesTheSameScoresInStepsOfAnySize) {
    Kinds kinds;
    for (uint64_t seed = 1; seed <= 220; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = any_network(seed);
        Opened opened(packed_blob(network), check_crc);
        ASSERT_EQ(0, opened.error);
        kinds.count(network);
        ASSERT_EQ(window_bytes(network), sqnet_window_bytes(&opened.model));
        bool apart = seed % 2;
        uint32_t skip = apart ? network.skip_bytes : 0;
        Windowed windowed(opened.model, window_bytes(network) - skip, skip);
        Tensor image = golden_image(network, static_cast<uint32_t>(seed));
        std::vector<int32_t> expected = oracle(network, image).scores;
        for (uint32_t taps : {0u, UINT32_MAX}) {
            paint(windowed.arena, static_cast<int>(seed % 3));
            paint(windowed.skip, 2);
            ASSERT_EQ(0, windowed.infer(image, taps, seed));
            ASSERT_EQ(expected, windowed.scores);
        }
    }
    EXPECT_GE(kinds.whole, 100);
    EXPECT_GE(kinds.streamed, 100);
    EXPECT_GE(kinds.pooled, 20);
    EXPECT_GE(kinds.added, 10);
    EXPECT_GE(kinds.kept, 10);
    EXPECT_GE(kinds.padded, 10);
    EXPECT_GE(kinds.in_place, 10);
}

// The last byte of it is written, and none behind: the number is neither too large nor too small.
TEST(Window, TheArenaIsUsedToItsEnd) {
    for (uint64_t seed = 401; seed <= 440; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = any_network(seed);
        Opened opened(packed_blob(network), check_crc);
        ASSERT_EQ(0, opened.error);
        constexpr size_t margin = 4096;
        size_t needed = window_bytes(network) - network.skip_bytes, high = 0;
        Windowed windowed(opened.model, needed + margin, network.skip_bytes);
        for (int value : {0x5a, 0xa5}) {
            std::memset(windowed.arena.data(), value, needed + margin);
            ASSERT_EQ(0, windowed.infer(golden_image(network, 3), UINT32_MAX, seed));
            for (size_t i = needed + margin; i > high; i--)
                if (windowed.arena.data()[i - 1] != value)
                    high = i;
        }
        EXPECT_EQ(needed, high);
    }
}

void run_backwards(void *context, unsigned pieces, void (*piece)(void *job, unsigned index), void *job) {
    *static_cast<unsigned *>(context) += pieces;
    while (pieces-- > 0)
        piece(job, pieces);
}

TEST(Window, PiecesMayBeShared) {
    unsigned pieces = 0;
    for (uint64_t seed = 441; seed <= 480; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = any_network(seed);
        Opened opened(packed_blob(network), check_crc);
        ASSERT_EQ(0, opened.error);
        Windowed windowed(opened.model, window_bytes(network), 0);
        sqnet_hooks hooks{};
        hooks.parallel = run_backwards;
        hooks.parallel_context = &pieces;
        hooks.pieces = 1 + static_cast<unsigned>(seed % 4);
        Tensor image = golden_image(network, 5);
        ASSERT_EQ(0, windowed.infer(image, 0, seed, &hooks));
        EXPECT_EQ(oracle(network, image).scores, windowed.scores);
    }
    EXPECT_GT(pieces, 1000u);
}

TEST(Window, RunsFollowEachOtherAndAStageIsOneCallToo) {
    Network network = varied_network();
    Opened opened(packed_blob(network), check_crc);
    ASSERT_EQ(0, opened.error);
    Guarded arena(sqnet_window_bytes(&opened.model));
    sqnet_window window;
    sqnet_run run;
    std::vector<int32_t> scores(opened.model.classes);
    for (uint32_t seed = 1; seed <= 4; seed++) {
        sqnet_golden_source source = {seed, opened.model.width};
        ASSERT_EQ(0, begin_window(&run, &window, &opened.model, memory_of(arena), rows_of(source)));
        for (unsigned k = 0; k < opened.model.stages; k++) {
            ASSERT_EQ(0, sqnet_stage(&run, k));
            EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage_step(&run, k, 1)) << "twice";
        }
        ASSERT_EQ(0, sqnet_scores(&run, scores.data()));
        EXPECT_EQ(oracle(network, golden_image(network, seed)).scores, scores);
        if (seed == 2) {
            /* Given up in the middle: the next one begins anew. */
            ASSERT_EQ(0, begin_window(&run, &window, &opened.model, memory_of(arena), rows_of(source)));
            ASSERT_EQ(0, sqnet_stage(&run, 0));
            ASSERT_EQ(1, sqnet_stage_step(&run, 1, 1));
        }
    }
}

// --- Streams that no encoder wrote

// A run of a blob with this stream: its scores, or the error that ended it, and then there is no way on.
int run_stream(const Network &network, const Bytes &raw, const Bytes &stream, std::vector<int32_t> *scores) {
    Opened opened(with_packed_weights(raw, stream), check_crc);
    EXPECT_EQ(0, opened.error);
    Windowed windowed(opened.model, window_bytes(network), 0);
    int error = windowed.infer(golden_image(network, 1), 0, stream.size());
    *scores = windowed.scores;
    for (unsigned k = 0; error < 0 && k <= opened.model.stages; k++) {
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&windowed.run, k));
    }
    return error;
}

TEST(Window, EveryTruncationEndsTheRun) {
    Network network = varied_network();
    network.golden_seeds.clear();
    Bytes raw = write_blob(network), stream = pack_weights(network);
    std::vector<int32_t> scores;
    for (size_t length = 1; length < stream.size(); length += length < 40 ? 1 : 7)
        ASSERT_EQ(SQNET_E_PACKED,
                  run_stream(network, raw,
                             Bytes(stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(length)),
                             &scores))
            << length;
    stream.push_back(1);
    EXPECT_EQ(SQNET_E_PACKED, run_stream(network, raw, stream, &scores));
}

// Found at the latest with the last weight, or another network's weights came out.
TEST(Window, DamageEndsTheRunOrMakesAnotherNetwork) {
    int genuine = 0;
    for (uint64_t seed = 1; seed <= 250; seed++) {
        Random random(seed);
        Network network = seed % 2 ? tiny_network() : varied_network();
        network.golden_seeds.clear();
        Bytes stream = pack_weights(network);
        for (int i = random.between(1, 3); i > 0; i--)
            stream[random.below(stream.size())] ^= static_cast<uint8_t>(random.between(1, 255));
        std::vector<int32_t> scores;
        int error = run_stream(network, write_blob(network), stream, &scores);
        ASSERT_TRUE(error == 0 || error == SQNET_E_PACKED) << "seed " << seed;
        genuine += error == 0;
    }
    EXPECT_LT(genuine, 13);
}

// Whatever header and records hold: what opens stays inside the memory that it asks for.
TEST(Window, DamagedRecordsStayInTheirMemory) {
    int opened_count = 0;
    Network networks[] = {varied_network(), bypass_network()};
    Bytes blobs[2];
    for (int i = 0; i < 2; i++) {
        networks[i].golden_seeds.clear();
        blobs[i] = packed_blob(networks[i]);
    }
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        Random random(seed);
        Bytes blob = blobs[seed % 2];
        size_t stages = get32(blob, 80), bytes = get32(blob, 84);
        size_t at = random.one_in(4) ? 16 + random.below(128) : stages + random.below(bytes);
        blob[at] = static_cast<uint8_t>(random.one_in(2) ? random.byte() : blob[at] + random.between(-2, 2));
        fix_crc(blob);
        Opened opened(blob, check_crc);
        if (opened.error || sqnet_window_bytes(&opened.model) > 4 << 20)
            continue;
        opened_count++;
        Guarded arena(sqnet_window_bytes(&opened.model));
        std::vector<int32_t> scores(opened.model.classes);
        sqnet_golden_source source = {1, opened.model.width};
        sqnet_window window;
        sqnet_run run;
        int error = begin_window(&run, &window, &opened.model, memory_of(arena), rows_of(source));
        for (unsigned k = 0; !error && k < opened.model.stages; k++)
            error = sqnet_stage(&run, k);
        ASSERT_TRUE(error == SQNET_E_PACKED || (error == 0 && sqnet_scores(&run, scores.data()) == 0))
            << "seed " << seed << ": " << error;
    }
    EXPECT_GT(opened_count, 300);
}

TEST(Window, AFailingRowSourceEndsTheRun) {
    Network network = varied_network();
    Opened opened(packed_blob(network), check_crc);
    Guarded arena(sqnet_window_bytes(&opened.model));
    sqnet_window window;
    sqnet_run run;
    auto fail = [](void *, unsigned y, int8_t *) { return y == 5 ? 1 : 0; };
    ASSERT_EQ(0, begin_window(&run, &window, &opened.model, memory_of(arena), {fail, nullptr}));
    EXPECT_EQ(SQNET_E_SOURCE, sqnet_stage(&run, 0));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_stage(&run, 0));
}

// --- The proof

int prove(const sqnet_model &model, uint32_t taps) {
    sqnet_window window;
    Guarded tile(sqnet_tile_bytes(&model));
    int result = sqnet_window_begin(&window, &model);
    result = result ? result : 1;
    while (result == 1)
        result = sqnet_window_prove(&window, tile.data(), tile.size(), taps);
    if (result == 0) {
        EXPECT_EQ(0, sqnet_window_prove(&window, tile.data(), tile.size(), taps)) << "nothing is left";
    }
    return result;
}

TEST(Window, TheProofNeedsOneGroupOnly) {
    for (uint64_t seed = 481; seed <= 500; seed++) {
        Network network = any_network(seed);
        Opened opened(packed_blob(network), check_crc);
        EXPECT_EQ(0, prove(opened.model, static_cast<uint32_t>(seed % 50 + 1)));
    }
    Network network = varied_network();
    Conv &last = network.stages.back().c;
    std::fill(last.weights.begin(), last.weights.end(), int8_t{0});
    last.weights.back() = 127;
    last.bias.back() = (1 << 19) - 1 - 127 * 127;
    Opened safe(packed_blob(network), check_crc);
    EXPECT_EQ(0, prove(safe.model, 3));
    last.bias.back()++;
    Opened unsafe(packed_blob(network), check_crc);
    EXPECT_EQ(SQNET_E_UNSAFE, prove(unsafe.model, 3));
    Bytes stream = pack_weights(network);
    stream.back() ^= 1;
    Opened damaged(with_packed_weights(write_blob(network), stream), check_crc);
    EXPECT_EQ(SQNET_E_PACKED, prove(damaged.model, 3));
}

// --- Calls

TEST(Window, WrongCallsAreRefused) {
    Network network = bypass_network();
    Opened plain(write_blob(network)), packed(packed_blob(network), check_crc);
    const sqnet_model &model = packed.model;
    ASSERT_EQ(0, packed.error);
    ASSERT_GT(model.skip_bytes, 0u);
    size_t whole = sqnet_window_bytes(&model), rest = whole - model.skip_bytes;
    Guarded arena(whole), skip(model.skip_bytes);
    sqnet_golden_source source = {1, model.width};
    sqnet_window window;
    sqnet_run run;
    auto begin = [&](uint8_t *at, size_t size, uint8_t *skips, size_t skip_size) {
        return begin_window(&run, &window, &model, {at, size, skips, skip_size}, rows_of(source));
    };
    EXPECT_EQ(0, begin(arena.data(), whole, nullptr, 0));
    EXPECT_EQ(0, begin(arena.data(), rest, skip.data(), skip.size()));
    EXPECT_EQ(SQNET_E_ARENA, begin(arena.data(), whole - 1, nullptr, 0));
    EXPECT_EQ(SQNET_E_ARENA, begin(arena.data(), rest - 1, skip.data(), skip.size()));
    EXPECT_EQ(SQNET_E_ARENA, begin(arena.data(), rest, skip.data(), skip.size() - 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin(nullptr, whole, nullptr, 0));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin(arena.data(), whole, nullptr, skip.size()));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin(arena.data() + 8, whole, nullptr, 0));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin(arena.data(), rest, skip.data() + 8, skip.size()));
    sqnet_memory memory = memory_of(arena);
    sqnet_source rows = rows_of(source);
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin_window(nullptr, &window, &model, &memory, &rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin_window(&run, nullptr, &model, &memory, &rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin_window(&run, &window, nullptr, &memory, &rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin_window(&run, &window, &model, nullptr, &rows));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin_window(&run, &window, &model, &memory, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin_window(&run, &window, &model, memory, {nullptr, &source}));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_begin_window(&run, &window, &plain.model, &memory, &rows));
    EXPECT_EQ(0u, sqnet_window_bytes(&plain.model));
    EXPECT_EQ(0u, sqnet_window_bytes(nullptr));
    EXPECT_EQ(0u, sqnet_tile_bytes(nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_window_begin(nullptr, &model));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_window_begin(&window, &plain.model));
    ASSERT_EQ(0, sqnet_window_begin(&window, &model));
    size_t tile = sqnet_tile_bytes(&model);
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_window_prove(&window, arena.data(), tile - 1, 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_window_prove(&window, nullptr, tile, 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_window_prove(nullptr, arena.data(), tile, 1));
}

} // namespace
} // namespace sqnet_test
