// Images and what SPEC 2 makes of them, in 64 bits and with every turn carried out.
#ifndef SQNET_IMAGE_ORACLE_H
#define SQNET_IMAGE_ORACLE_H

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bytes.h"
#include "random.h"
#include "sqnet.h"

namespace sqnet_test {

constexpr uint32_t formats[] = {SQNET_RGB888, SQNET_RGB565_LE, SQNET_RGB565_BE, SQNET_GRAY8};

inline uint32_t bytes_of(uint32_t format) {
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

inline Rectangle crop(const SourceImage &p, const Target &t) {
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

constexpr sqnet_view whole = {0, 0, 0, 0};

// By quarters: each pixel moves from (y, x) to (x, height - 1 - y).
inline SourceImage turned(const SourceImage &p, uint32_t degrees) {
    SourceImage from(p.width, p.height, p.format, 0);
    size_t bytes = bytes_of(p.format);
    for (size_t y = 0; y < p.height; y++)
        std::copy_n(p.memory.data() + y * p.stride, p.width * bytes, from.memory.data() + y * from.stride);
    for (; degrees > 0; degrees -= 90) {
        SourceImage to(from.height, from.width, from.format, 0);
        for (size_t y = 0; y < from.height; y++)
            for (size_t x = 0; x < from.width; x++)
                std::copy_n(from.memory.data() + y * from.stride + x * bytes, bytes,
                            to.memory.data() + x * to.stride + (from.height - 1 - y) * bytes);
        from = std::move(to);
    }
    return from;
}

// The highest whole number whose half unit is not above: rounding without a division by 1000.
inline int64_t per_mille(int64_t side, int64_t part) {
    int64_t n = 0;
    while (2000 * (n + 1) <= 2 * side * part + 1000)
        n++;
    return n;
}

inline Rectangle region(const SourceImage &turned, const Target &t, const sqnet_view &view) {
    if (view.size == 0)
        return crop(turned, t);
    int64_t w = turned.width, h = turned.height;
    int64_t asked = std::max<int64_t>(1, per_mille(w, view.size));
    int64_t tall = std::max<int64_t>(1, (asked * t.height + t.width / 2) / t.width);
    Rectangle r = {0, 0, asked, tall};
    if (tall > h)
        r = {0, 0, std::clamp<int64_t>((h * t.width + t.height / 2) / t.height, 1, asked), h};
    r.x = per_mille(w, view.x);
    while (r.x + asked > w)
        r.x--;
    r.x += (asked - r.width) / 2;
    r.y = std::min<int64_t>(per_mille(h, view.y), h - r.height);
    return r;
}

// Weight of source pixel j (relative to the crop) in output i of `n`, from a crop of `l`. 0 where it has
// none.
inline int64_t weight(int64_t n, int64_t l, int64_t i, int64_t j) {
    if (l >= n)
        return std::max<int64_t>(0, std::min((j + 1) * n, (i + 1) * l) - std::max(j * n, i * l));
    int64_t t = (2 * i + 1) * l - n, first = t >= 0 ? t / (2 * n) : -1, f = t - 2 * n * first;
    return j == first ? 2 * n - f : j == first + 1 ? f : 0;
}

struct Tap {
    int64_t at, weight;
};

// All taps of an output by trying every candidate; `at` is clamped to the image.
inline std::vector<Tap> taps(int64_t n, int64_t l, int64_t i, int64_t origin, int64_t limit) {
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

inline int expected_value(const SourceImage &p, const std::vector<Tap> &rows, const std::vector<Tap> &columns,
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

inline sqnet_model model_of(const Target &t) {
    sqnet_model model{};
    model.width = static_cast<uint16_t>(t.width);
    model.height = static_cast<uint16_t>(t.height);
    model.crop_num = static_cast<uint16_t>(t.num);
    model.crop_den = static_cast<uint16_t>(t.den);
    return model;
}

// Compares every `step`th row and column.
inline void compare(const SourceImage &original, const Target &t, int64_t step = 1,
                    const sqnet_view &view = whole) {
    SCOPED_TRACE("image " + std::to_string(original.width) + "x" + std::to_string(original.height) +
                 " format " + std::to_string(original.format) + ", network " + std::to_string(t.width) + "x" +
                 std::to_string(t.height) + " crop " + std::to_string(t.num) + "/" + std::to_string(t.den) +
                 ", view " + std::to_string(view.rotate) + " " + std::to_string(view.x) + " " +
                 std::to_string(view.y) + " " + std::to_string(view.size));
    sqnet_model model = model_of(t);
    sqnet_image image = original.image();
    sqnet_image_source source;
    ASSERT_EQ(0, sqnet_image_open_view(&source, &model, &image, &view));
    const SourceImage p = turned(original, view.rotate);
    Rectangle r = region(p, t, view);
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

} // namespace sqnet_test

#endif
