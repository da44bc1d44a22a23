// The stand-in encoder calls back as the real one does: some bytes of headers, pieces of 512, and at the end
// once without data. It cannot be stopped by what the callback returns.
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "fake_encoder.h"
#include "img_converters.h"

namespace {

const size_t Header = 20, Piece = 512;

struct Encoder {
    std::mutex mutex;
    std::condition_variable changed;
    bool fails = false, holds = false, held = false;
    int images = 0;
};

Encoder *encoder;

void stand_still() {
    std::unique_lock<std::mutex> lock(encoder->mutex);
    encoder->images++;
    encoder->held = encoder->holds;
    encoder->changed.notify_all();
    encoder->changed.wait(lock, [] { return !encoder->holds; });
    encoder->held = false;
}

bool fails() {
    std::lock_guard<std::mutex> lock(encoder->mutex);
    return encoder->fails;
}

} // namespace

bool fmt2jpg_cb(uint8_t *src, size_t src_len, uint16_t width, uint16_t height, pixformat_t format,
                uint8_t quality, jpg_out_cb cb, void *arg) {
    EXPECT_EQ(static_cast<size_t>(width) * height * (format == PIXFORMAT_GRAYSCALE ? 1 : 2), src_len);
    EXPECT_TRUE(format == PIXFORMAT_GRAYSCALE || format == PIXFORMAT_RGB565);
    std::vector<uint8_t> header(Header, 0xFF);
    size_t index = cb(arg, 0, header.data(), 2);
    index += cb(arg, index, header.data() + 2, Header - 2);
    stand_still();
    if (fails())
        return false;
    std::vector<uint8_t> all =
        sqnet_test::FakeEncoder::jpeg(std::vector<uint8_t>(src, src + src_len), quality);
    for (size_t at = Header; at < all.size(); at += Piece)
        index += cb(arg, index, all.data() + at, std::min(Piece, all.size() - at));
    cb(arg, index, nullptr, 0);
    return true;
}

namespace sqnet_test {

FakeEncoder::FakeEncoder() {
    encoder = new Encoder;
}

FakeEncoder::~FakeEncoder() {
    delete encoder;
    encoder = nullptr;
}

void FakeEncoder::fail() {
    std::lock_guard<std::mutex> lock(encoder->mutex);
    encoder->fails = true;
}

void FakeEncoder::hold() {
    std::lock_guard<std::mutex> lock(encoder->mutex);
    encoder->holds = true;
}

void FakeEncoder::wait_until_held() {
    std::unique_lock<std::mutex> lock(encoder->mutex);
    encoder->changed.wait(lock, [] { return encoder->held; });
}

void FakeEncoder::let_pass() {
    std::lock_guard<std::mutex> lock(encoder->mutex);
    encoder->holds = false;
    encoder->changed.notify_all();
}

int FakeEncoder::images() const {
    std::lock_guard<std::mutex> lock(encoder->mutex);
    return encoder->images;
}

std::vector<uint8_t> FakeEncoder::jpeg(const std::vector<uint8_t> &pixels, int quality) {
    std::vector<uint8_t> bytes(Header, 0xFF);
    for (size_t i = 0; i < pixels.size() * static_cast<size_t>(quality) / 400; i++)
        bytes.push_back(static_cast<uint8_t>(pixels[i * 7 % pixels.size()] ^ quality));
    return bytes;
}

} // namespace sqnet_test
