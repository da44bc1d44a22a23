// Damaged and lying blobs: each is refused, or opens and then runs inside its own memory. The sanitizers
// watch.
#include <functional>

#include <gtest/gtest.h>

#include "blob_writer.h"
#include "harness.h"
#include "random.h"
#include "random_network.h"

namespace sqnet_test {
namespace {

constexpr unsigned check_crc = SQNET_OPEN_CHECK_CRC;

// Opens and, if the blob is accepted, runs it. Returns whether it was.
bool open_and_run(const Bytes &blob, unsigned flags) {
    Opened opened(blob, flags);
    EXPECT_LE(opened.error, 0);
    EXPECT_NE(SQNET_E_CRC, opened.error);
    if (opened.error != 0) {
        EXPECT_LT(opened.model.error_offset, blob.size());
        return false;
    }
    exercise(opened.model);
    return true;
}

// With a CRC that fits the damage.
bool mend_and_run(Bytes blob) {
    fix_crc(blob);
    return open_and_run(blob, check_crc);
}

// As if the CRC fitted, but much faster.
bool trust_and_run(const Bytes &blob) {
    return open_and_run(blob, 0);
}

void flip(Bytes &blob, size_t bit) {
    blob[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
}

TEST(HostileBlob, TruncatedAtEveryLength) {
    Bytes blob = write_blob(tiny_network());
    for (size_t length = 0; length < blob.size(); length++) {
        Opened opened(Bytes(blob.begin(), blob.begin() + static_cast<std::ptrdiff_t>(length)));
        ASSERT_EQ(SQNET_E_TRUNCATED, opened.error) << length;
    }
    EXPECT_EQ(0, Opened(blob).error);
}

// The total is cut as well, so that the sections behind it are what is missing.
TEST(HostileBlob, TruncatedWithItsHeader) {
    for (const Network &network : {tiny_network(), varied_network(), bypass_network()}) {
        Bytes blob = write_blob(network);
        for (size_t length = 0; length < blob.size() - 32; length += 16) {
            Bytes cut(blob.begin(), blob.begin() + static_cast<std::ptrdiff_t>(length));
            if (length >= 144) {
                put32(cut, 8, static_cast<uint32_t>(length));
                fix_crc(cut);
            }
            ASSERT_LT(Opened(cut).error, 0) << length;
        }
    }
}

TEST(HostileBlob, LongerMemoryThanTheBlobIsFine) {
    Bytes blob = write_blob(varied_network());
    blob.resize(blob.size() + 77, 0xFF);
    EXPECT_EQ(0, Opened(blob).error);
}

TEST(HostileBlob, EveryFlippedBitIsCaughtByTheCrc) {
    Bytes blob = write_blob(tiny_network());
    for (size_t bit = 0; bit < 8 * blob.size(); bit++) {
        flip(blob, bit);
        ASSERT_LT(Opened(blob, check_crc).error, 0) << "bit " << bit;
        flip(blob, bit);
    }
}

TEST(HostileBlob, EveryFlippedBitWithTheCrcMadeRight) {
    Bytes blob = write_blob(tiny_network());
    int accepted = 0;
    for (size_t bit = 0; bit < 8 * blob.size(); bit++) {
        SCOPED_TRACE("bit " + std::to_string(bit));
        flip(blob, bit);
        accepted += mend_and_run(blob);
        flip(blob, bit);
    }
    EXPECT_GT(accepted, 1000); // weights and biases, at least
}

// Everything but the weights of a network that has pools, pads and several groups.
TEST(HostileBlob, EveryFlippedBitOfTheTablesOfAVariedNetwork) {
    Bytes blob = write_blob(varied_network());
    size_t weights = get32(blob, 96), weights_end = weights + get32(blob, 100);
    for (size_t bit = 0; bit < 8 * blob.size(); bit++) {
        if (bit / 8 >= weights && bit / 8 < weights_end)
            continue;
        SCOPED_TRACE("bit " + std::to_string(bit));
        flip(blob, bit);
        trust_and_run(blob);
        flip(blob, bit);
    }
}

// Calls `visit` with the blob changed in one field, for each value that a liar might choose.
void lie(const Bytes &blob, size_t at, size_t width, const std::function<void(const Bytes &)> &visit) {
    uint32_t all = width == 1 ? 0xFFu : width == 2 ? 0xFFFFu : 0xFFFFFFFFu;
    uint32_t now = width == 1 ? blob[at] : width == 2 ? get16(blob, at) : get32(blob, at);
    const uint32_t values[] = {0,        1,       2,           3,          15,        16,
                               17,       127,     128,         255,        all,       all - 1,
                               all - 15, all / 2, all / 2 + 1, now + 1,    now - 1,   now + 16,
                               now - 16, now * 2, now / 2,     0x7FFFFFF0, 0x01000000};
    for (uint32_t value : values) {
        Bytes changed = blob;
        if (width == 1)
            changed[at] = static_cast<uint8_t>(value);
        else if (width == 2)
            put16(changed, at, value & 0xFFFF);
        else
            put32(changed, at, value);
        visit(changed);
    }
}

TEST(HostileBlob, LyingFields) {
    for (const Network &network : {tiny_network(), varied_network(), bypass_network()}) {
        Bytes blob = write_blob(network);
        size_t records = get32(blob, 80), records_end = records + get32(blob, 84);
        for (size_t width : {1, 2, 4})
            for (size_t at = 0; at < records_end; at += width) {
                if (at >= 144 && at < records)
                    continue;
                SCOPED_TRACE("offset " + std::to_string(at) + ", width " + std::to_string(width));
                lie(blob, at, width, [](const Bytes &changed) { trust_and_run(changed); });
            }
    }
}

// Two lies at once, which may agree with each other.
TEST(HostileBlob, PairsOfLies) {
    Bytes blob = write_blob(varied_network());
    size_t records = get32(blob, 80), records_end = records + get32(blob, 84);
    Random random(1);
    for (int i = 0; i < 20000; i++) {
        SCOPED_TRACE("pair " + std::to_string(i));
        Bytes changed = blob;
        for (int j = 0; j < 2; j++) {
            size_t at =
                random.one_in(6) ? 16 + random.below(112) : records + random.below(records_end - records);
            changed[at] =
                random.one_in(2) ? random.byte() : static_cast<uint8_t>(changed[at] + random.between(-2, 2));
        }
        trust_and_run(changed);
    }
}

// Records of 16-aligned offsets that are not whole groups put any byte of a bias where the shift is read.
TEST(HostileBlob, ParamsOffsetsBetweenRecords) {
    Network network = varied_network();
    for (Stage &s : network.stages)
        for (Conv *c : {&s.a, &s.b, &s.c})
            for (int32_t &bias : c->bias)
                bias = -1; // every byte of them is 0xFF
    Bytes blob = write_blob(network);
    size_t records = get32(blob, 80);
    for (size_t k = 0; k < network.stages.size(); k++)
        for (size_t conv = 0; conv < 3; conv++)
            for (uint32_t offset : {16u, 32u, 64u}) {
                if (k == 0 && conv == 1)
                    continue;
                Bytes changed = blob;
                put32(changed, records + 128 * k + 32 + 32 * conv + 16, offset);
                fix_crc(changed);
                Opened opened(changed, check_crc);
                EXPECT_EQ(SQNET_E_PARAMS, opened.error) << "stage " << k << " convolution " << conv;
                if (opened.error == 0)
                    exercise(opened.model);
            }
}

// Weights and biases of any value: not safe, but the memory is (SPEC 1.3).
TEST(HostileBlob, UnsafeWeightsRunInTheirMemory) {
    Bytes blob = write_blob(varied_network());
    size_t params = get32(blob, 88), weights = get32(blob, 96), weights_bytes = get32(blob, 100);
    Random random(5);
    for (int kind = 0; kind < 20; kind++) {
        Bytes changed = blob;
        for (size_t i = 0; i < weights_bytes; i++)
            changed[weights + i] = kind == 0 ? 0x80 : kind == 1 ? 0x7F : random.byte();
        for (size_t at = params; at < params + get32(blob, 92); at += 48)
            for (size_t i = 0; i < 40; i++)
                changed[at + i] = kind == 0 ? 0xFF : random.byte();
        fix_crc(changed);
        ASSERT_EQ(SQNET_E_UNSAFE, Opened(changed).error);
        ASSERT_TRUE(mend_and_run(changed));
    }
}

TEST(HostileBlob, Noise) {
    Random random(3);
    for (int i = 0; i < 3000; i++) {
        Bytes noise(random.below(600));
        for (uint8_t &byte : noise)
            byte = random.byte();
        if (noise.size() >= 8 && random.one_in(2)) {
            std::memcpy(noise.data(), "SQNT\1\0\x90\0", 8);
            if (noise.size() >= 144 && random.one_in(2))
                put32(noise, 8, static_cast<uint32_t>(noise.size() / 16 * 16));
        }
        ASSERT_LT(Opened(noise).error, 0);
        ASSERT_LT(Opened(noise, 0).error, 0);
    }
}

} // namespace
} // namespace sqnet_test
