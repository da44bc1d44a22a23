// Turned images, regions of them and their brightness against SPEC 2.
#include <gtest/gtest.h>

#include "image_oracle.h"

namespace sqnet_test {
namespace {

sqnet_view random_view(Random &random) {
    uint32_t size = random.one_in(4) ? 0 : static_cast<uint32_t>(random.between(1, 1000));
    uint32_t x = static_cast<uint32_t>(random.between(0, 1000 - static_cast<int>(size)));
    uint32_t y = static_cast<uint32_t>(random.between(0, 1000));
    return {static_cast<uint32_t>(90 * random.below(4)), random.one_in(4) ? 1000 - size : x,
            random.one_in(4) ? 1000 : y, size};
}

TEST(View, EqualsAnImageThatIsTurnedPlainly) {
    for (uint64_t seed = 1; seed <= 250; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        int largest = random.one_in(3) ? 8 : 70;
        SourceImage p(static_cast<uint32_t>(random.between(1, largest)),
                      static_cast<uint32_t>(random.between(1, largest)), formats[random.below(4)],
                      random.one_in(2) ? 0 : static_cast<uint32_t>(random.between(1, 9)));
        p.fill(random, false);
        compare(p, {random.between(8, 32), random.between(8, 32), 7, 8}, 1, random_view(random));
        if (HasFatalFailure())
            return;
    }
}

// Nothing is scaled: the path that copies rows must not take columns for them.
TEST(View, CopiesOfEveryTurnAreExact) {
    Random random(12);
    for (uint32_t format : formats)
        for (uint32_t rotate : {0u, 90u, 180u, 270u})
            for (uint32_t w : {1u, 24u}) {
                SourceImage p(w, 24, format, w == 1 ? 0 : 3);
                p.fill(random, false);
                bool upright = rotate % 180 == 0;
                compare(p, {upright ? w : 24, upright ? 24 : w, 1, 1}, 1, {rotate, 0, 0, 1000});
                compare(p, {12, 12, 1, 1}, 1, {rotate, 250, 250, 500});
            }
}

TEST(View, ExtremesOfLargeImagesAreExact) {
    Random random(13);
    for (auto [w, h] : {std::pair<uint32_t, uint32_t>{4096, 31}, {31, 4096}}) {
        SourceImage p(w, h, SQNET_RGB565_BE, 4);
        p.fill(random, false);
        for (uint32_t rotate : {0u, 90u, 180u, 270u}) {
            compare(p, {1024, 8, 1, 1}, 97, {rotate, 0, 1000, 1000});
            compare(p, {8, 1024, 1, 1}, 97, {rotate, 999, 1000, 1});
            compare(p, {8, 8, 1, 1}, 7, {rotate, 0, 0, 1000});
        }
    }
    SourceImage white(4096, 4096, SQNET_GRAY8, 0);
    white.fill(random, true);
    compare(white, {8, 8, 1, 1}, 7, {270, 0, 0, 1000});
}

TEST(View, ImpossibleViewsAreRefused) {
    uint8_t pixels[64] = {};
    sqnet_model model = model_of({8, 8, 1, 1});
    const sqnet_image image = {pixels, 4, 4, 12, SQNET_RGB888};
    sqnet_image_source source;
    const sqnet_view bad[] = {{1, 0, 0, 0},    {360, 0, 0, 0},         {0xFFFFFFFFu, 0, 0, 0},
                              {0, 0, 0, 1001}, {0, 501, 0, 500},       {0, 0, 1001, 0},
                              {0, 1001, 0, 0}, {0, 0xFFFFFFFFu, 0, 1}, {0, 0, 0xFFFFFFFFu, 1},
                              {0, 1000, 0, 1}, {90, 0, 0, 0xFFFFFFFFu}};
    for (const sqnet_view &view : bad)
        EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_open_view(&source, &model, &image, &view)) << &view - bad;
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_open_view(&source, &model, &image, nullptr));
}

TEST(View, LumaIsTheBrightnessOfWhatIsSeen) {
    for (uint64_t seed = 1; seed <= 40; seed++) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        SourceImage p(static_cast<uint32_t>(random.between(1, 90)),
                      static_cast<uint32_t>(random.between(1, 90)), formats[random.below(4)], 2);
        p.fill(random, false);
        Target t = {random.between(8, 32), random.between(8, 32), 3, 4};
        sqnet_view view = random_view(random);
        sqnet_model model = model_of(t);
        sqnet_image image = p.image();
        sqnet_image_source source;
        ASSERT_EQ(0, sqnet_image_open_view(&source, &model, &image, &view));
        Guarded luma(SQNET_LUMA_BYTES);
        ASSERT_EQ(0, sqnet_image_luma(&source, luma.data()));
        const SourceImage upright = turned(p, view.rotate);
        Rectangle r = region(upright, t, view);
        for (int y = 0; y < 32; y++)
            for (int x = 0; x < 32; x++) {
                std::vector<Tap> rows = taps(32, r.height, y, r.y, upright.height);
                std::vector<Tap> columns = taps(32, r.width, x, r.x, upright.width);
                int sum = 128;
                for (int c = 0; c < 3; c++)
                    sum += std::vector<int>{77, 150, 29}[static_cast<size_t>(c)] *
                           (expected_value(upright, rows, columns, c) + 128);
                ASSERT_EQ(sum / 256, luma.data()[32 * y + x]) << "row " << y << " column " << x;
            }
    }
    uint8_t luma[SQNET_LUMA_BYTES];
    EXPECT_EQ(SQNET_E_ARGUMENT, sqnet_image_luma(nullptr, luma));
}

} // namespace
} // namespace sqnet_test
