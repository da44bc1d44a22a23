// Runs under ThreadSanitizer: pieces of one image on several threads, and several images at once. No oracle
// here: the scores must be those of one thread.
#include <gtest/gtest.h>

#include <thread>

#include "backends.h"
#include "blob_writer.h"
#include "harness.h"
#include "random_network.h"

extern "C" {
#include "pool.h"
#include "sqnet_host.h"
}

namespace sqnet_test {
namespace {

std::vector<int32_t> scores_of(const sqnet_model &model, const sqnet_hooks &hooks) {
    std::vector<int32_t> scores(model.classes);
    Guarded arena(model.arena_bytes);
    sqnet_golden_source source = {3, model.width};
    sqnet_run state;
    EXPECT_EQ(0, begin_run(&state, &model, memory_of(arena), rows_of(source)));
    state.hooks = &hooks;
    for (unsigned k = 0; k < model.stages; k++)
        EXPECT_EQ(0, sqnet_stage(&state, k));
    EXPECT_EQ(0, sqnet_scores(&state, scores.data()));
    return scores;
}

TEST(Threads, ShareAnImageWithoutRaces) {
    for (uint64_t seed = 1; seed <= 16; seed++) {
        Network network = seed % 2 ? wide_network(seed) : random_network(seed);
        network.golden_seeds.clear();
        Opened opened(write_blob(network));
        ASSERT_EQ(0, opened.error);
        std::vector<int32_t> expected = scores_of(opened.model, sqnet_hooks{});
        for (const std::string &name : instruction_sets()) {
            Isa isa = open_isa(opened.model, name);
            for (unsigned threads = 1; threads <= 5; threads++) {
                SCOPED_TRACE(name + ", seed " + std::to_string(seed) + ", threads " +
                             std::to_string(threads));
                sqnet_pool *pool = sqnet_pool_open(threads);
                ASSERT_NE(nullptr, pool);
                sqnet_hooks hooks{};
                hooks.backend = sqnet_isa_backend(isa.get());
                hooks.parallel = sqnet_pool_run;
                hooks.parallel_context = pool;
                hooks.pieces = threads + 1;
                EXPECT_EQ(expected, scores_of(opened.model, hooks));
                sqnet_pool_close(pool);
            }
        }
    }
}

TEST(Threads, PoolRunsEveryPieceOnce) {
    struct Counts {
        std::vector<int> of = std::vector<int>(100);
    } counts;
    sqnet_pool *pool = sqnet_pool_open(4);
    ASSERT_NE(nullptr, pool);
    for (unsigned round = 0; round < 500; round++)
        sqnet_pool_run(
            pool, round % 100 + 1, [](void *job, unsigned index) { static_cast<Counts *>(job)->of[index]++; },
            &counts);
    sqnet_pool_close(pool);
    for (unsigned i = 0; i < 100; i++)
        EXPECT_EQ(static_cast<int>(500 - 5 * i), counts.of[i]);
}

TEST(Threads, HandlesAreIndependent) {
    Bytes blob = write_blob(wide_network(21));
    std::vector<std::thread> threads;
    std::vector<int32_t> results(4, -1);
    for (size_t i = 0; i < results.size(); i++)
        threads.emplace_back([&, i] {
            sqnet_host *host = nullptr;
            (void)sqnet_host_prefer(nullptr, static_cast<int32_t>(i % 2 + 1));
            results[i] = open_host(blob, 0, &host);
            for (int n = 0; n < 3 && results[i] == 0; n++)
                results[i] = sqnet_host_self_test(host);
            sqnet_host_close(host);
        });
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(std::vector<int32_t>(4, 0), results);
}

} // namespace
} // namespace sqnet_test
