// The engine depends on nothing that is in the arena before, and writes nowhere but in the arena (SPEC 7).
#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "random.h"
#include "random_network.h"

namespace sqnet_test {
namespace {

TEST(Arena, ContentBeforeTheRunDoesNotMatter) {
    for (uint64_t seed = 301; seed <= 340; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = random_network(seed);
        Tensor image = golden_image(network, 5);
        Opened opened(write_blob(network));
        ASSERT_EQ(0, opened.error);
        std::vector<int32_t> expected = oracle(network, image).scores;
        for (int kind = 0; kind < 4; kind++)
            ASSERT_EQ(expected, infer(opened.model, image, kind)) << "paint " << kind;
    }
}

TEST(Arena, BytesAroundItAreNotWritten) {
    for (uint64_t seed = 341; seed <= 360; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = random_network(seed);
        Tensor image = golden_image(network, 5);
        Opened opened(write_blob(network));
        ASSERT_EQ(0, opened.error);
        constexpr size_t margin = 4096;
        size_t arena_bytes = opened.model.arena_bytes;
        Guarded memory(arena_bytes + 2 * margin);
        paint(memory, 7);
        Bytes before(memory.data(), memory.data() + memory.size());
        TensorRows rows{&image};
        std::vector<int32_t> scores(opened.model.classes);
        sqnet_run run;
        sqnet_memory inner = {memory.data() + margin, arena_bytes, nullptr, 0};
        sqnet_source source = rows.source();
        ASSERT_EQ(0, sqnet_infer(&run, &opened.model, &inner, &source, scores.data()));
        EXPECT_EQ(0, std::memcmp(before.data(), memory.data(), margin));
        EXPECT_EQ(0,
                  std::memcmp(&before[margin + arena_bytes], memory.data() + margin + arena_bytes, margin));
    }
}

// Skip tensors in memory of their own, byte for byte as large as the blob says; both pieces guarded.
TEST(Arena, SkipTensorsMayLieElsewhere) {
    int split = 0;
    for (uint64_t seed = 361; seed <= 400; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = random_network(seed);
        Tensor image = golden_image(network, 5);
        Opened opened(write_blob(network));
        ASSERT_EQ(0, opened.error);
        const sqnet_model &model = opened.model;
        split += model.skip_bytes > 0;
        Guarded arena(model.arena_bytes - model.skip_bytes), skip(model.skip_bytes);
        paint(arena, 7);
        paint(skip, 8);
        TensorRows rows{&image};
        std::vector<int32_t> scores(model.classes);
        sqnet_run run;
        sqnet_memory memory = skip.size() ? memory_of(arena, skip) : memory_of(arena);
        ASSERT_EQ(0, begin_run(&run, &model, memory, rows.source()));
        for (unsigned k = 0; k < model.stages; k++)
            ASSERT_EQ(0, sqnet_stage(&run, k));
        ASSERT_EQ(0, sqnet_scores(&run, scores.data()));
        ASSERT_EQ(oracle(network, image).scores, scores);
    }
    EXPECT_GE(split, 10);
}

TEST(Arena, SplitNeedsBothPieces) {
    Opened opened(write_blob(bypass_network()));
    ASSERT_EQ(0, opened.error);
    const sqnet_model &model = opened.model;
    size_t rest = model.arena_bytes - model.skip_bytes, bytes = model.skip_bytes;
    Guarded arena(rest), skip(bytes);
    sqnet_golden_source source = {1, model.width};
    sqnet_run run;
    auto begin = [&](uint8_t *at, size_t size, uint8_t *skips, size_t skip_size) {
        return begin_run(&run, &model, {at, size, skips, skip_size}, rows_of(source));
    };
    EXPECT_EQ(0, begin(arena.data(), rest, skip.data(), bytes));
    EXPECT_EQ(SQNET_E_ARENA, begin(arena.data(), rest - 1, skip.data(), bytes));
    EXPECT_EQ(SQNET_E_ARENA, begin(arena.data(), rest, skip.data(), bytes - 1));
    EXPECT_EQ(SQNET_E_ARENA, begin(arena.data(), rest, nullptr, 0)) << "no room for them at its end";
    EXPECT_EQ(SQNET_E_ARGUMENT, begin(arena.data(), rest, nullptr, bytes));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin(arena.data(), rest, skip.data() + 8, bytes));
    EXPECT_EQ(SQNET_E_ARGUMENT, begin(arena.data() + 8, rest, skip.data(), bytes));
    Opened plain(write_blob(varied_network()));
    Guarded enough(plain.model.arena_bytes);
    EXPECT_EQ(0, begin_run(&run, &plain.model, memory_of(enough), rows_of(source)));
}

TEST(Arena, SecondRunInTheSameArenaIsTheSame) {
    Network network = varied_network();
    Opened opened(write_blob(network));
    ASSERT_EQ(0, opened.error);
    Guarded arena(opened.model.arena_bytes);
    std::vector<int32_t> scores(opened.model.classes);
    for (int i = 0; i < 6; i++)
        ASSERT_EQ(0, self_test(&opened.model, static_cast<unsigned>(i % 2), memory_of(arena), scores));
}

// The blob is read only, and reading it is enough: it lies in flash.
TEST(Arena, BlobIsNotWritten) {
    Bytes blob = write_blob(varied_network());
    Opened opened(blob);
    ASSERT_EQ(0, opened.error);
    exercise(opened.model);
    EXPECT_EQ(0, std::memcmp(blob.data(), opened.bytes->data(), blob.size()));
}

// Two runs of two models, interleaved stage by stage: no global state.
TEST(Arena, RunsDoNotShareAnything) {
    Network networks[2] = {random_network(361), random_network(362)};
    Opened opened[2] = {Opened(write_blob(networks[0])), Opened(write_blob(networks[1]))};
    std::unique_ptr<Guarded> arenas[2];
    sqnet_golden_source sources[2];
    sqnet_run runs[2];
    for (int i = 0; i < 2; i++) {
        ASSERT_EQ(0, opened[i].error);
        arenas[i] = std::make_unique<Guarded>(opened[i].model.arena_bytes);
        sources[i] = {9, opened[i].model.width};
        ASSERT_EQ(0, begin_run(&runs[i], &opened[i].model, memory_of(*arenas[i]), rows_of(sources[i])));
    }
    for (unsigned k = 0; k < 32; k++)
        for (int i = 0; i < 2; i++)
            if (k < opened[i].model.stages) {
                ASSERT_EQ(0, sqnet_stage(&runs[i], k));
            }
    for (int i = 0; i < 2; i++) {
        std::vector<int32_t> scores(opened[i].model.classes);
        ASSERT_EQ(0, sqnet_scores(&runs[i], scores.data()));
        EXPECT_EQ(oracle(networks[i], golden_image(networks[i], 9)).scores, scores);
    }
}

} // namespace
} // namespace sqnet_test
