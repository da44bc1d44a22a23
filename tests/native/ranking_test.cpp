// Ranking, softmax and CRC.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "blob_writer.h"
#include "random.h"
#include "sqnet.h"

namespace sqnet_test {
namespace {

std::vector<uint16_t> sorted(const std::vector<int32_t> &scores, size_t k) {
    std::vector<uint16_t> order(scores.size());
    std::iota(order.begin(), order.end(), uint16_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](uint16_t a, uint16_t b) { return scores[a] > scores[b]; });
    order.resize(std::min(k, order.size()));
    return order;
}

std::vector<uint16_t> top(const std::vector<int32_t> &scores, size_t k) {
    std::vector<uint16_t> best(std::min(k, scores.size()));
    unsigned count =
        sqnet_top(scores.data(), static_cast<unsigned>(scores.size()), static_cast<unsigned>(k), best.data());
    EXPECT_EQ(best.size(), count);
    return best;
}

TEST(Top, EqualsAStableSort) {
    for (uint64_t seed = 1; seed <= 300; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        std::vector<int32_t> scores(static_cast<size_t>(random.between(1, 60)));
        int largest = random.one_in(2) ? 5 : 1 << 30; // few values: many ties
        for (int32_t &score : scores)
            score = random.between(-largest, largest);
        for (size_t k : {size_t{1}, size_t{5}, scores.size(), scores.size() + 7})
            ASSERT_EQ(sorted(scores, k), top(scores, k));
    }
}

TEST(Top, LowerIndexFirstAmongEquals) {
    EXPECT_EQ((std::vector<uint16_t>{0, 1, 2}), top({4, 4, 4, 4}, 3));
    EXPECT_EQ((std::vector<uint16_t>{1, 3, 0}), top({4, 5, 4, 5, 4}, 3));
    EXPECT_EQ((std::vector<uint16_t>{1, 0}), top({INT32_MIN, INT32_MAX, INT32_MIN}, 2));
}

TEST(Top, NothingToRank) {
    int32_t scores[] = {1, 2};
    uint16_t best[2];
    EXPECT_EQ(0u, sqnet_top(scores, 2, 0, best));
    EXPECT_EQ(0u, sqnet_top(scores, 0, 2, best));
    EXPECT_EQ(0u, sqnet_top(nullptr, 2, 2, best));
    EXPECT_EQ(0u, sqnet_top(scores, 2, 2, nullptr));
}

// Relative error below 1e-5 (SPEC 8) for all that can be displayed.
void compare_softmax(const std::vector<int32_t> &scores, float scale) {
    sqnet_model model{};
    model.classes = static_cast<uint16_t>(scores.size());
    model.score_scale = scale;
    std::vector<float> probabilities(scores.size());
    sqnet_softmax(&model, scores.data(), probabilities.data());
    double best = *std::max_element(scores.begin(), scores.end()), sum = 0;
    for (int32_t score : scores)
        sum += std::exp((score - best) * static_cast<double>(scale));
    for (size_t c = 0; c < scores.size(); c++) {
        double expected = std::exp((scores[c] - best) * static_cast<double>(scale)) / sum;
        if (expected > 1e-30) {
            ASSERT_NEAR(1, probabilities[c] / expected, 1e-5) << "class " << c << " of " << scores.size();
        } else {
            ASSERT_LT(probabilities[c], 1.1e-30f);
        }
    }
}

TEST(Softmax, RandomScores) {
    for (uint64_t seed = 1; seed <= 300; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        std::vector<int32_t> scores(static_cast<size_t>(random.between(1, random.one_in(5) ? 4096 : 1000)));
        int largest = 1 << random.between(0, 30);
        for (int32_t &score : scores)
            score = random.between(0, largest);
        compare_softmax(scores,
                        static_cast<float>(random.between(1, 1000)) / 10 / static_cast<float>(largest));
        if (HasFatalFailure())
            return;
    }
}

// Thousands of equal terms: a plain float sum rounds every one of them the same way.
TEST(Softmax, ManyAlmostEqualScores) {
    for (int below = 0; below < 2000; below += 7)
        for (size_t classes : {size_t{2}, size_t{1000}, size_t{4096}}) {
            SCOPED_TRACE("below " + std::to_string(below));
            std::vector<int32_t> scores(classes, 5000 - below);
            scores[classes / 2] = 5000;
            compare_softmax(scores, 1e-3f);
            if (HasFatalFailure())
                return;
        }
}

TEST(Softmax, ExtremesAreFinite) {
    compare_softmax({0, INT32_MAX, 0, 1}, 1e30f);
    compare_softmax({INT32_MAX, INT32_MAX}, 3e38f);
    compare_softmax({0, INT32_MAX}, 1e-38f);
    compare_softmax({7}, 1);
    for (int x = 0; x <= 70000; x += 13)
        compare_softmax({70000, 70000 - x}, 1e-3f);
}

TEST(Softmax, NullsAreIgnored) {
    sqnet_model model{};
    model.classes = 1;
    model.score_scale = 1;
    int32_t score = 1;
    float probability = 3;
    sqnet_softmax(nullptr, &score, &probability);
    sqnet_softmax(&model, nullptr, &probability);
    sqnet_softmax(&model, &score, nullptr);
    EXPECT_EQ(3, probability);
}

TEST(Crc32, KnownVectors) {
    EXPECT_EQ(0xCBF43926u, sqnet_crc32(0, "123456789", 9));
    EXPECT_EQ(0u, sqnet_crc32(0, "", 0));
    EXPECT_EQ(0xE8B7BE43u, sqnet_crc32(0, "a", 1));
    EXPECT_EQ(0x414FA339u, sqnet_crc32(0, "The quick brown fox jumps over the lazy dog", 43));
    EXPECT_EQ(0xCBF43926u, plain_crc32(reinterpret_cast<const uint8_t *>("123456789"), 9));
}

TEST(Crc32, PiecesEqualTheWhole) {
    Random random(1);
    Bytes bytes(257);
    for (uint8_t &byte : bytes)
        byte = random.byte();
    uint32_t whole = sqnet_crc32(0, bytes.data(), bytes.size());
    EXPECT_EQ(plain_crc32(bytes.data(), bytes.size()), whole);
    for (size_t cut = 0; cut <= bytes.size(); cut++) {
        uint32_t first = sqnet_crc32(0, bytes.data(), cut);
        EXPECT_EQ(whole, sqnet_crc32(first, bytes.data() + cut, bytes.size() - cut));
    }
}

} // namespace
} // namespace sqnet_test
