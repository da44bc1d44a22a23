// The ESP32-S3 kernels in the simulator against the portable C ones, byte for byte, with memory mapped
// exactly as far as the kernels may read and write.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>

#include <gtest/gtest.h>

#include "machine.h"

extern "C" {
void portable_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step);
void portable_head_group(const sq_taps *taps, uint32_t times, int32_t *sums);
void portable_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge);
void portable_add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z);
void portable_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out);
}

namespace {

using xtensa::Machine;
using xtensa::Memory;

constexpr int32_t limit = 1 << 19;
constexpr uint32_t rows_base = 0x3fc90000, weights_base = 0x3c000000, params_base = 0x3c100000,
                   out_base = 0x3fcd0000, add_base = 0x3d000000;

// Exactly `size` bytes, 16-aligned.
class Block {
  public:
    explicit Block(size_t size) : size_(size), data_(new uint8_t[size + 15]) {
        start_ = data_.get();
        while (reinterpret_cast<uintptr_t>(start_) % 16 != 0)
            start_++;
        std::memset(start_, 0x5a, size);
    }

    int8_t *bytes() {
        return reinterpret_cast<int8_t *>(start_);
    }

    uint8_t *data() {
        return start_;
    }

    size_t size() const {
        return size_;
    }

    bool operator==(const Block &other) const {
        return size_ == other.size_ && std::memcmp(start_, other.start_, size_) == 0;
    }

  private:
    size_t size_;
    std::unique_ptr<uint8_t[]> data_;
    uint8_t *start_;
};

struct Shape {
    uint32_t kh, run, step, pixels;
    uint32_t row_bytes;  // distance of the rows
    uint32_t after;      // bytes that may be read behind the last row
    uint32_t offset = 0; // of the first row: its alignment
};

Shape one_by_one(uint32_t channels, uint32_t pixels) {
    return {1, channels, channels, pixels, pixels * channels, 0};
}

Shape three_by_three(uint32_t channels, uint32_t pixels) {
    return {3, 3 * channels, channels, pixels, (pixels + 2) * channels, 0};
}

// The kernels of three channels read whole vectors.
size_t readable_bytes(const Shape &shape) {
    size_t end = shape.offset + size_t(shape.kh) * shape.row_bytes;
    return shape.after > 0 ? (end + 15) / 16 * 16 + shape.after : end;
}

// Rows of three channels as the engine lays the image out; a column of its own before the first pixel is
// `offset`.
Shape image(uint32_t kernel, uint32_t stride, uint32_t pixels) {
    uint32_t width = (pixels - 1) * stride + kernel;
    return {kernel, 3 * kernel, 3 * stride, pixels, (3 * width + 15) & ~15u, 16};
}

enum class Content { random, extreme_weights, at_the_limit };

class Case {
  public:
    Case(const Shape &shape, Content content, int32_t z_in, unsigned shift, std::mt19937 &random)
        : shape_(shape), random_(random), rows_(readable_bytes(shape)),
          weights_(size_t(shape.kh) * shape.run * 16), params_(48) {
        fill_weights(content);
        int32_t bias[16];
        for (unsigned o = 0; o < 16; o++)
            bias[o] = choose_bias(o, z_in, content);
        fill_rows(content, z_in);
        pack(bias, shift);
    }

    void map(Machine &machine) {
        machine.memory.map(rows_base, rows_.data(), rows_.size());
        machine.memory.map(weights_base, weights_.data(), weights_.size());
        machine.memory.map(params_base, params_.data(), params_.size());
    }

    static void unmap(Machine &machine) {
        for (uint32_t base : {rows_base, weights_base, params_base})
            machine.memory.unmap(base);
    }

    sq_taps taps() {
        sq_taps t;
        std::memset(&t, 0, sizeof t);
        for (uint32_t ky = 0; ky < shape_.kh; ky++)
            t.rows[ky] = rows_.bytes() + shape_.offset + ky * shape_.row_bytes;
        t.kh = shape_.kh;
        t.run = shape_.run;
        t.step = shape_.step;
        t.pixels = shape_.pixels;
        t.weights = weights_.bytes();
        t.params = params_.data();
        return t;
    }

  private:
    int pick(int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random_);
    }

    uint32_t count() const {
        return shape_.kh * shape_.run;
    }

    int8_t &weight(uint32_t tap, unsigned lane) {
        return weights_.bytes()[tap * 16 + lane];
    }

    // Rows that fit into 20 bits whatever the input: large weights are rare where there are many taps.
    void fill_weights(Content content) {
        uint32_t room = limit / 255; // sum of |w|, with inputs of either sign
        for (unsigned o = 0; o < 16; o++) {
            uint32_t used = 0;
            for (uint32_t t = 0; t < count(); t++) {
                int w = content == Content::random ? pick(-127, 127) : pick(0, 1) ? 127 : -127;
                if (uint32_t(pick(0, static_cast<int>(count()) - 1)) * 64 > room)
                    w = pick(-1, 1);
                if (used + uint32_t(std::abs(w)) > room)
                    w = 0;
                used += uint32_t(std::abs(w));
                weight(t, o) = static_cast<int8_t>(w);
            }
        }
    }

    // At the limit, the accumulator's largest or smallest value is exactly what 20 bits hold.
    int32_t choose_bias(unsigned o, int32_t z_in, Content content) {
        int32_t high = 0, low = 0;
        for (uint32_t t = 0; t < count(); t++) {
            high += std::max(127 * weight(t, o), z_in * weight(t, o));
            low += std::min(127 * weight(t, o), z_in * weight(t, o));
        }
        if (content == Content::at_the_limit)
            return o % 2 ? limit - 1 - high : -limit - low;
        return pick(-limit - low, limit - 1 - high);
    }

    // At the limit, every row drives some lane's sum up all the way, or down.
    void fill_rows(Content content, int32_t z_in) {
        for (size_t i = 0; i < rows_.size(); i++)
            rows_.bytes()[i] = static_cast<int8_t>(content == Content::random ? pick(z_in, 127)
                                                   : pick(0, 1)               ? 127
                                                                              : z_in);
        if (content != Content::at_the_limit)
            return;
        for (uint32_t x = 0; x < shape_.pixels; x += std::max(1u, shape_.run / shape_.step)) {
            unsigned lane = static_cast<unsigned>(pick(0, 15));
            for (uint32_t t = 0; t < count(); t++) {
                bool up = (weight(t, lane) > 0) == (lane % 2 == 1);
                size_t at =
                    shape_.offset + t / shape_.run * shape_.row_bytes + x * shape_.step + t % shape_.run;
                rows_.bytes()[at] = static_cast<int8_t>(up ? 127 : z_in);
            }
        }
    }

    void pack(const int32_t *bias, unsigned shift) {
        std::memset(params_.data(), 0, params_.size());
        for (unsigned o = 0; o < 16; o++) {
            for (unsigned bit = 0; bit < 20; bit++) {
                unsigned at = 20 * (o % 8) + bit, half = o / 8;
                unsigned byte = at < 128 ? 16 * half + at / 8 : 32 + 4 * half + (at - 128) / 8;
                params_.data()[byte] |=
                    static_cast<uint8_t>((static_cast<uint32_t>(bias[o]) >> bit & 1) << at % 8);
            }
        }
        params_.data()[40] = static_cast<uint8_t>(shift);
    }

    Shape shape_;
    std::mt19937 &random_;
    Block rows_, weights_, params_;
};

class Kernels : public testing::Test {
  protected:
    Kernels() : machine(SQNET_KERNEL_OBJECTS), random(20240607) {
    }

    // What lies between the outputs must stay as it is: whole blocks are compared.
    void compare_conv(const Shape &shape, Content content, int32_t z_in, int32_t z_out, unsigned shift) {
        SCOPED_TRACE("kh " + std::to_string(shape.kh) + " run " + std::to_string(shape.run) + " step " +
                     std::to_string(shape.step) + " pixels " + std::to_string(shape.pixels) + " shift " +
                     std::to_string(shift));
        Case c(shape, content, z_in, shift, random);
        sq_taps taps = c.taps();
        uint32_t out_step = 16 * std::uniform_int_distribution<uint32_t>(1, 4)(random);
        size_t bytes = (shape.pixels - 1) * out_step + 16;
        Block expected(bytes), actual(bytes);
        portable_conv_group(&taps, z_out, expected.bytes(), out_step);
        c.map(machine);
        machine.memory.map(out_base, actual.data(), bytes, Memory::Access::writable);
        ASSERT_NO_THROW(machine.conv_group(taps, z_out, actual.bytes(), out_step));
        Case::unmap(machine);
        machine.memory.unmap(out_base);
        ASSERT_TRUE(expected == actual);
    }

    void compare_head(const Shape &shape, Content content, int32_t z_in, uint32_t times) {
        SCOPED_TRACE("run " + std::to_string(shape.run) + " pixels " + std::to_string(shape.pixels));
        Case c(shape, content, z_in, 3, random);
        sq_taps taps = c.taps();
        Block expected(64), actual(64);
        int32_t *sums = reinterpret_cast<int32_t *>(expected.data());
        for (unsigned o = 0; o < 16; o++)
            sums[o] = std::uniform_int_distribution<int32_t>(0, 1 << 20)(random);
        std::memcpy(actual.data(), sums, 64);
        portable_head_group(&taps, times, sums);
        c.map(machine);
        machine.memory.map(out_base, actual.data(), 64, Memory::Access::writable);
        ASSERT_NO_THROW(machine.head_group(taps, times, reinterpret_cast<int32_t *>(actual.data())));
        Case::unmap(machine);
        machine.memory.unmap(out_base);
        ASSERT_TRUE(expected == actual);
    }

    // `sum` becomes what is expected.
    void compare_add(Block &skip, Block &sum, Block &actual, int32_t z) {
        std::memcpy(actual.bytes(), sum.bytes(), sum.size());
        portable_add_skip(skip.bytes(), sum.bytes(), static_cast<uint32_t>(sum.size()), z);
        machine.memory.map(rows_base, skip.data(), skip.size());
        machine.memory.map(add_base, actual.data(), actual.size(), Memory::Access::writable);
        machine.cpu.counters = {};
        ASSERT_NO_THROW(
            machine.add_skip(skip.bytes(), actual.bytes(), static_cast<uint32_t>(actual.size()), z));
        EXPECT_EQ(0u, machine.cpu.counters.loops);
        EXPECT_LE(machine.cpu.counters.stalls, 1u);
        machine.memory.unmap(rows_base);
        machine.memory.unmap(add_base);
        ASSERT_TRUE(sum == actual) << "z " << z << ", " << sum.size() << " bytes";
    }

    void compare_all(const Shape &shape) {
        for (Content content : {Content::random, Content::extreme_weights, Content::at_the_limit})
            for (int32_t z_in : {0, -128}) {
                compare_conv(shape, content, z_in, random() % 2 ? 0 : -128, random() % 13);
                if (HasFatalFailure())
                    return;
            }
    }

    Machine machine;
    std::mt19937 random;
};

TEST_F(Kernels, OneByOne) {
    for (uint32_t vectors = 1; vectors <= 24; vectors++)
        for (uint32_t pixels : {1, 2, 3, 13}) {
            compare_all(one_by_one(16 * vectors, pixels));
            if (HasFatalFailure())
                return;
        }
    compare_all(one_by_one(512, 7));
    compare_all(one_by_one(736, 3));
}

TEST_F(Kernels, ThreeByThree) {
    for (uint32_t vectors = 1; vectors <= 8; vectors++)
        for (uint32_t pixels : {1, 2, 5, 12}) {
            compare_all(three_by_three(16 * vectors, pixels));
            if (HasFatalFailure())
                return;
        }
}

TEST_F(Kernels, Image) {
    for (uint32_t kernel : {3u, 7u})
        for (uint32_t stride = 1; stride <= 4; stride++)
            for (uint32_t pixels : {1, 2, 3, 4, 9, 20})
                for (uint32_t offset : {0u, 1u, 6u, 15u}) {
                    Shape shape = image(kernel, stride, pixels);
                    shape.offset = offset;
                    compare_all(shape);
                    if (HasFatalFailure())
                        return;
                }
}

TEST_F(Kernels, AnyOtherShape) {
    for (uint32_t kernel : {1u, 2u, 4u, 5u, 9u, 11u})
        for (uint32_t stride : {1u, 2u, 3u})
            for (uint32_t pixels : {1, 4}) {
                Shape shape = image(kernel, stride, pixels);
                shape.after = 0;
                compare_all(shape);
                if (HasFatalFailure())
                    return;
            }
    Shape uneven = image(3, 2, 9); // rows at a distance that is not a multiple of 16
    uneven.row_bytes += 3;
    compare_all(uneven);
    Shape shifted = one_by_one(32, 5); // vectors that are not aligned
    shifted.offset = 5;
    compare_all(shifted);
    Shape five_rows = three_by_three(16, 4);
    five_rows.kh = 5;
    compare_all(five_rows);
}

TEST_F(Kernels, EveryShiftAndBothZeroPoints) {
    for (unsigned shift = 0; shift <= 12; shift++)
        for (int32_t z_in : {0, -128})
            for (int32_t z_out : {0, -128})
                for (Content content : {Content::random, Content::extreme_weights, Content::at_the_limit}) {
                    compare_conv(one_by_one(64, 9), content, z_in, z_out, shift);
                    compare_conv(three_by_three(16, 9), content, z_in, z_out, shift);
                    compare_conv(image(3, 2, 9), content, z_in, z_out, shift);
                    if (HasFatalFailure())
                        return;
                }
}

// One weight, one input: nothing leaks from a lane into another.
TEST_F(Kernels, EveryLaneAndEveryTap) {
    for (uint32_t tap = 0; tap < 144; tap++) {
        Shape shape = three_by_three(16, 2);
        Case c(shape, Content::random, 0, 0, random);
        sq_taps taps = c.taps();
        unsigned lane = tap % 16;
        std::memset(const_cast<int8_t *>(taps.weights), 0, 144 * 16);
        const_cast<int8_t *>(taps.weights)[tap * 16 + lane] = 1;
        std::memset(const_cast<uint8_t *>(taps.params), 0, 48);
        Block out(32);
        c.map(machine);
        machine.memory.map(out_base, out.data(), 32, Memory::Access::writable);
        ASSERT_NO_THROW(machine.conv_group(taps, -128, out.bytes(), 16));
        Case::unmap(machine);
        machine.memory.unmap(out_base);
        for (unsigned x = 0; x < 2; x++)
            for (unsigned o = 0; o < 16; o++) {
                int input = taps.rows[tap / 48][x * 16 + tap % 48];
                ASSERT_EQ(o == lane ? input : 0, out.bytes()[16 * x + o]) << "tap " << tap;
            }
    }
}

TEST_F(Kernels, Head) {
    for (uint32_t vectors = 1; vectors <= 9; vectors++)
        for (uint32_t pixels : {1, 2, 13})
            for (uint32_t times : {1, 2, 57})
                for (Content content : {Content::random, Content::extreme_weights, Content::at_the_limit})
                    for (int32_t z_in : {0, -128}) {
                        compare_head(one_by_one(16 * vectors, pixels), content, z_in, times);
                        if (HasFatalFailure())
                            return;
                    }
    compare_head(one_by_one(512, 13), Content::random, 0, 1);
    compare_head(one_by_one(736, 13), Content::at_the_limit, -128, 1);
}

TEST_F(Kernels, Pool) {
    for (int round = 0; round < 600; round++) {
        sq_stage stage;
        std::memset(&stage, 0, sizeof stage);
        stage.pool_k = 1 + random() % 8;
        stage.pool_stride = 1 + random() % stage.pool_k;
        stage.pool_pad = random() % stage.pool_k;
        stage.mid_w = 1 + random() % 20;
        stage.a.oc = 16 * (1 + random() % 4);
        stage.b.oc = 16 * (random() % 4);
        // Ceil mode where the last window still starts inside; windows must hold something.
        if (stage.mid_w + 2 * stage.pool_pad < stage.pool_k)
            continue;
        stage.out_w = (stage.mid_w + 2 * stage.pool_pad - stage.pool_k) / stage.pool_stride + 1;
        if (stage.out_w * stage.pool_stride < stage.mid_w + stage.pool_pad && random() % 2)
            stage.out_w++;
        if ((stage.out_w - 1) * stage.pool_stride >= stage.mid_w + stage.pool_pad)
            continue;
        size_t channels = stage.a.oc + stage.b.oc;
        Block row(stage.mid_w * channels), expected(stage.out_w * channels), actual(stage.out_w * channels);
        for (size_t i = 0; i < row.size(); i++)
            row.bytes()[i] = static_cast<int8_t>(random());
        for (size_t i = 0; i < expected.size(); i++)
            expected.bytes()[i] = static_cast<int8_t>(random());
        std::memcpy(actual.data(), expected.data(), actual.size());
        int merge = round % 2;
        portable_pool_row(&stage, row.bytes(), expected.bytes(), merge);
        machine.memory.map(rows_base, row.data(), row.size());
        machine.memory.map(out_base, actual.data(), actual.size(), Memory::Access::writable);
        ASSERT_NO_THROW(machine.pool_row(stage, row.bytes(), actual.bytes(), merge));
        machine.memory.unmap(rows_base);
        machine.memory.unmap(out_base);
        ASSERT_TRUE(expected == actual) << "round " << round;
    }
}

// Every pair of bytes that two tensors may hold, in every lane, and every length.
TEST_F(Kernels, AddSkip) {
    for (int32_t z : {0, -128})
        for (uint32_t vectors = 0; vectors <= 40; vectors++) {
            size_t bytes = 16 * vectors;
            Block skip(bytes), expected(bytes), actual(bytes);
            for (size_t i = 0; i < bytes; i++) {
                skip.bytes()[i] = static_cast<int8_t>(std::uniform_int_distribution<int>(z, 127)(random));
                expected.bytes()[i] = static_cast<int8_t>(std::uniform_int_distribution<int>(z, 127)(random));
            }
            compare_add(skip, expected, actual, z);
        }
    Block skip(256 * 256), expected(256 * 256), actual(256 * 256);
    for (int32_t z : {0, -128})
        for (unsigned turn = 0; turn < 16; turn++) {
            for (size_t i = 0; i < skip.size(); i++) {
                size_t pair = (i + turn) % skip.size();
                int x = static_cast<int8_t>(pair >> 8), y = static_cast<int8_t>(pair);
                skip.bytes()[i] = static_cast<int8_t>(std::max(x, z));
                expected.bytes()[i] = static_cast<int8_t>(std::max(y, z));
            }
            compare_add(skip, expected, actual, z);
        }
}

// All 65536 colours, in either order of bytes, at even and odd addresses and counts.
TEST_F(Kernels, Rgb565) {
    for (uint32_t big_endian : {0, 1})
        for (uint32_t offset : {0, 1, 2})
            for (uint32_t pixels : {65536, 227, 1, 0}) {
                Block row(offset + 2 * pixels), expected(3 * pixels), actual(3 * pixels);
                for (uint32_t x = 0; x < pixels; x++) {
                    row.data()[offset + 2 * x] = static_cast<uint8_t>(x);
                    row.data()[offset + 2 * x + 1] = static_cast<uint8_t>(x >> 8);
                }
                portable_rgb565_row(row.data() + offset, pixels, big_endian, expected.bytes());
                machine.memory.map(weights_base, row.data(), row.size());
                machine.memory.map(out_base + (1 << 20), actual.data(), actual.size(),
                                   Memory::Access::writable);
                machine.cpu.counters = {};
                ASSERT_NO_THROW(machine.rgb565_row(row.data() + offset, pixels, big_endian, actual.bytes()));
                EXPECT_EQ(0u, machine.cpu.counters.loops);
                machine.memory.unmap(weights_base);
                machine.memory.unmap(out_base + (1 << 20));
                ASSERT_TRUE(expected == actual) << "offset " << offset << ", " << pixels << " pixels";
            }
}

// What the speed rests on: loops that cost nothing, and no waiting for operands but where it is known.
TEST_F(Kernels, LoopsAndOperandsCostNothing) {
    for (const Shape &shape :
         {one_by_one(16, 20), one_by_one(32, 20), one_by_one(48, 20), one_by_one(64, 20), one_by_one(80, 20),
          one_by_one(512, 20), three_by_three(16, 20), three_by_three(32, 20), three_by_three(48, 20),
          three_by_three(64, 20), image(3, 2, 20), image(7, 2, 20)}) {
        machine.cpu.counters = {};
        compare_conv(shape, Content::random, 0, 0, 5);
        EXPECT_EQ(0u, machine.cpu.counters.loops) << shape.run;
        EXPECT_LE(machine.cpu.counters.stalls, 8u) << "once a row: " << shape.run;
    }
}

TEST_F(Kernels, NothingToDo) {
    Shape shape = one_by_one(16, 1);
    Case c(shape, Content::random, 0, 0, random);
    sq_taps taps = c.taps();
    taps.pixels = 0;
    Block out(64), untouched(64);
    c.map(machine);
    machine.memory.map(out_base, out.data(), 64, Memory::Access::writable);
    machine.conv_group(taps, 0, out.bytes(), 16);
    machine.head_group(taps, 1, reinterpret_cast<int32_t *>(out.data()));
    EXPECT_TRUE(out == untouched);
}

} // namespace
