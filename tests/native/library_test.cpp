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

// 2 KB is the promise for a device, and kept on x86-64 Linux; other systems save more registers in each frame.
#if defined(__x86_64__) && !defined(_WIN32)
constexpr uint32_t most_stack = 2048;
#else
constexpr uint32_t most_stack = 3072;
#endif

// An image of the network's own size, whose crop is all of it.
struct Picture {
    Picture(const Network &network, uint64_t seed) : image(network.height, network.width, 3) {
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

std::vector<int32_t> scores_of(sqnet_host *host, const Network &network, const Picture &picture) {
    std::vector<int32_t> scores(static_cast<size_t>(network.classes));
    sqnet_host_shape shape = {network.width, network.height, 3 * network.width, SQNET_RGB888};
    EXPECT_EQ(0, sqnet_host_begin(host, picture.pixels.data(), static_cast<int32_t>(picture.pixels.size()),
                                  &shape));
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
        Picture picture(network, seed);
        std::vector<int32_t> expected = oracle(network, picture.image).scores;
        for (const std::string &set : sets) {
            sqnet_host *host = nullptr;
            ASSERT_EQ(0, sqnet_host_prefer(set.c_str(), static_cast<int32_t>(seed % 4 + 1)));
            ASSERT_EQ(0, open_host(write_blob(network), SQNET_OPEN_CHECK_CRC, &host));
            EXPECT_EQ(set, sqnet_host_isa_name(host));
            EXPECT_EQ(expected, scores_of(host, network, picture)) << set;
            sqnet_host_close(host);
        }
    }
    ASSERT_EQ(0, sqnet_host_prefer(nullptr, 1));
}

TEST(Library, HandlesRunOnSeveralThreadsAtOnce) {
    Network network = uncropped(21);
    Picture picture(network, 21);
    std::vector<int32_t> expected = oracle(network, picture.image).scores;
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
                EXPECT_EQ(expected, scores_of(host, network, picture));
            sqnet_host_close(host);
        });
    for (std::thread &thread : threads)
        thread.join();
}

TEST(Library, HighWaterIsTheArenaAndLittleStack) {
    uint32_t deepest = 0;
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
            ASSERT_EQ(0, sqnet_host_high_water(blob.data(), size, scores.data(), network.classes, &high, &stack));
            EXPECT_EQ(expected, scores);
            EXPECT_EQ(packed, window > 0);
            if (packed) {
                EXPECT_LE(high, static_cast<uint32_t>(window));
                EXPECT_GT(high, static_cast<uint32_t>(window) / 2);
            } else {
                EXPECT_EQ(network.arena_bytes, high);
            }
            deepest = std::max(deepest, stack);
        }
    }
    std::printf("at most %u bytes of stack\n", static_cast<unsigned>(deepest));
    EXPECT_GT(deepest, 512u) << "the stack is not measured";
    EXPECT_LT(deepest, most_stack);
}

TEST(Library, ResamplesAsTheOriginalWhereNothingChanges) {
    Network network = uncropped(4);
    Picture picture(network, 4);
    sqnet_host_shape shape = {network.width, network.height, 3 * network.width, SQNET_RGB888};
    sqnet_host_input input = {network.width, network.height, 1, 1};
    int32_t bytes = static_cast<int32_t>(picture.pixels.size());
    Bytes rgb(picture.pixels.size());
    ASSERT_EQ(0, sqnet_host_resample(picture.pixels.data(), bytes, &shape, &input, rgb.data()));
    EXPECT_EQ(picture.pixels, rgb);
    EXPECT_EQ(SQNET_E_IMAGE, sqnet_host_resample(picture.pixels.data(), bytes - 1, &shape, &input, rgb.data()));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_host_resample(nullptr, bytes, &shape, &input, rgb.data()));
}

TEST(Library, TellsLabelsErrorsAndTheBest) {
    Network network = uncropped(6);
    Picture picture(network, 6);
    sqnet_host *host = nullptr;
    ASSERT_EQ(0, open_host(write_blob(network), 0, &host));
    std::vector<int32_t> scores = scores_of(host, network, picture);
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
