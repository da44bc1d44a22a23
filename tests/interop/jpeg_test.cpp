// JPEGs of frames: made on the camera's worker while the frame stays, kept until they are read, and in
// nobody's way when the camera closes or the thread that asked is gone.
#include "component.h"
#include "fake_camera.h"
#include "fake_encoder.h"
#include "gates.h"
#include "sqnet_jpeg.h"

namespace sqnet_test {
namespace {

const int Side = 96;
const int Plenty = 1 << 20;

class JpegTest : public ComponentTest {
  protected:
    JpegTest()
        : pins({-1, -1, 15, 4, 5, 11, 9, 8, 10, 12, 18, 17, 16, 6, 7, 13}),
          options({Side, Side, SQNET_RGB565_BE, 2, 20000000, 0, 0, 0}), detail(1) {
    }

    void TearDown() override {
        clr.soft_reboot();
        EXPECT_FALSE(driver.running());
        ComponentTest::TearDown();
    }

    int32_t finished(Call &waiting) {
        clr.finish(waiting);
        return waiting.result();
    }
    void open(int32_t format = SQNET_RGB565_BE) {
        options.at(2) = format;
        ASSERT_EQ(0, finished(clr.call(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
                                       {argument(pins), argument(options), argument(detail)})));
    }
    Call &start_close() {
        return clr.call(Camera::Close___STATIC__I4, {});
    }
    int32_t grab() {
        return finished(clr.call(Camera::Grab___STATIC__I4__I4, {argument(1000)}));
    }
    int32_t give_back(int32_t frame) {
        return call(Camera::Return___STATIC__I4__I4, {argument(frame)});
    }
    Call &start_encode(int32_t frame, int32_t quality = 80, int32_t most = Plenty) {
        return clr.call(Camera::EncodeJpeg___STATIC__I4__I4__I4__I4,
                        {argument(frame), argument(quality), argument(most)});
    }
    int32_t encode(int32_t frame, int32_t quality = 80, int32_t most = Plenty) {
        return finished(start_encode(frame, quality, most));
    }
    int32_t read(int32_t offset, ManagedArray<uint8_t> &bytes) {
        return call(Camera::ReadJpeg___STATIC__I4__I4__SZARRAY_U1, {argument(offset), argument(bytes)});
    }
    void drop() {
        clr.finish(clr.call(Camera::DropJpeg___STATIC__VOID, {}));
    }
    // Of the frame that was delivered as number `number`.
    std::vector<uint8_t> expected(int number, int quality, int bytes_per_pixel = 2) {
        std::vector<uint8_t> pixels(static_cast<size_t>(Side * Side * bytes_per_pixel));
        for (size_t i = 0; i < pixels.size(); i++)
            pixels[i] = FakeCamera::pixel(number, i);
        return FakeEncoder::jpeg(pixels, quality);
    }

    FakeCamera driver;
    FakeEncoder encoder;
    ManagedArray<int32_t> pins, options, detail;
};

TEST_F(JpegTest, IsMadeOfTheFrameAndReadInPieces) {
    for (int32_t format : {SQNET_RGB565_BE, SQNET_GRAY8}) {
        int number = driver.taken() + 1;
        open(format);
        int32_t frame = grab(), held = allocated();
        std::vector<uint8_t> jpeg = expected(number, 80, format == SQNET_GRAY8 ? 1 : 2);
        int32_t bytes = static_cast<int32_t>(jpeg.size());
        ASSERT_EQ(bytes, encode(frame));
        EXPECT_EQ(held + Plenty, allocated()) << "the encoder cannot say beforehand how much it takes";
        ManagedArray<uint8_t> most(jpeg.size() - 10, 0xEE), rest(20, 0xEE), none(0);
        EXPECT_EQ(bytes - 10, read(0, most));
        EXPECT_EQ(10, read(bytes - 10, rest));
        EXPECT_TRUE(std::equal(jpeg.begin(), jpeg.end() - 10, &most.at(0)));
        EXPECT_TRUE(std::equal(jpeg.end() - 10, jpeg.end(), &rest.at(0)));
        EXPECT_EQ(0xEE, rest.at(10));
        EXPECT_EQ(0, read(bytes, rest));
        EXPECT_EQ(0, read(INT32_MAX, rest));
        EXPECT_EQ(0, read(0, none));
        EXPECT_EQ(SQNET_E_ARGUMENT, read(-1, rest));
        drop();
        EXPECT_EQ(held, allocated());
        EXPECT_EQ(SQNET_E_CLOSED, read(0, rest));
        drop();
        EXPECT_EQ(0, give_back(frame));
        EXPECT_EQ(0, driver.lent()) << "it holds the frame no longer than it takes";
        EXPECT_EQ(0, finished(start_close()));
    }
}

TEST_F(JpegTest, NoLongerThanAsked) {
    open();
    int32_t frame = grab(), held = allocated();
    int32_t bytes = static_cast<int32_t>(expected(1, 50).size());
    ManagedArray<uint8_t> some(4);
    EXPECT_EQ(0, encode(frame, 50, bytes - 1));
    EXPECT_EQ(held, allocated());
    EXPECT_EQ(SQNET_E_CLOSED, read(0, some));
    EXPECT_EQ(0, encode(frame, 50, 1));
    EXPECT_EQ(bytes, encode(frame, 50, bytes));
    EXPECT_EQ(held + bytes, allocated());
    EXPECT_EQ(0, encode(frame, 50, bytes - 1)) << "the one before is gone";
    EXPECT_EQ(held, allocated());
}

TEST_F(JpegTest, RefusesWhatCannotBe) {
    ManagedArray<uint8_t> some(4);
    EXPECT_EQ(SQNET_E_CLOSED, encode(257));
    EXPECT_EQ(SQNET_E_CLOSED, read(0, some));
    drop();
    open();
    int32_t frame = grab();
    for (int32_t quality : {0, -1, 101, INT32_MAX, INT32_MIN})
        EXPECT_EQ(SQNET_E_ARGUMENT, encode(frame, quality));
    for (int32_t most : {0, -1, INT32_MIN})
        EXPECT_EQ(SQNET_E_ARGUMENT, encode(frame, 80, most));
    for (int32_t other : {0, -1, frame ^ 256, INT32_MAX})
        EXPECT_EQ(SQNET_E_CLOSED, encode(other));
    EXPECT_EQ(0, give_back(frame));
    EXPECT_EQ(SQNET_E_CLOSED, encode(frame)) << "the camera has it back";
    EXPECT_EQ(0, encoder.images());
}

TEST_F(JpegTest, ShortMemory) {
    open();
    int32_t frame = grab(), held = allocated();
    {
        Shortage nothing(0, 100);
        EXPECT_EQ(SQNET_E_MEMORY, encode(frame));
    }
    {
        Free internal(SQNET_JPEG_INTERNAL_BYTES, Plenty);
        EXPECT_GT(encode(frame), 0) << "without PSRAM there is still a little";
        EXPECT_EQ(held + SQNET_JPEG_INTERNAL_BYTES, allocated());
        EXPECT_EQ(0, encode(frame, 100, 4));
    }
    encoder.fail();
    EXPECT_EQ(SQNET_E_MEMORY, encode(frame)) << "the encoder's own";
    EXPECT_EQ(held, allocated());
    EXPECT_EQ(0, give_back(frame));
    EXPECT_EQ(0, driver.lent());
}

TEST_F(JpegTest, OneAtATimeWhileTheFrameStays) {
    open();
    int32_t frame = grab(), other = grab();
    encoder.hold();
    Call &first = start_encode(frame);
    encoder.wait_until_held();
    EXPECT_EQ(SQNET_E_BUSY, start_encode(other).result());
    ManagedArray<uint8_t> some(4);
    EXPECT_EQ(SQNET_E_CLOSED, read(0, some));
    drop();
    EXPECT_EQ(0, give_back(frame)) << "early, it is only noted";
    EXPECT_EQ(0, give_back(other));
    EXPECT_EQ(1, driver.lent());
    encoder.let_pass();
    EXPECT_EQ(static_cast<int32_t>(expected(1, 80).size()), finished(first));
    EXPECT_EQ(0, driver.lent());
    EXPECT_EQ(4, read(0, some)) << "it outlives its frame";
    EXPECT_GT(grab(), 0);
}

TEST_F(JpegTest, NobodyWaitsAnyMore) {
    open();
    int32_t frame = grab(), held = allocated();
    encoder.hold();
    Call &aborted = start_encode(frame);
    encoder.wait_until_held();
    clr.abort(aborted);
    encoder.let_pass();
    int32_t bytes;
    while ((bytes = encode(frame)) == SQNET_E_BUSY) {
    }
    EXPECT_EQ(static_cast<int32_t>(expected(1, 80).size()), bytes);
    encoder.hold();
    clr.abort(start_encode(frame)); // perhaps before the worker has begun
    encoder.let_pass();
    while ((bytes = encode(frame)) == SQNET_E_BUSY) {
    }
    EXPECT_GT(bytes, 0);
    drop();
    EXPECT_EQ(held, allocated());
}

TEST_F(JpegTest, CloseWaitsForTheEncoder) {
    open();
    int32_t frame = grab();
    encoder.hold();
    Call &waiting = start_encode(frame);
    encoder.wait_until_held();
    Call &closing = start_close();
    EXPECT_EQ(SQNET_E_CLOSED, finished(waiting)) << "at once";
    EXPECT_TRUE(closing.waiting());
    EXPECT_EQ(SQNET_E_CLOSED, start_encode(frame).result());
    encoder.let_pass();
    EXPECT_EQ(0, finished(closing));
    EXPECT_FALSE(driver.running());
    EXPECT_EQ(0, allocated());
    open();
    EXPECT_GT(encode(grab()), 0);
    EXPECT_EQ(0, finished(start_close()));
    EXPECT_EQ(0, allocated()) << "closing drops what nobody has read";
}

TEST_F(JpegTest, CloseBeforeTheEncoderBegins) {
    for (int i = 0; i < 20; i++) {
        open();
        Call &waiting = start_encode(grab());
        Call &closing = start_close();
        int32_t result = finished(waiting);
        EXPECT_TRUE(result == SQNET_E_CLOSED || result > 0) << result;
        EXPECT_EQ(0, finished(closing));
        EXPECT_EQ(0, allocated());
    }
}

TEST_F(JpegTest, AModelAndTheEncoderShareAFrame) {
    open();
    int32_t handle = load_and_open(blob);
    int32_t frame = grab();
    EXPECT_EQ(0, call(Engine::BeginCamera___STATIC__I4__I4__I4, {argument(handle), argument(frame)}));
    EXPECT_GT(encode(frame), 0);
    for (int i = 0; i < stages; i++)
        EXPECT_EQ(0, finished(start_stage(handle, i)));
    EXPECT_GT(encode(frame), 0) << "still there after the run: exactly the frame that was classified";
    EXPECT_EQ(0, give_back(frame));
    EXPECT_EQ(0, driver.lent());
}

} // namespace
} // namespace sqnet_test
