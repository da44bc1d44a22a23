// Images to rows against SPEC 2 in 64 bits, and the test image.
#include <algorithm>

#include <gtest/gtest.h>

#include "bytes.h"
#include "oracle.h"
#include "random.h"
#include "sqnet.h"

namespace sqnet_test {
namespace {

constexpr uint32_t formats[] = {SQNET_RGB888, SQNET_RGB565_LE, SQNET_RGB565_BE, SQNET_GRAY8};

uint32_t bytes_of(uint32_t format) {
    return format == SQNET_RGB888 ? 3 : format == SQNET_GRAY8 ? 1 : 2;
}

struct SourceImage {
    SourceImage(uint32_t w, uint32_t h, uint32_t f, uint32_t gap)
        : width(w), height(h), format(f), stride(w * bytes_of(f) + gap),
          // The last row ends with its last pixel, not with the stride.
          memory(static_cast<size_t>(stride) * (h - 1) + w * bytes_of(f)) {
    }

    void fill(Random &random, bool extreme) {
        for (size_t i = 0; i < memory.size(); i++)
            memory.data()[i] = extreme ? 255 : random.byte();
    }

    sqnet_image image() const {
        return {memory.data(), width, height, stride, format};
    }

    int channel(int64_t y, int64_t x, int c) const {
        const uint8_t *p =
            memory.data() + static_cast<size_t>(y) * stride + static_cast<size_t>(x) * bytes_of(format);
        if (format == SQNET_RGB888)
            return p[c];
        if (format == SQNET_GRAY8)
            return p[0];
        int v = format == SQNET_RGB565_LE ? p[0] + 256 * p[1] : 256 * p[0] + p[1];
        int r5 = v / 2048, g6 = v / 32 % 64, b5 = v % 32;
        return c == 0 ? r5 * 8 + r5 / 4 : c == 1 ? g6 * 4 + g6 / 16 : b5 * 8 + b5 / 4;
    }

    uint32_t width, height, format, stride;
    Guarded memory;
};

struct Target {
    int64_t width, height, num, den;
};

struct Rectangle {
    int64_t x, y, width, height;
};

Rectangle crop(const SourceImage &p, const Target &t) {
    int64_t w = p.width, h = p.height;
    Rectangle r;
    if (w * t.height >= h * t.width) {
        r.height = std::max<int64_t>(1, (h * t.num + t.den / 2) / t.den);
        r.width = std::clamp<int64_t>((r.height * t.width + t.height / 2) / t.height, 1, w);
    } else {
        r.width = std::max<int64_t>(1, (w * t.num + t.den / 2) / t.den);
        r.height = std::clamp<int64_t>((r.width * t.height + t.width / 2) / t.width, 1, h);
    }
    r.x = (w - r.width) / 2;
    r.y = (h - r.height) / 2;
    return r;
}

// Weight of source pixel j (relative to the crop) in output i of `n`, from a crop of `l`. 0 where it has
// none.
int64_t weight(int64_t n, int64_t l, int64_t i, int64_t j) {
    if (l >= n)
        return std::max<int64_t>(0, std::min((j + 1) * n, (i + 1) * l) - std::max(j * n, i * l));
    int64_t t = (2 * i + 1) * l - n, first = t >= 0 ? t / (2 * n) : -1, f = t - 2 * n * first;
    return j == first ? 2 * n - f : j == first + 1 ? f : 0;
}

struct Tap {
    int64_t at, weight;
};

// All taps of an output by trying every candidate; `at` is clamped to the image.
std::vector<Tap> taps(int64_t n, int64_t l, int64_t i, int64_t origin, int64_t limit) {
    std::vector<Tap> result;
    int64_t total = 0;
    for (int64_t j = i * l / n - 2; j <= (i + 1) * l / n + 2; j++) {
        int64_t w = weight(n, l, i, j);
        if (w > 0)
            result.push_back({std::clamp<int64_t>(origin + j, 0, limit - 1), w});
        total += w;
    }
    EXPECT_EQ(l >= n ? l : 2 * n, total);
    return result;
}

int expected_value(const SourceImage &p, const std::vector<Tap> &rows, const std::vector<Tap> &columns,
                   int c) {
    uint64_t sum = 0, total = 0;
    for (const Tap &y : rows)
        for (const Tap &x : columns) {
            uint64_t w = static_cast<uint64_t>(y.weight) * static_cast<uint64_t>(x.weight);
            sum += w * static_cast<uint64_t>(p.channel(y.at, x.at, c));
            total += w;
        }
    EXPECT_LE(sum + total / 2, UINT32_MAX); // SPEC 2 promises it
    return static_cast<int>((sum + total / 2) / total) - 128;
}

sqnet_model model_of(const Target &t) {
    sqnet_model model{};
    model.width = static_cast<uint16_t>(t.width);
    model.height = static_cast<uint16_t>(t.height);
    model.crop_num = static_cast<uint16_t>(t.num);
    model.crop_den = static_cast<uint16_t>(t.den);
    return model;
}

// Compares every `step`th row and column.
void compare(const SourceImage &p, const Target &t, int64_t step = 1) {
    SCOPED_TRACE("image " + std::to_string(p.width) + "x" + std::to_string(p.height) + " format " +
                 std::to_string(p.format) + ", network " + std::to_string(t.width) + "x" +
                 std::to_string(t.height) + " crop " + std::to_string(t.num) + "/" + std::to_string(t.den));
    sqnet_model model = model_of(t);
    sqnet_image image = p.image();
    sqnet_image_source source;
    ASSERT_EQ(0, sqnet_image_open(&source, &model, &image));
    Rectangle r = crop(p, t);
    ASSERT_EQ(r.x, source.left);
    ASSERT_EQ(r.y, source.top);
    ASSERT_EQ(r.width, source.crop_width);
    ASSERT_EQ(r.height, source.crop_height);
    Guarded row(static_cast<size_t>(3 * t.width));
    for (int64_t y = 0; y < t.height; y += step) {
        ASSERT_EQ(0,
                  sqnet_image_row(&source, static_cast<unsigned>(y), reinterpret_cast<int8_t *>(row.data())));
        std::vector<Tap> rows = taps(t.height, r.height, y, r.y, p.height);
        for (int64_t x = 0; x < t.width; x += step) {
            std::vector<Tap> columns = taps(t.width, r.width, x, r.x, p.width);
            for (int c = 0; c < 3; c++)
                ASSERT_EQ(expected_value(p, rows, columns, c), static_cast<int8_t>(row.data()[3 * x + c]))
                    << "row " << y << " column " << x << " channel " << c;
        }
    }
}

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
