// Views and brightness across the border to managed code, from images and from frames of the camera.
#include <cstring>

#include "component.h"
#include "fake_camera.h"

namespace sqnet_test {
namespace {

const int Side = 96;

// An image that is turned clockwise by a quarter.
std::vector<uint8_t> quarter(const std::vector<uint8_t> &pixels, size_t width, size_t height, size_t bytes) {
    std::vector<uint8_t> result(pixels.size());
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++)
            std::memcpy(&result[(x * height + height - 1 - y) * bytes], &pixels[(y * width + x) * bytes],
                        bytes);
    return result;
}

class Views : public ComponentTest {
  protected:
    void TearDown() override {
        clr.soft_reboot();
        EXPECT_FALSE(driver.running());
        ComponentTest::TearDown();
    }

    int32_t set_view(int32_t handle, int32_t rotate, int32_t x, int32_t y, int32_t size) {
        return call(Engine::SetView___STATIC__I4__I4__I4__I4__I4__I4,
                    {argument(handle), argument(rotate), argument(x), argument(y), argument(size)});
    }
    int32_t read_luma(int32_t handle, ManagedArray<uint8_t> &luma) {
        return call(Engine::ReadLuma___STATIC__I4__I4__SZARRAY_U1, {argument(handle), argument(luma)});
    }
    int32_t begin(int32_t handle, const std::vector<uint8_t> &pixels, int32_t width, int32_t height,
                  int32_t format) {
        ManagedArray<uint8_t> copy(pixels);
        int32_t stride = static_cast<int32_t>(pixels.size()) / height;
        return call(Engine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4,
                    {argument(handle), argument(copy), argument(width), argument(height), argument(stride),
                     argument(format)});
    }
    std::vector<int32_t> run(int32_t handle) {
        for (int i = 0; i < stages; i++)
            EXPECT_EQ(0, run_stage(handle, i));
        return scores(handle);
    }
    int32_t grab(std::vector<uint8_t> *bytes) {
        Call &call_ = clr.call(Camera::Grab___STATIC__I4__I4, {argument(1000)});
        clr.finish(call_);
        ManagedArray<uint8_t> all(Side * Side * 2);
        EXPECT_EQ(Side * Side * 2, call(Camera::ReadFrame___STATIC__I4__I4__I4__SZARRAY_U1,
                                        {argument(call_.result()), argument(0), argument(all)}));
        *bytes = all.values();
        return call_.result();
    }
    void open_camera() {
        ManagedArray<int32_t> pins(
            std::vector<int32_t>{-1, -1, 15, 4, 5, 11, 9, 8, 10, 12, 18, 17, 16, 6, 7, 13});
        ManagedArray<int32_t> wishes(std::vector<int32_t>{Side, Side, SQNET_RGB565_BE, 2, 20000000, 0, 0, 0});
        ManagedArray<int32_t> detail(1, 0);
        Call &opening = clr.call(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
                                 {argument(pins), argument(wishes), argument(detail)});
        clr.finish(opening);
        ASSERT_EQ(0, opening.result());
    }

    FakeCamera driver;
};

TEST_F(Views, RunsSeeTheViewThatWasSetBefore) {
    int32_t handle = load_and_open(blob);
    std::vector<uint8_t> pixels = image_of(3);
    std::vector<uint8_t> once = quarter(pixels, ImageWidth, ImageHeight, 3);
    std::vector<uint8_t> twice = quarter(once, ImageHeight, ImageWidth, 3);
    EXPECT_EQ(0, set_view(handle, 90, 0, 0, 0));
    EXPECT_EQ(0, begin_image(handle, 3));
    EXPECT_EQ(0, set_view(handle, 180, 0, 0, 0)) << "of the next one";
    EXPECT_EQ(image_scores(blob, once, ImageHeight, ImageWidth, 3 * ImageHeight, SQNET_RGB888), run(handle));
    EXPECT_EQ(0, begin_image(handle, 3));
    EXPECT_EQ(image_scores(blob, twice, ImageWidth, ImageHeight, 3 * ImageWidth, SQNET_RGB888), run(handle));
    EXPECT_EQ(0, set_view(handle, 0, 0, 0, 0));
    EXPECT_EQ(0, begin_image(handle, 3));
    EXPECT_EQ(image_scores(blob, 3), run(handle));
}

TEST_F(Views, ImpossibleOnesChangeNothing) {
    int32_t handle = load_and_open(blob);
    EXPECT_EQ(0, set_view(handle, 0, 0, 0, 0));
    const int32_t wrong[][4] = {{45, 0, 0, 0},   {-90, 0, 0, 0},       {INT32_MIN, 0, 0, 0}, {0, -1, 0, 1},
                                {0, 0, -1, 1},   {0, 0, 0, -1},        {0, 0, 0, 1001},      {0, 501, 0, 500},
                                {0, 0, 1001, 1}, {0, INT32_MAX, 0, 1}, {0, 0, 0, INT32_MIN}};
    for (const int32_t *w : wrong)
        EXPECT_EQ(SQNET_E_ARGUMENT, set_view(handle, w[0], w[1], w[2], w[3]))
            << w[0] << " " << w[1] << " " << w[2] << " " << w[3];
    EXPECT_EQ(0, begin_image(handle, 4));
    EXPECT_EQ(image_scores(blob, 4), run(handle));
}

TEST_F(Views, LumaTakesThePlaceOfTheRun) {
    int32_t handle = load_and_open(blob);
    ManagedArray<uint8_t> luma(SQNET_LUMA_BYTES), less(SQNET_LUMA_BYTES - 1), more(SQNET_LUMA_BYTES + 1);
    EXPECT_EQ(SQNET_E_ARGUMENT, read_luma(handle, luma)) << "nothing has begun";
    std::vector<uint8_t> pixels(8 * 8 * 3);
    for (size_t i = 0; i < pixels.size(); i += 3)
        pixels[i] = 255;
    EXPECT_EQ(0, begin(handle, pixels, 8, 8, SQNET_RGB888));
    EXPECT_EQ(SQNET_E_ARGUMENT, read_luma(handle, less));
    EXPECT_EQ(SQNET_E_ARGUMENT, read_luma(handle, more));
    EXPECT_EQ(0, read_luma(handle, luma));
    EXPECT_EQ(std::vector<uint8_t>(SQNET_LUMA_BYTES, 77), luma.values());
    EXPECT_EQ(SQNET_E_ARGUMENT, read_luma(handle, luma)) << "the run is over";
    EXPECT_EQ(SQNET_E_ARGUMENT, run_stage(handle, 0));
    EXPECT_EQ(0, begin_image(handle, 1));
    EXPECT_EQ(0, run_stage(handle, 0));
    EXPECT_EQ(SQNET_E_ARGUMENT, read_luma(handle, luma)) << "stage 0 is done";
}

TEST_F(Views, FramesOfTheCameraAreSeenAsImagesAre) {
    open_camera();
    int32_t handle = load_and_open(blob);
    for (int32_t rotate : {0, 90, 180, 270}) {
        std::vector<uint8_t> bytes;
        int32_t frame = grab(&bytes);
        ManagedArray<uint8_t> expected(SQNET_LUMA_BYTES), luma(SQNET_LUMA_BYTES);
        EXPECT_EQ(0, set_view(handle, rotate, 100, 200, 650));
        EXPECT_EQ(0, begin(handle, bytes, Side, Side, SQNET_RGB565_BE));
        EXPECT_EQ(0, read_luma(handle, expected));
        EXPECT_EQ(0, call(Engine::BeginCamera___STATIC__I4__I4__I4, {argument(handle), argument(frame)}));
        EXPECT_EQ(0, read_luma(handle, luma));
        EXPECT_EQ(expected.values(), luma.values()) << rotate;
        EXPECT_EQ(0, begin(handle, bytes, Side, Side, SQNET_RGB565_BE));
        std::vector<int32_t> plain = run(handle);
        EXPECT_EQ(0, call(Engine::BeginCamera___STATIC__I4__I4__I4, {argument(handle), argument(frame)}));
        EXPECT_EQ(plain, run(handle)) << rotate;
        EXPECT_EQ(0, call(Camera::Return___STATIC__I4__I4, {argument(frame)}));
        EXPECT_EQ(0, driver.lent());
    }
}

TEST_F(Views, LumaLetsGoOfTheFrame) {
    open_camera();
    int32_t handle = load_and_open(blob);
    std::vector<uint8_t> bytes;
    int32_t frame = grab(&bytes);
    ManagedArray<uint8_t> luma(SQNET_LUMA_BYTES), less(1);
    EXPECT_EQ(0, call(Engine::BeginCamera___STATIC__I4__I4__I4, {argument(handle), argument(frame)}));
    EXPECT_EQ(0, call(Camera::Return___STATIC__I4__I4, {argument(frame)}));
    EXPECT_EQ(SQNET_E_ARGUMENT, read_luma(handle, less));
    EXPECT_EQ(1, driver.lent()) << "until it has been read";
    EXPECT_EQ(0, read_luma(handle, luma));
    EXPECT_EQ(0, driver.lent());
    EXPECT_EQ(SQNET_E_CLOSED,
              call(Engine::BeginCamera___STATIC__I4__I4__I4, {argument(handle), argument(frame)}));
}

} // namespace
} // namespace sqnet_test
