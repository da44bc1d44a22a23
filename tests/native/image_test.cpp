// Images to rows against SPEC 2 in 64 bits, and the test image.
#include <gtest/gtest.h>

#include "image_oracle.h"
#include "oracle.h"

namespace sqnet_test {
namespace {

TEST(Image, RandomSizesFormatsAndCrops) {
    for (uint64_t seed = 1; seed <= 250; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        int largest = random.one_in(3) ? 8 : 70;
        SourceImage p(static_cast<uint32_t>(random.between(1, largest)),
                      static_cast<uint32_t>(random.between(1, largest)), formats[random.below(4)],
                      random.one_in(2) ? 0 : static_cast<uint32_t>(random.between(1, 9)));
        p.fill(random, random.one_in(5));
        int den = random.one_in(2) ? 256 : random.between(1, 65535);
        compare(p, {random.between(8, 32), random.between(8, 32), random.between(1, den), den});
        if (HasFatalFailure())
            return;
    }
}

TEST(Image, SmallestAndOddSizes) {
    Random random(4);
    for (uint32_t format : formats)
        for (uint32_t w : {1u, 2u, 3u, 13u})
            for (uint32_t h : {1u, 2u, 5u, 13u}) {
                SourceImage p(w, h, format, 1);
                p.fill(random, false);
                compare(p, {13, 13, 1, 1});
                compare(p, {8, 11, 224, 256});
                compare(p, {9, 8, 1, 65535});
            }
}

// The largest sums of 32-bit arithmetic: white, 4096 pixels to a side.
TEST(Image, LargestWhiteImageDoesNotOverflow) {
    Random random(6);
    SourceImage p(4096, 4096, SQNET_GRAY8, 0);
    p.fill(random, true);
    compare(p, {8, 8, 1, 1}, 7);
    SourceImage wide(4096, 3, SQNET_RGB565_BE, 5);
    wide.fill(random, false);
    compare(wide, {1024, 8, 1, 1}, 1);
    compare(wide, {8, 1024, 65535, 65535}, 3);
    SourceImage tall(3, 4096, SQNET_RGB888, 5);
    tall.fill(random, false);
    compare(tall, {1024, 8, 65534, 65535}, 3);
}

TEST(Image, LargestNoisyImage) {
    Random random(7);
    SourceImage p(4096, 4095, SQNET_RGB888, 3);
    p.fill(random, false);
    compare(p, {1023, 1024, 65535, 65535}, 101);
    compare(p, {9, 8, 65535, 65535}, 4);
}

TEST(Image, NetworkSizeIsTheIdentity) {
    Random random(8);
    for (uint32_t format : formats) {
        SourceImage p(19, 23, format, 2);
        p.fill(random, false);
        sqnet_model model = model_of({19, 23, 1, 1});
        sqnet_image image = p.image();
        sqnet_image_source source;
        ASSERT_EQ(0, sqnet_image_open(&source, &model, &image));
        std::vector<int8_t> row(3 * 19);
        for (unsigned y = 0; y < 23; y++) {
            ASSERT_EQ(0, sqnet_image_row(&source, y, row.data()));
            for (int x = 0; x < 19; x++)
                for (int c = 0; c < 3; c++)
                    ASSERT_EQ(p.channel(y, x, c) - 128, row[3 * x + c]);
        }
        compare(p, {19, 23, 1, 1});
    }
}

TEST(Image, EveryRgb565ValueIsWidened) {
    for (uint32_t format : {SQNET_RGB565_LE, SQNET_RGB565_BE}) {
        SourceImage p(256, 256, format, 0);
        for (size_t i = 0; i < p.memory.size(); i++)
            p.memory.data()[i] = static_cast<uint8_t>(i % 2 ? i / 512 : i / 2);
        compare(p, {256, 256, 1, 1});
        EXPECT_EQ(255, p.channel(255, 255, 0));
        EXPECT_EQ(0, p.channel(0, 0, 1));
    }
}

TEST(Image, ImpossibleImagesAreRefused) {
    uint8_t pixels[64] = {};
    sqnet_model model = model_of({8, 8, 1, 1});
    const sqnet_image good = {pixels, 4, 4, 12, SQNET_RGB888};
    sqnet_image_source source;
    EXPECT_EQ(0, sqnet_image_open(&source, &model, &good));
    const sqnet_image bad[] = {{nullptr, 4, 4, 12, SQNET_RGB888},
                               {pixels, 0, 4, 12, SQNET_RGB888},
                               {pixels, 4, 0, 12, SQNET_RGB888},
                               {pixels, 4097, 4, 12291, SQNET_RGB888},
                               {pixels, 4, 4097, 12, SQNET_RGB888},
                               {pixels, 4, 4, 11, SQNET_RGB888},
                               {pixels, 4, 4, 7, SQNET_RGB565_LE},
                               {pixels, 4, 4, 7, SQNET_RGB565_BE},
                               {pixels, 4, 4, 3, SQNET_GRAY8},
                               {pixels, 4, 4, 0, SQNET_RGB888},
                               {pixels, 4, 4, 12, 4},
                               {pixels, 4, 4, 12, 0xFFFFFFFFu},
                               {pixels, 0xFFFFFFFFu, 4, 12, SQNET_RGB888},
                               {pixels, 0x55555556u, 4, 12, SQNET_RGB888}};
    for (const sqnet_image &image : bad)
        EXPECT_EQ(SQNET_E_IMAGE, sqnet_image_open(&source, &model, &image)) << &image - bad;
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_open(nullptr, &model, &good));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_open(&source, nullptr, &good));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_open(&source, &model, nullptr));
}

TEST(Image, RowsOutsideTheNetworkAreRefused) {
    uint8_t pixels[64] = {};
    sqnet_model model = model_of({8, 9, 1, 1});
    sqnet_image image = {pixels, 4, 4, 12, SQNET_RGB888};
    sqnet_image_source source;
    int8_t row[24];
    ASSERT_EQ(0, sqnet_image_open(&source, &model, &image));
    EXPECT_EQ(0, sqnet_image_row(&source, 8, row));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_row(&source, 9, row));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_row(&source, 0, nullptr));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_row(nullptr, 0, row));
}

TEST(GoldenImage, EqualsItsDefinition) {
    for (uint32_t seed : {0u, 1u, 77u, 0xFFFFFFFFu}) {
        Network network;
        network.width = 35;
        network.height = 40;
        Tensor expected = golden_image(network, seed);
        sqnet_golden_source source = {seed, 35};
        Guarded row(3 * 35);
        for (unsigned y = 0; y < 40; y++) {
            ASSERT_EQ(0, sqnet_golden_row(&source, y, reinterpret_cast<int8_t *>(row.data())));
            for (int i = 0; i < 3 * 35; i++)
                ASSERT_EQ(expected.at(static_cast<int>(y), i / 3, i % 3), static_cast<int8_t>(row.data()[i]));
        }
    }
    int8_t row[3];
    sqnet_golden_source source = {1, 1};
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_golden_row(nullptr, 0, row));
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_golden_row(&source, 0, nullptr));
}

} // namespace
} // namespace sqnet_test
