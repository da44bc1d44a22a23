// Whole networks: the engine as it is, its kernels in the simulator, every byte of the arena after every
// stage.
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "blob_writer.h"
#include "oracle.h"
#include "random_network.h"
#include "two_cores.h"
#include "weights_packer.h"

namespace {

using xtensa::Machine;

struct alignas(16) Line {
    uint8_t bytes[16];
};

// 16-aligned bytes.
class Aligned {
  public:
    explicit Aligned(size_t size) : size_(size), lines_((size + 15) / 16) {
    }

    uint8_t *data() {
        return lines_.empty() ? nullptr : lines_[0].bytes;
    }

    size_t size() const {
        return size_;
    }

    void paint(uint8_t value) {
        std::memset(data(), value, size_);
    }

  private:
    size_t size_;
    std::vector<Line> lines_;
};

Aligned aligned_copy(const std::vector<uint8_t> &bytes) {
    Aligned out(bytes.size());
    std::memcpy(out.data(), bytes.data(), bytes.size());
    return out;
}

sqnet_memory memory_of(Aligned &arena) {
    return {arena.data(), arena.size(), nullptr, 0};
}

struct Run {
    std::vector<std::vector<uint8_t>> arenas; // after each stage
    std::vector<int32_t> scores;
};

// `before` and `after` are told the stage's number.
template <typename Before, typename After>
Run run(const sqnet_model &model, Aligned &arena, uint32_t seed, Before before, After after) {
    Run out;
    sqnet_golden_source golden = {seed, model.width};
    sqnet_source source = {sqnet_golden_row, &golden};
    sqnet_memory memory = memory_of(arena);
    sqnet_run state;
    arena.paint(0xa5);
    EXPECT_EQ(0, sqnet_begin(&state, &model, &memory, &source));
    for (unsigned k = 0; k < model.stages; k++) {
        before(k);
        EXPECT_EQ(0, sqnet_stage(&state, k));
        after(k);
        out.arenas.emplace_back(arena.data(), arena.data() + arena.size());
    }
    out.scores.resize(model.classes);
    EXPECT_EQ(0, sqnet_scores(&state, out.scores.data()));
    return out;
}

void compare(const Run &expected, const Run &actual) {
    for (size_t k = 0; k < expected.arenas.size(); k++)
        ASSERT_TRUE(expected.arenas[k] == actual.arenas[k]) << "stage " << k;
    ASSERT_EQ(expected.scores, actual.scores);
}

void compare_network(const std::vector<uint8_t> &bytes, uint32_t seed) {
    Aligned blob = aligned_copy(bytes);
    sqnet_model model;
    ASSERT_EQ(0, sqnet_open(&model, blob.data(), blob.size(), SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE));
    Aligned arena(model.arena_bytes);
    auto nothing = [](unsigned) {};
    Run portable = run(model, arena, seed, nothing, nothing);
    Machine first(SQNET_KERNEL_OBJECTS), second(SQNET_KERNEL_OBJECTS);
    xtensa::Mapped first_map(first, blob.data(), blob.size(), arena.data(), arena.size());
    xtensa::Mapped second_map(second, blob.data(), blob.size(), arena.data(), arena.size());
    {
        xtensa::SimulatedKernels kernels(first);
        xtensa::Using use(&kernels);
        Run simulated;
        ASSERT_NO_THROW(simulated = run(model, arena, seed, nothing, nothing));
        compare(portable, simulated);
        /* The golden vectors of a blob that sqnet packed are the C# reference's own scores. */
        sqnet_memory memory = memory_of(arena);
        std::vector<int32_t> scores(model.classes);
        for (unsigned i = 0; i < sqnet_golden_count(&model); i++)
            EXPECT_EQ(0, sqnet_self_test(&model, i, &memory, scores.data()));
    }
    {
        xtensa::TwoCores kernels(first, second, model);
        xtensa::Using use(&kernels);
        Run simulated;
        ASSERT_NO_THROW(simulated = run(
                            model, arena, seed, [&](unsigned k) { kernels.begin_stage(k); },
                            [&](unsigned) { kernels.finish_stage(); }));
        compare(portable, simulated);
        EXPECT_GT(kernels.calls[0], 0u);
        EXPECT_GT(kernels.calls[1], 0u);
    }
}

TEST(Networks, RandomOnesAreTheSameOnOneCoreAndOnTwo) {
    for (uint64_t seed = 1; seed <= 150; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        sqnet_test::Network network = sqnet_test::random_network(seed);
        compare_network(sqnet_test::write_blob(network), static_cast<uint32_t>(seed));
        if (testing::Test::HasFatalFailure())
            return;
    }
}

// Packed weights, decoded in the run (SPEC 4.4): tiles and slices are where the kernels can take them, and
// nothing is read or written beside arena and blob.
TEST(Networks, RandomOnesAreTheSameWithAWindow) {
    for (uint64_t seed = 1; seed <= 60; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        sqnet_test::Network network = sqnet_test::random_network(seed);
        Aligned blob = aligned_copy(sqnet_test::with_packed_weights(sqnet_test::write_blob(network),
                                                                    sqnet_test::pack_weights(network)));
        sqnet_model model;
        ASSERT_EQ(0, sqnet_open(&model, blob.data(), blob.size(), SQNET_OPEN_CHECK_CRC));
        Aligned arena(sqnet_window_bytes(&model));
        arena.paint(0xa5);
        Machine machine(SQNET_KERNEL_OBJECTS);
        xtensa::Mapped map(machine, blob.data(), blob.size(), arena.data(), arena.size());
        xtensa::SimulatedKernels kernels(machine);
        xtensa::Using use(&kernels);
        sqnet_golden_source golden = {7, model.width};
        sqnet_source source = {sqnet_golden_row, &golden};
        sqnet_memory memory = memory_of(arena);
        sqnet_window window;
        sqnet_run state;
        ASSERT_EQ(0, sqnet_begin_window(&state, &window, &model, &memory, &source));
        for (unsigned k = 0; k < model.stages; k++) {
            int error = 1;
            ASSERT_NO_THROW(error = sqnet_stage(&state, k)) << "stage " << k;
            ASSERT_EQ(0, error);
        }
        std::vector<int32_t> scores(model.classes);
        ASSERT_EQ(0, sqnet_scores(&state, scores.data()));
        ASSERT_EQ(sqnet_test::oracle(network, sqnet_test::golden_image(network, 7)).scores, scores);
    }
}

// Real networks, given as files: SQNET_TEST_BLOBS, separated by colons.
TEST(Networks, GivenOnesAreTheSameOnOneCoreAndOnTwo) {
    const char *list = std::getenv("SQNET_TEST_BLOBS");
    if (!list || !*list)
        GTEST_SKIP() << "SQNET_TEST_BLOBS is not set";
    std::string paths = list;
    for (size_t at = 0; at < paths.size();) {
        size_t end = std::min(paths.find(':', at), paths.size());
        std::string path = paths.substr(at, end - at);
        SCOPED_TRACE(path);
        std::ifstream in(path, std::ios::binary);
        ASSERT_TRUE(in);
        compare_network({std::istreambuf_iterator<char>(in), {}}, 1);
        at = end + 1;
    }
}

} // namespace
