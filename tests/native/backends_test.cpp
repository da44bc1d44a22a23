// The desktop backends against the oracle, in every split, and the library that chooses them.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "backends.h"
#include "blob_writer.h"
#include "environment.h"
#include "harness.h"
#include "params_packer.h"
#include "random.h"
#include "random_network.h"

extern "C" {
#include "pool.h"
#include "session.h"
#include "sqnet_host.h"
}

namespace sqnet_test {
namespace {

// A run over guarded memory: stage outputs as q, and the scores.
struct Results {
    std::vector<std::vector<int>> outputs;
    std::vector<int32_t> scores;
};

// Values of a stored tensor, whose padding must be real zero.
std::vector<int> values_of(const Stage &s, const uint8_t *stored, bool unsigned_bytes) {
    std::vector<int> values;
    size_t c = static_cast<size_t>(s.c.oc), row = c * (static_cast<size_t>(s.out_w) + 1);
    auto value = [&](size_t at) {
        return unsigned_bytes ? stored[at] + s.c.z_out : static_cast<int>(static_cast<int8_t>(stored[at]));
    };
    for (size_t i = 0; i < c; i++)
        EXPECT_EQ(s.c.z_out, value(i)) << "front pixel";
    for (size_t y = 0; y < static_cast<size_t>(s.out_h); y++)
        for (size_t i = 0; i < row; i++) {
            if (i < row - c)
                values.push_back(value(c + y * row + i));
            else
                EXPECT_EQ(s.c.z_out, value(c + y * row + i)) << "column of zero";
        }
    return values;
}

Results run(const Network &network, const sqnet_model &model, const Tensor &image, const sqnet_hooks &hooks) {
    Results results;
    Guarded arena(model.arena_bytes);
    paint(arena, 2);
    TensorRows rows{&image};
    sqnet_run state;
    EXPECT_EQ(0, begin_run(&state, &model, memory_of(arena), rows.source()));
    state.hooks = &hooks;
    for (size_t k = 0; k < network.stages.size(); k++) {
        const Stage &s = network.stages[k];
        EXPECT_EQ(0, sqnet_stage(&state, static_cast<unsigned>(k)));
        if (!network.is_head(k))
            results.outputs.push_back(values_of(s, arena.data() + s.out_off, hooks.backend != nullptr));
    }
    results.scores.resize(model.classes);
    EXPECT_EQ(0, sqnet_scores(&state, results.scores.data()));
    return results;
}

void compare(const Outcome &expected, const Results &results) {
    for (size_t k = 0; k < expected.outputs.size(); k++)
        ASSERT_EQ(expected.outputs[k].values, results.outputs[k]) << "output of stage " << k;
    ASSERT_EQ(expected.scores, results.scores);
}

Tensor random_image(const Network &network, uint64_t seed) {
    Random random(seed);
    Tensor image(network.height, network.width, 3);
    bool extreme = random.one_in(4);
    for (int &value : image.values)
        value = extreme ? (random.one_in(2) ? 127 : -128) : random.between(-128, 127);
    return image;
}

// Pieces in a shuffled order, so that any dependence between them shows.
struct Shuffled {
    Random random{1};
    unsigned most = 0;

    static void parallel(void *context, unsigned pieces, void (*piece)(void *, unsigned), void *job) {
        Shuffled &self = *static_cast<Shuffled *>(context);
        std::vector<unsigned> order(pieces);
        std::iota(order.begin(), order.end(), 0u);
        for (size_t i = order.size(); i > 1; i--)
            std::swap(order[i - 1], order[self.random.below(i)]);
        for (unsigned i : order)
            piece(job, i);
        self.most = std::max(self.most, pieces);
    }
};

class Backends : public testing::TestWithParam<std::string> {
  protected:
    void check(const Network &network, uint64_t seed) {
        Opened opened(write_blob(network));
        ASSERT_EQ(0, opened.error);
        check(network, opened.model, seed);
    }

    void check(const Network &network, const sqnet_model &model, uint64_t seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Tensor image = random_image(network, seed);
        Isa isa = open_isa(model, GetParam());
        ASSERT_TRUE(isa);
        sqnet_hooks hooks{};
        hooks.backend = sqnet_isa_backend(isa.get());
        ASSERT_EQ(GetParam() != "portable", hooks.backend != nullptr);
        Outcome expected = oracle(network, image);
        compare(expected, run(network, model, image, hooks));
        Shuffled shuffled;
        hooks.parallel = Shuffled::parallel;
        hooks.parallel_context = &shuffled;
        for (unsigned pieces : {2u, 5u, 1000u}) {
            hooks.pieces = pieces;
            compare(expected, run(network, model, image, hooks));
        }
        EXPECT_LE(shuffled.most, 4u * SQNET_MAX_PIECES);
        most_pieces = std::max(most_pieces, shuffled.most);
    }

    void TearDown() override {
        EXPECT_TRUE(most_pieces == 0 || most_pieces >= 64) << most_pieces << " pieces at most";
    }

    unsigned most_pieces = 0;
};

TEST_P(Backends, RandomNetworksEqualTheOracle) {
    for (uint64_t seed = 1; seed <= 120 && !HasFatalFailure(); seed++) {
        Network network = random_network(seed);
        network.golden_seeds.clear();
        check(network, seed);
    }
}

TEST_P(Backends, WideNetworksEqualTheOracle) {
    for (uint64_t seed = 1; seed <= 24 && !HasFatalFailure(); seed++) {
        Network network = wide_network(seed);
        network.golden_seeds.clear();
        check(network, seed);
    }
}

TEST_P(Backends, PackedParamsEqualTheOracle) {
    int checked = 0;
    for (uint64_t seed = 1; seed <= 40 && !HasFatalFailure(); seed++) {
        Random random(seed);
        Network network = seed % 8 == 0 ? wide_network(seed) : random_network(seed);
        network.golden_seeds.clear();
        round_biases(network, random);
        drop_class_map(network);
        Decoded decoded(without_class_map(blob_of_packed_params(network, &random)), seed);
        if (decoded.error == SQNET_E_UNSAFE) // a bias that was changed
            continue;
        ASSERT_EQ(0, decoded.error);
        check(network, decoded.model, seed);
        checked++;
    }
    EXPECT_GE(checked, 25); // compilers draw random arguments in different orders
}

// Sums beyond 20 bits, which only saturating hardware may see differently; -128 is for the portable kernels.
TEST_P(Backends, UnsafeModelsGiveThePortableResults) {
    Random random(7);
    for (int kind = 0; kind < 24; kind++) {
        SCOPED_TRACE("kind " + std::to_string(kind));
        Network network = kind % 2 ? wide_network(40 + static_cast<uint64_t>(kind)) : varied_network();
        network.golden_seeds.clear();
        Tensor image = random_image(network, static_cast<uint64_t>(kind));
        for (Stage &s : network.stages)
            for (Conv *c : {&s.a, &s.b, &s.c}) {
                for (int8_t &w : c->weights)
                    w = static_cast<int8_t>(kind < 4 ? (kind < 2 ? 127 : -127) : random.between(-127, 127));
                for (int32_t &bias : c->bias)
                    bias = random.one_in(2) ? random.between(-(1 << 19), (1 << 19) - 1)
                                            : (random.one_in(2) ? -(1 << 19) : (1 << 19) - 1);
                for (int &shift : c->shift)
                    shift = random.between(0, 12);
            }
        Opened opened(write_blob(network), SQNET_OPEN_CHECK_CRC);
        ASSERT_EQ(0, opened.error);
        Isa isa = open_isa(opened.model, GetParam());
        ASSERT_TRUE(isa);
        sqnet_hooks plain{}, hooks{};
        hooks.backend = sqnet_isa_backend(isa.get());
        Results expected = run(network, opened.model, image, plain);
        Results results = run(network, opened.model, image, hooks);
        ASSERT_EQ(expected.outputs, results.outputs);
        ASSERT_EQ(expected.scores, results.scores);
    }
}

TEST_P(Backends, WeightsOfMinus128AreLeftToThePortableKernels) {
    Network network = varied_network();
    network.stages.back().c.weights.back() = -128;
    network.golden_seeds.clear();
    Opened opened(write_blob(network), 0);
    ASSERT_EQ(0, opened.error);
    EXPECT_EQ(GetParam() == "portable", static_cast<bool>(open_isa(opened.model, GetParam())));
}

// What looks like -128 in the params behind a group's weights is none.
TEST_P(Backends, Minus128IsLookedForInWeightsOnly) {
    Random random(1);
    Network network = varied_network();
    network.golden_seeds.clear();
    round_biases(network, random);
    for (bool in_weights : {false, true}) {
        Decoded decoded(blob_of_packed_params(network));
        ASSERT_TRUE(decoded.error == 0 || decoded.error == SQNET_E_UNSAFE);
        uint8_t *end = decoded.weights.data() + decoded.weights.size();
        (in_weights ? end - 49 : end - 48)[0] = 0x80;
        EXPECT_EQ(GetParam() == "portable" || !in_weights,
                  static_cast<bool>(open_isa(decoded.model, GetParam())));
    }
}

// Many convolutions that name the same weights must not multiply the memory.
TEST_P(Backends, SharedWeightsAreLeftToThePortableKernels) {
    Network network = wide_network(3);
    network.golden_seeds.clear();
    Bytes blob = write_blob(network);
    Opened opened(blob);
    ASSERT_EQ(0, opened.error);
    opened.model.weights_bytes /= 3;
    EXPECT_EQ(GetParam() == "portable", static_cast<bool>(open_isa(opened.model, GetParam())));
}

TEST_P(Backends, ThreadsDoNotMatter) {
    for (uint64_t seed = 60; seed < 66; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = wide_network(seed);
        network.golden_seeds.clear();
        Tensor image = random_image(network, seed);
        Opened opened(write_blob(network));
        ASSERT_EQ(0, opened.error);
        Isa isa = open_isa(opened.model, GetParam());
        ASSERT_TRUE(isa);
        Outcome expected = oracle(network, image);
        for (unsigned threads = 1; threads <= 5; threads++) {
            sqnet_pool *pool = sqnet_pool_open(threads);
            ASSERT_NE(nullptr, pool);
            sqnet_hooks hooks{};
            hooks.backend = sqnet_isa_backend(isa.get());
            hooks.parallel = sqnet_pool_run;
            hooks.parallel_context = pool;
            hooks.pieces = 2 * threads;
            compare(expected, run(network, opened.model, image, hooks));
            sqnet_pool_close(pool);
        }
    }
}

// The library as P/Invoke sees it, with its own plan.
TEST_P(Backends, LibraryGivesStagesAndScores) {
    for (uint64_t seed = 80; seed < 96; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = seed % 2 ? wide_network(seed) : random_network(seed);
        Bytes blob = write_blob(network);
        uint32_t offset;
        sqnet_host *host = nullptr;
        ASSERT_EQ(0, open_host(blob, SQNET_OPEN_CHECK_CRC, &host));
        ASSERT_EQ(0, sqnet_host_set_isa(host, GetParam().c_str()));
        EXPECT_EQ(GetParam(), sqnet_host_isa_name(host));
        ASSERT_EQ(0, sqnet_host_set_threads(host, static_cast<int32_t>(seed % 5 + 1)));
        EXPECT_EQ(0, sqnet_host_self_test(host));
        EXPECT_EQ(0, sqnet_host_prove(host, &offset));
        Outcome expected = oracle(network, golden_image(network, 5));
        ASSERT_EQ(0, sqnet_host_begin_golden(host, 5));
        for (size_t k = 0; k < network.stages.size(); k++) {
            int32_t stage = static_cast<int32_t>(k);
            ASSERT_EQ(0, sqnet_host_stage(host, stage));
            EXPECT_GE(sqnet_host_stage_microseconds(host, stage), 0);
            if (network.is_head(k))
                continue;
            std::vector<int8_t> tensor(expected.outputs[k].values.size());
            ASSERT_EQ(0, sqnet_host_tensor(host, stage, tensor.data(), static_cast<int32_t>(tensor.size())));
            ASSERT_EQ(expected.outputs[k].values, std::vector<int>(tensor.begin(), tensor.end()));
        }
        std::vector<int32_t> scores(static_cast<size_t>(network.classes));
        ASSERT_EQ(0, sqnet_host_scores(host, scores.data(), network.classes));
        EXPECT_EQ(expected.scores, scores);
        sqnet_host_close(host);
    }
}

TEST_P(Backends, LibraryTakesPackedParams) {
    for (uint64_t seed = 1; seed <= 8; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        Network network = seed % 2 ? wide_network(seed) : random_network(seed);
        round_biases(network, random);
        Bytes blob = blob_of_packed_params(network, &random);
        int expected = Opened(write_blob(network)).error;
        for (int32_t decoding : {SQNET_DECODE_AT_OPEN, SQNET_DECODE_EACH_RUN}) {
            uint32_t offset;
            sqnet_host *host = nullptr;
            ASSERT_EQ(0, open_host(blob, SQNET_OPEN_CHECK_CRC, &host, decoding));
            if (decoding == SQNET_DECODE_AT_OPEN) {
                ASSERT_EQ(0, sqnet_host_set_isa(host, GetParam().c_str()));
            }
            EXPECT_EQ(expected, sqnet_host_prove(host, &offset));
            if (expected == 0) {
                EXPECT_EQ(0, sqnet_host_self_test(host));
            }
            sqnet_host_close(host);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, Backends, testing::ValuesIn(instruction_sets()),
                         [](const auto &set) { return set.param; });

TEST(Library, PreferencesAreCheckedAndKept) {
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_prefer("sse", 1));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_prefer("portable", 0));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_prefer("portable", 33));
    EXPECT_STREQ(instruction_sets().back().c_str(), sqnet_host_preferred_isa());
    set_variable("SQNET_ISA", "portable");
    EXPECT_STREQ("portable", sqnet_host_preferred_isa());
    set_variable("SQNET_ISA", "nonsense");
    EXPECT_STREQ(instruction_sets().back().c_str(), sqnet_host_preferred_isa());
    set_variable("SQNET_ISA", "");
    ASSERT_EQ(0, sqnet_host_prefer("portable", 3));
    EXPECT_STREQ("portable", sqnet_host_preferred_isa());
    Bytes blob = write_blob(varied_network());
    sqnet_host *host = nullptr;
    ASSERT_EQ(0, open_host(blob, 0, &host));
    EXPECT_STREQ("portable", sqnet_host_isa_name(host));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_set_isa(host, "sse"));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_set_isa(host, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_set_threads(host, 0));
    EXPECT_EQ(0, sqnet_host_self_test(host));
    sqnet_host_close(host);
    ASSERT_EQ(0, sqnet_host_prefer(nullptr, 1));
}

TEST(Library, AnotherInstructionSetEndsTheRun) {
    Bytes blob = write_blob(varied_network());
    sqnet_host *host = nullptr;
    ASSERT_EQ(0, open_host(blob, 0, &host));
    for (const std::string &name : instruction_sets()) {
        ASSERT_EQ(0, sqnet_host_begin_golden(host, 1));
        ASSERT_EQ(0, sqnet_host_stage(host, 0));
        ASSERT_EQ(0, sqnet_host_set_isa(host, name.c_str()));
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_stage(host, 1));
        EXPECT_EQ(0, sqnet_host_self_test(host));
    }
    sqnet_host_close(host);
}

TEST(Library, ModelsThatABackendRefusesRunOnThePortableKernels) {
    Network network = varied_network();
    network.stages.back().c.weights.back() = -128;
    network.golden_seeds.clear();
    Bytes blob = write_blob(network);
    sqnet_host *host = nullptr;
    ASSERT_EQ(0, open_host(blob, 0, &host));
    EXPECT_STREQ("portable", sqnet_host_isa_name(host));
    sqnet_host_close(host);
}

TEST(Clock, StagesAreTimed) {
    struct Ticking {
        uint32_t now = 0xFFFFFFF0u; // wraps on the way
        static uint32_t tick(void *context) {
            return static_cast<Ticking *>(context)->now += 7;
        }
    } ticking;
    Network network = varied_network();
    Opened opened(write_blob(network));
    Guarded arena(opened.model.arena_bytes);
    sqnet_golden_source source = {1, opened.model.width};
    sqnet_hooks hooks{};
    hooks.clock = Ticking::tick;
    hooks.clock_context = &ticking;
    sqnet_run state;
    ASSERT_EQ(0, begin_run(&state, &opened.model, memory_of(arena), rows_of(source)));
    state.hooks = &hooks;
    for (unsigned k = 0; k < 3; k++) {
        ASSERT_EQ(0, sqnet_stage(&state, k));
        EXPECT_EQ(7u, state.stage_ticks[k]);
    }
}

} // namespace
} // namespace sqnet_test
