// The desktop library as it ships, through its exports alone: what P/Invoke finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "backends.h"
#include "blob_writer.h"
#include "oracle.h"
#include "params_packer.h"
#include "random.h"
#include "random_network.h"

namespace sqnet_test {
namespace {

// 2 KB is the promise for a device; other systems save more registers in each frame, and the sanitizer's
// memset and memcpy, which the library calls in a program of its, take a multiple. tests/host holds x86-64 to
// 2 KB.
#if defined(__SANITIZE_ADDRESS__)
constexpr uint32_t most_stack = 8192;
#else
constexpr uint32_t most_stack = 3072;
#endif

// An image of the network's own size, whose crop is all of it.
struct InputImage {
    InputImage(const Network &network, uint64_t seed) : image(network.height, network.width, 3) {
        Random random(seed);
        for (size_t i = 0; i < image.values.size(); i++) {
            pixels.push_back(random.byte());
            image.values[i] = pixels[i] - 128;
        }
    }

    Tensor image;
    Bytes pixels;
};

Network uncropped(uint64_t seed) {
    Network network = seed % 2 ? wide_network(seed) : random_network(seed);
    network.crop_num = network.crop_den = 1;
    return network;
}

std::vector<int32_t> scores_of(sqnet_host *host, const Network &network, const InputImage &input) {
    std::vector<int32_t> scores(static_cast<size_t>(network.classes));
    sqnet_host_shape shape = {network.width, network.height, 3 * network.width, SQNET_RGB888};
    EXPECT_EQ(0,
              sqnet_host_begin(host, input.pixels.data(), static_cast<int32_t>(input.pixels.size()), &shape));
    for (size_t k = 0; k < network.stages.size(); k++)
        EXPECT_EQ(0, sqnet_host_stage(host, static_cast<int32_t>(k)));
    EXPECT_EQ(0, sqnet_host_scores(host, scores.data(), network.classes));
    return scores;
}

TEST(Library, AnswersAsTheOracleWithAllKernelsAndThreads) {
    std::vector<std::string> sets = instruction_sets();
    for (uint64_t seed = 1; seed <= 24; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Network network = uncropped(seed);
        InputImage input(network, seed);
        std::vector<int32_t> expected = oracle(network, input.image).scores;
        for (const std::string &set : sets) {
            sqnet_host *host = nullptr;
            ASSERT_EQ(0, sqnet_host_prefer(set.c_str(), static_cast<int32_t>(seed % 4 + 1)));
            ASSERT_EQ(0, open_host(write_blob(network), SQNET_OPEN_CHECK_CRC, &host));
            EXPECT_EQ(set, sqnet_host_isa_name(host));
            EXPECT_EQ(expected, scores_of(host, network, input)) << set;
            sqnet_host_close(host);
        }
    }
    ASSERT_EQ(0, sqnet_host_prefer(nullptr, 1));
}

TEST(Library, HandlesRunOnSeveralThreadsAtOnce) {
    Network network = uncropped(21);
    InputImage input(network, 21);
    std::vector<int32_t> expected = oracle(network, input.image).scores;
    Bytes blob = write_blob(network);
    std::vector<std::thread> threads;
    for (int32_t i = 0; i < 4; i++)
        threads.emplace_back([&, i] {
            sqnet_host *host = nullptr;
            EXPECT_EQ(1, sqnet_host_preferred_threads()) << "a preference of another thread";
            EXPECT_EQ(0, sqnet_host_prefer(i % 2 ? "portable" : nullptr, i + 1));
            EXPECT_EQ(0, open_host(blob, 0, &host));
            EXPECT_EQ(i + 1, sqnet_host_threads(host));
            for (int n = 0; n < 5; n++)
                EXPECT_EQ(expected, scores_of(host, network, input));
            sqnet_host_close(host);
        });
    for (std::thread &thread : threads)
        thread.join();
}

TEST(Library, HighWaterIsTheArenaAndLittleStack) {
    uint32_t deepest = 0;
    int exact = 0; // plans of random networks may end with bytes that nothing is written to
    for (uint64_t seed = 1; seed <= 16; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        Network network = seed % 2 ? wide_network(seed) : random_network(seed);
        round_biases(network, random);
        network.golden_seeds.clear();
        std::vector<int32_t> expected = oracle(network, golden_image(network, 1)).scores;
        for (bool packed : {false, true}) {
            Bytes blob = packed ? blob_of_packed_params(network, &random) : write_blob(network);
            int32_t size = static_cast<int32_t>(blob.size());
            int32_t window = sqnet_host_window_bytes(blob.data(), size);
            std::vector<int32_t> scores(expected.size());
            uint32_t high = 0, stack = 0;
            ASSERT_EQ(
                0, sqnet_host_high_water(blob.data(), size, scores.data(), network.classes, &high, &stack));
            EXPECT_EQ(expected, scores);
            EXPECT_EQ(packed, window > 0);
            uint32_t arena = packed ? static_cast<uint32_t>(window) : network.arena_bytes;
            EXPECT_LE(high, arena);
            exact += high == arena;
            deepest = std::max(deepest, stack);
        }
    }
    std::printf("at most %u bytes of stack\n", static_cast<unsigned>(deepest));
    EXPECT_GE(exact, 16) << "of 32";
    EXPECT_GT(deepest, 512u) << "the stack is not measured";
    EXPECT_LT(deepest, most_stack);
}

TEST(Library, ResamplesAsTheOriginalWhereNothingChanges) {
    Network network = uncropped(4);
    InputImage original(network, 4);
    sqnet_host_shape shape = {network.width, network.height, 3 * network.width, SQNET_RGB888};
    sqnet_host_input input = {network.width, network.height, 1, 1};
    int32_t bytes = static_cast<int32_t>(original.pixels.size());
    Bytes rgb(original.pixels.size());
    ASSERT_EQ(0, sqnet_host_resample(original.pixels.data(), bytes, &shape, &input, rgb.data()));
    EXPECT_EQ(original.pixels, rgb);
    EXPECT_EQ(SQNET_E_IMAGE,
              sqnet_host_resample(original.pixels.data(), bytes - 1, &shape, &input, rgb.data()));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_resample(nullptr, bytes, &shape, &input, rgb.data()));
}

TEST(Library, TellsLabelsErrorsAndTheBest) {
    Network network = uncropped(6);
    InputImage input(network, 6);
    sqnet_host *host = nullptr;
    ASSERT_EQ(0, open_host(write_blob(network), 0, &host));
    std::vector<int32_t> scores = scores_of(host, network, input);
    int32_t best = 0;
    float probability = 0;
    ASSERT_EQ(1, sqnet_host_top(host, &best, &probability, 1));
    EXPECT_EQ(*std::max_element(scores.begin(), scores.end()), scores[static_cast<size_t>(best)]);
    EXPECT_GT(probability, 0.0f);
    EXPECT_LE(probability, 1.0f);
    char label[256];
    for (size_t i = 0; i < network.labels.size(); i++) {
        ASSERT_EQ(0, sqnet_host_label(host, static_cast<int32_t>(i), label));
        EXPECT_EQ(network.labels[i], label);
    }
    EXPECT_EQ(SQNET_E_CLOSED, sqnet_host_self_test(nullptr));
    EXPECT_STRNE(sqnet_host_error_text(SQNET_E_CLOSED), sqnet_host_error_text(SQNET_E_MEMORY));
    sqnet_host_close(host);
}

TEST(Library, ADamagedBlobIsRefused) {
    Bytes blob = write_blob(uncropped(3));
    blob[blob.size() / 2] ^= 1;
    sqnet_host *host = nullptr;
    EXPECT_EQ(SQNET_E_CRC, open_host(blob, SQNET_OPEN_CHECK_CRC, &host));
    sqnet_host_close(host);
}

} // namespace
} // namespace sqnet_test
