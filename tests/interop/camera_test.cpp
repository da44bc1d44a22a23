// The camera against a driver with scripted faults: starts that fail or only seem to succeed, frames that
// never come, come late or are not what was asked for, and models that read frames in place.
#include <unistd.h>

#include "component.h"
#include "fake_camera.h"
#include "gates.h"

namespace sqnet_test {
namespace {

const int Side = 96;
const std::vector<int32_t> Pins = {-1, -1, 15, 4, 5, 11, 9, 8, 10, 12, 18, 17, 16, 6, 7, 13};

class CameraTest : public ComponentTest {
  protected:
    CameraTest() : options({Side, Side, SQNET_RGB565_BE, 2, 20000000, 0, 0, 0}), detail(1, 55) {
    }

    void TearDown() override {
        clr.soft_reboot();
        EXPECT_FALSE(driver.running());
        ComponentTest::TearDown();
    }

    Call &start_open() {
        pins = std::make_unique<ManagedArray<int32_t>>(Pins);
        wishes = std::make_unique<ManagedArray<int32_t>>(options);
        return clr.call(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
                        {argument(*pins), argument(*wishes), argument(detail)});
    }
    int32_t open() {
        return finished(start_open());
    }
    Call &start_close() {
        return clr.call(Camera::Close___STATIC__I4, {});
    }
    int32_t close_camera() {
        return finished(start_close());
    }
    Call &start_grab(int32_t milliseconds = 1000) {
        return clr.call(Camera::Grab___STATIC__I4__I4, {argument(milliseconds)});
    }
    int32_t grab() {
        return finished(start_grab());
    }
    int32_t give_back(int32_t frame) {
        return call(Camera::Return___STATIC__I4__I4, {argument(frame)});
    }
    int32_t describe(int32_t frame, ManagedArray<int32_t> &facts) {
        return call(Camera::Describe___STATIC__I4__I4__SZARRAY_I4, {argument(frame), argument(facts)});
    }
    int32_t read(int32_t frame, int32_t offset, ManagedArray<uint8_t> &bytes) {
        return call(Camera::ReadFrame___STATIC__I4__I4__I4__SZARRAY_U1,
                    {argument(frame), argument(offset), argument(bytes)});
    }
    int32_t orient(bool mirror, bool flip) {
        return call(Camera::Orient___STATIC__I4__BOOLEAN__BOOLEAN, {argument(mirror), argument(flip)});
    }
    int32_t begin_camera(int32_t handle, int32_t frame) {
        return call(Engine::BeginCamera___STATIC__I4__I4__I4, {argument(handle), argument(frame)});
    }

    int32_t finished(Call &waiting) {
        clr.finish(waiting);
        return waiting.result();
    }
    std::vector<uint8_t> frame_bytes(int number, int bytes_per_pixel = 2) {
        std::vector<uint8_t> bytes(static_cast<size_t>(Side * Side * bytes_per_pixel));
        for (size_t i = 0; i < bytes.size(); i++)
            bytes[i] = FakeCamera::pixel(number, i);
        return bytes;
    }

    FakeCamera driver;
    std::vector<int32_t> options;
    ManagedArray<int32_t> detail;
    std::unique_ptr<ManagedArray<int32_t>> pins, wishes;
};

TEST_F(CameraTest, StartsAsAskedAndProvesAFrame) {
    EXPECT_EQ(1, call(Camera::IsAvailable___STATIC__BOOLEAN, {}));
    options[5] = 1;
    clr.on_wait = [&] { detail.move(); };
    ASSERT_EQ(0, open());
    EXPECT_EQ(0, detail.at(0));
    EXPECT_EQ(1, driver.taken()) << "one to prove it";
    EXPECT_EQ(0, driver.lent());
    EXPECT_TRUE(driver.mirrored());
    EXPECT_FALSE(driver.flipped());
    camera_config_t config = driver.config();
    EXPECT_EQ(-1, config.pin_pwdn);
    EXPECT_EQ(-1, config.pin_reset);
    EXPECT_EQ(15, config.pin_xclk);
    EXPECT_EQ(4, config.pin_sccb_sda);
    EXPECT_EQ(5, config.pin_sccb_scl);
    EXPECT_EQ(11, config.pin_d0);
    EXPECT_EQ(9, config.pin_d1);
    EXPECT_EQ(8, config.pin_d2);
    EXPECT_EQ(10, config.pin_d3);
    EXPECT_EQ(12, config.pin_d4);
    EXPECT_EQ(18, config.pin_d5);
    EXPECT_EQ(17, config.pin_d6);
    EXPECT_EQ(16, config.pin_d7);
    EXPECT_EQ(6, config.pin_vsync);
    EXPECT_EQ(7, config.pin_href);
    EXPECT_EQ(13, config.pin_pclk);
    EXPECT_EQ(20000000, config.xclk_freq_hz);
    EXPECT_EQ(PIXFORMAT_RGB565, config.pixel_format);
    EXPECT_EQ(FRAMESIZE_96X96, config.frame_size);
    EXPECT_EQ(2u, config.fb_count);
    EXPECT_EQ(CAMERA_FB_IN_PSRAM, config.fb_location);
    EXPECT_EQ(CAMERA_GRAB_LATEST, config.grab_mode);
    EXPECT_GE(allocated(), 2 * Side * Side * 2);
    EXPECT_EQ(SQNET_E_BUSY, start_open().result()) << "there is one camera";
    EXPECT_EQ(0, close_camera());
    EXPECT_EQ(SQNET_E_CLOSED, start_close().result());
    EXPECT_EQ(0, allocated());
}

TEST_F(CameraTest, RefusesWhatCannotBe) {
    auto refused = [&](size_t index, int32_t value) {
        int32_t before = options[index];
        options[index] = value;
        int32_t error = start_open().result();
        options[index] = before;
        return error;
    };
    EXPECT_EQ(SQNET_E_IMAGE, refused(0, 97));
    EXPECT_EQ(SQNET_E_IMAGE, refused(0, -96));
    EXPECT_EQ(SQNET_E_IMAGE, refused(1, 128));
    for (int32_t format : {0, 1, -1, 4, INT32_MAX})
        EXPECT_EQ(SQNET_E_UNSUPPORTED, refused(2, format));
    for (int32_t buffers : {0, 4, -1, INT32_MAX})
        EXPECT_EQ(SQNET_E_ARGUMENT, refused(3, buffers));
    for (int32_t clock : {0, -1, 999999, 40000001})
        EXPECT_EQ(SQNET_E_ARGUMENT, refused(4, clock));
    ManagedArray<int32_t> short_pins(15), short_options(7), no_detail(0), some_pins(Pins),
        some_options(options);
    auto open_with = [&](ManagedArray<int32_t> &p, ManagedArray<int32_t> &o, ManagedArray<int32_t> &d) {
        return call(Camera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4,
                    {argument(p), argument(o), argument(d)});
    };
    EXPECT_EQ(SQNET_E_ARGUMENT, open_with(short_pins, some_options, detail));
    EXPECT_EQ(SQNET_E_ARGUMENT, open_with(some_pins, short_options, detail));
    EXPECT_EQ(SQNET_E_ARGUMENT, open_with(some_pins, some_options, no_detail));
    for (size_t pin = 0; pin < Pins.size(); pin++) {
        for (int32_t wrong : {-2, 49, INT32_MAX}) {
            ManagedArray<int32_t> other(Pins);
            other.at(pin) = wrong;
            EXPECT_EQ(SQNET_E_ARGUMENT, open_with(other, some_options, detail));
        }
    }
    ManagedArray<int32_t> unwired(Pins);
    unwired.at(3) = -1;
    EXPECT_EQ(SQNET_E_ARGUMENT, open_with(unwired, some_options, detail));
    EXPECT_EQ(0, driver.starts());
    EXPECT_EQ(0, open());
}

TEST_F(CameraTest, ReportsTheDriversError) {
    driver.fail_init(ESP_ERR_CAMERA_NOT_DETECTED);
    EXPECT_EQ(SQNET_E_CAMERA, open());
    EXPECT_EQ(ESP_ERR_CAMERA_NOT_DETECTED, detail.at(0));
    EXPECT_EQ(0, allocated());
    driver.fail_init(ESP_ERR_NO_MEM);
    EXPECT_EQ(SQNET_E_MEMORY, open());
    EXPECT_EQ(ESP_ERR_NO_MEM, detail.at(0));
    driver.fail_init(ESP_FAIL);
    EXPECT_EQ(SQNET_E_CAMERA, open());
    EXPECT_EQ(ESP_FAIL, detail.at(0));
    driver.fail_init(ESP_OK);
    EXPECT_EQ(0, open());
    EXPECT_EQ(0, detail.at(0));
}

// "init returned OK but no buffer".
TEST_F(CameraTest, SuccessThatIsNone) {
    const std::vector<std::pair<Fault, int32_t>> faults = {
        {Fault::NoFrame, SQNET_E_NO_FRAME}, {Fault::NoBuffer, SQNET_E_MEMORY},
        {Fault::Empty, SQNET_E_MEMORY},     {Fault::Short, SQNET_E_NO_FRAME},
        {Fault::OtherSize, SQNET_E_IMAGE},  {Fault::OtherFormat, SQNET_E_IMAGE},
    };
    for (const auto &[fault, error] : faults) {
        driver.always(fault);
        EXPECT_EQ(error, open());
        EXPECT_EQ(0, detail.at(0)) << "the driver saw nothing wrong";
        EXPECT_FALSE(driver.running());
        EXPECT_EQ(0, allocated());
        EXPECT_EQ(SQNET_E_CLOSED, start_grab().result());
    }
    driver.always(Fault::None);
    driver.script({Fault::Short, Fault::Empty});
    EXPECT_EQ(0, open()) << "the first frames of a sensor may be damaged";
}

TEST_F(CameraTest, OrientationThatTheSensorCannotDo) {
    driver.refuse_to_flip();
    options[6] = 1;
    EXPECT_EQ(SQNET_E_UNSUPPORTED, open());
    EXPECT_FALSE(driver.running());
    options[6] = 0;
    EXPECT_EQ(0, open()) << "it need not";
    EXPECT_EQ(SQNET_E_UNSUPPORTED, orient(true, false));
    EXPECT_EQ(0, orient(false, false));
}

TEST_F(CameraTest, FramesAreReadInPlace) {
    ManagedArray<int32_t> facts(5), short_facts(4);
    ManagedArray<uint8_t> all(Side * Side * 2 + 5, 0xEE), none(0);
    EXPECT_EQ(SQNET_E_CLOSED, orient(false, false));
    ASSERT_EQ(0, open());
    int32_t frame = grab();
    ASSERT_GT(frame, 0);
    EXPECT_EQ(1, driver.lent());
    EXPECT_EQ(SQNET_E_ARGUMENT, describe(frame, short_facts));
    EXPECT_EQ(0, describe(frame, facts));
    EXPECT_EQ(Side, facts.at(0));
    EXPECT_EQ(Side, facts.at(1));
    EXPECT_EQ(Side * Side * 2, facts.at(2));
    EXPECT_EQ(SQNET_RGB565_BE, facts.at(3));
    EXPECT_EQ(Side * Side * 2, read(frame, 0, all));
    std::vector<uint8_t> expected = frame_bytes(1);
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), &all.at(0)));
    EXPECT_EQ(0xEE, all.at(Side * Side * 2));
    EXPECT_EQ(3, read(frame, Side * Side * 2 - 3, all));
    EXPECT_TRUE(std::equal(expected.end() - 3, expected.end(), &all.at(0)));
    EXPECT_EQ(0, read(frame, Side * Side * 2, all));
    EXPECT_EQ(0, read(frame, INT32_MAX, all));
    EXPECT_EQ(0, read(frame, 0, none));
    EXPECT_EQ(SQNET_E_ARGUMENT, read(frame, -1, all));
    EXPECT_EQ(0, give_back(frame));
    EXPECT_EQ(0, driver.lent());
    EXPECT_EQ(SQNET_E_CLOSED, give_back(frame)) << "once only";
    EXPECT_EQ(SQNET_E_CLOSED, describe(frame, facts));
    EXPECT_EQ(SQNET_E_CLOSED, read(frame, 0, all));
    int32_t next = grab();
    EXPECT_NE(frame, next);
    EXPECT_EQ(SQNET_E_CLOSED, describe(frame, facts)) << "an old handle is not the new frame";
    for (int32_t wrong : {0, -1, 4, 255, INT32_MAX, INT32_MIN, next ^ 256})
        EXPECT_EQ(SQNET_E_CLOSED, give_back(wrong));
    EXPECT_EQ(0, orient(true, true));
    EXPECT_TRUE(driver.mirrored());
    EXPECT_TRUE(driver.flipped());
}

TEST_F(CameraTest, NoMoreFramesThanBuffers) {
    for (int32_t buffers = 1; buffers <= 3; buffers++) {
        options[3] = buffers;
        ASSERT_EQ(0, open());
        std::vector<int32_t> frames;
        for (int i = 0; i < buffers; i++)
            frames.push_back(grab());
        EXPECT_EQ(SQNET_E_BUSY, start_grab().result());
        EXPECT_EQ(0, give_back(frames[0]));
        frames[0] = grab();
        EXPECT_GT(frames[0], 0);
        EXPECT_EQ(0, close_camera());
        for (int32_t frame : frames)
            EXPECT_EQ(SQNET_E_CLOSED, give_back(frame)) << "closing has taken them back";
    }
}

TEST_F(CameraTest, DamagedAndStaleFramesAreNotHandedOut) {
    ASSERT_EQ(0, open());
    driver.script({Fault::Short, Fault::OtherFormat, Fault::Stale});
    int32_t frame = grab();
    ASSERT_GT(frame, 0);
    ManagedArray<uint8_t> first(1);
    EXPECT_EQ(1, read(frame, 0, first));
    EXPECT_EQ(FakeCamera::pixel(4, 0), first.at(0)) << "the fourth of these";
    EXPECT_EQ(0, give_back(frame));
    driver.always(Fault::Stale);
    frame = grab();
    EXPECT_GT(frame, 0) << "if there are no others, an old one is better than none";
    EXPECT_EQ(0, give_back(frame));
    driver.always(Fault::Empty);
    EXPECT_EQ(SQNET_E_NO_FRAME, grab());
    driver.always(Fault::NoFrame);
    EXPECT_EQ(SQNET_E_NO_FRAME, grab());
    driver.always(Fault::None);
    EXPECT_GT(grab(), 0);
}

TEST_F(CameraTest, LateFrameGoesBackToTheDriver) {
    ASSERT_EQ(0, open());
    driver.stick(60000);
    Call &late = start_grab(500);
    driver.wait_for_taker();
    clr.advance(499);
    EXPECT_TRUE(late.waiting());
    EXPECT_EQ(SQNET_E_BUSY, start_grab(500).result()) << "one waits already";
    clr.advance(1);
    EXPECT_EQ(SQNET_E_NO_FRAME, late.result());
    Call &next = start_grab(500);
    EXPECT_TRUE(next.waiting());
    driver.unstick();
    int32_t frame = finished(next);
    ASSERT_GT(frame, 0);
    EXPECT_EQ(1, driver.lent()) << "the late one has gone back";
    EXPECT_EQ(3, driver.taken()) << "the proof, the late one and this";
    EXPECT_EQ(0, give_back(frame));
}

TEST_F(CameraTest, SlowFrameIsNotForgottenForStages) {
    ASSERT_EQ(0, open());
    int32_t handle = load_and_open(blob);
    driver.stick(60000);
    Call &slow = start_grab(60000);
    driver.wait_for_taker();
    for (int i = 0; i < 100; i++) {
        EXPECT_EQ(0, begin_image(handle, 1));
        EXPECT_EQ(0, finished(start_stage(handle, 0)));
    }
    EXPECT_TRUE(slow.waiting());
    driver.unstick();
    EXPECT_GT(finished(slow), 0);
}

TEST_F(CameraTest, NoTimeToWait) {
    ASSERT_EQ(0, open());
    driver.stick(60000);
    EXPECT_EQ(SQNET_E_NO_FRAME, start_grab(0).result());
    EXPECT_EQ(SQNET_E_ARGUMENT, start_grab(-2).result());
    driver.unstick();
    int32_t frame = grab();
    ASSERT_GT(frame, 0);
    EXPECT_EQ(0, close_camera());
}

TEST_F(CameraTest, AbortedGrabLosesNothing) {
    ASSERT_EQ(0, open());
    driver.stick(60000);
    Call &before = start_grab();
    driver.wait_for_taker();
    clr.abort(before);
    driver.unstick();
    int32_t frame = grab();
    EXPECT_GT(frame, 0);
    EXPECT_EQ(1, driver.lent());
    EXPECT_EQ(0, give_back(frame));

    // The frame is there, but the thread is aborted before it sees it.
    driver.stick(60000); // else a quick worker has it before the thread first waits
    Call &after = start_grab();
    driver.wait_for_taker();
    driver.unstick();
    while (driver.lent() == 0) {
    }
    int32_t next = SQNET_E_BUSY;
    while (next == SQNET_E_BUSY) // until it has been delivered
        next = start_grab(0).result();
    if (next > 0) {
        EXPECT_EQ(0, give_back(next));
    }
    clr.abort(after);
    while (driver.lent() != 0) {
    }
    for (int i = 0; i < 5; i++) {
        frame = grab();
        ASSERT_GT(frame, 0);
        EXPECT_EQ(0, give_back(frame));
    }
}

TEST_F(CameraTest, CloseWhileAFrameIsWaitedFor) {
    ASSERT_EQ(0, open());
    driver.stick(100);
    Call &waiting = start_grab(60000);
    driver.wait_for_taker();
    Call &closing = start_close();
    EXPECT_TRUE(closing.waiting()) << "other threads go on until the driver has given up";
    Call &second = start_close();
    EXPECT_EQ(SQNET_E_BUSY, start_open().result());
    EXPECT_EQ(SQNET_E_CLOSED, start_grab().result());
    EXPECT_EQ(SQNET_E_CLOSED, orient(true, true));
    clr.finish(waiting);
    EXPECT_EQ(SQNET_E_CLOSED, waiting.result());
    EXPECT_EQ(0, finished(closing));
    EXPECT_EQ(0, finished(second));
    driver.unstick();
    EXPECT_EQ(0, open());
    EXPECT_GT(grab(), 0);
}

TEST_F(CameraTest, RestartAfterFramesStopped) {
    ASSERT_EQ(0, open());
    driver.stick(50);
    for (int i = 0; i < 3; i++) {
        Call &missed = start_grab(10);
        driver.wait_for_taker();
        clr.advance(10);
        EXPECT_EQ(SQNET_E_NO_FRAME, missed.result());
    }
    EXPECT_EQ(0, close_camera());
    driver.unstick();
    EXPECT_EQ(0, open());
    EXPECT_GT(grab(), 0);
    EXPECT_EQ(2, driver.starts());
}

TEST_F(CameraTest, CloseWhileItStarts) {
    driver.stick(100);
    Call &opening = start_open();
    driver.wait_for_taker();
    EXPECT_EQ(SQNET_E_BUSY, start_grab().result());
    Call &closing = start_close();
    driver.unstick();
    EXPECT_EQ(0, finished(closing));
    EXPECT_EQ(SQNET_E_CLOSED, finished(opening));
    EXPECT_FALSE(driver.running());
}

TEST_F(CameraTest, AbortedOpenCanBeClosed) {
    driver.stick(60000);
    Call &opening = start_open();
    driver.wait_for_taker();
    clr.abort(opening);
    driver.unstick();
    EXPECT_EQ(0, close_camera());
    EXPECT_FALSE(driver.running());
}

TEST_F(CameraTest, BuffersWhereThereIsRoom) {
    const size_t bytes = Side * Side * 2;
    {
        Free both(2 * bytes, bytes);
        EXPECT_EQ(0, open());
        EXPECT_EQ(CAMERA_FB_IN_PSRAM, driver.config().fb_location);
        EXPECT_EQ(0, close_camera());
    }
    {
        Free internal(2 * bytes - 1, bytes);
        EXPECT_EQ(0, open());
        EXPECT_EQ(CAMERA_FB_IN_DRAM, driver.config().fb_location);
        EXPECT_EQ(0, close_camera());
    }
    Free none(2 * bytes - 1, bytes - 1);
    EXPECT_EQ(SQNET_E_MEMORY, start_open().result());
    EXPECT_EQ(2, driver.starts());
}

TEST_F(CameraTest, NoMemoryForTheWorker) {
    {
        Shortage shortage(0, 1);
        EXPECT_EQ(SQNET_E_MEMORY, start_open().result());
    }
    EXPECT_EQ(0, allocated());
    EXPECT_EQ(0, open());
}

TEST_F(CameraTest, ModelReadsTheFrameInPlace) {
    for (int32_t format : {SQNET_RGB565_BE, SQNET_GRAY8}) {
        options[2] = format;
        int pixel = format == SQNET_GRAY8 ? 1 : 2, before = driver.taken();
        ASSERT_EQ(0, open());
        int32_t handle = load_and_open(blob);
        int32_t frame = grab(), held = allocated();
        EXPECT_EQ(0, begin_camera(handle, frame));
        EXPECT_EQ(held, allocated()) << "no copy";
        for (int i = 0; i < stages; i++) {
            Call &stage = start_stage(handle, i);
            if (i == 0) {
                EXPECT_EQ(0, give_back(frame)) << "early, it is only noted";
            }
            EXPECT_EQ(0, finished(stage));
            EXPECT_EQ(0, driver.lent()) << "given back when stage 0 has ended";
        }
        EXPECT_EQ(image_scores(blob, frame_bytes(before + 1, pixel), Side, Side, Side * pixel, format),
                  scores(handle));
        close(handle);
        EXPECT_EQ(0, close_camera());
    }
}

TEST_F(CameraTest, ReturnedFrameStaysUntilItHasBeenRead) {
    ASSERT_EQ(0, open());
    int32_t handle = load_and_open(blob), other = load_and_open(blob);
    int32_t frame = grab();
    EXPECT_EQ(0, begin_camera(handle, frame));
    EXPECT_EQ(0, begin_camera(other, frame)) << "two models may read one frame";
    EXPECT_EQ(0, give_back(frame));
    EXPECT_EQ(SQNET_E_CLOSED, begin_camera(other, frame)) << "a frame that was returned";
    EXPECT_EQ(1, driver.lent());
    EXPECT_EQ(0, run_stage(handle, 0));
    EXPECT_EQ(1, driver.lent());
    EXPECT_EQ(0, run_stage(other, 0));
    EXPECT_EQ(0, driver.lent());
}

TEST_F(CameraTest, ModelThatBeginsAnewLetsGo) {
    ASSERT_EQ(0, open());
    int32_t handle = load_and_open(blob);
    const std::vector<std::function<int32_t()>> ways = {
        [&] { return begin_image(handle, 1); },
        [&] { return call(Engine::SelfTest___STATIC__I4__I4, {argument(handle)}); },
        [&] {
            close(handle);
            handle = load_and_open(blob);
            return 0;
        },
    };
    for (const std::function<int32_t()> &way : ways) {
        int32_t frame = grab();
        EXPECT_EQ(0, begin_camera(handle, frame));
        EXPECT_EQ(0, begin_camera(handle, frame)) << "once more the same";
        EXPECT_EQ(0, give_back(frame));
        EXPECT_EQ(1, driver.lent());
        EXPECT_EQ(0, way());
        EXPECT_EQ(0, driver.lent());
    }
}

TEST_F(CameraTest, CloseWaitsForTheModelThatReads) {
    ASSERT_EQ(0, open());
    int32_t handle = load_and_open(blob);
    int32_t frame = grab();
    EXPECT_EQ(0, begin_camera(handle, frame));
    Gate gate;
    Call &stage = start_stage(handle, 0);
    gate.wait_for(1);
    Call &closing = start_close();
    usleep(20000);
    clr.schedule(); // the stage still reads
    EXPECT_TRUE(closing.waiting());
    EXPECT_TRUE(driver.running());
    EXPECT_EQ(SQNET_E_CLOSED, give_back(frame));
    gate.let_pass();
    EXPECT_EQ(0, finished(stage));
    EXPECT_EQ(0, finished(closing));
    EXPECT_FALSE(driver.running());
}

TEST_F(CameraTest, ModelThatHasNotReadYetFindsTheCameraClosed) {
    ASSERT_EQ(0, open());
    int32_t handle = load_and_open(blob);
    int32_t frame = grab();
    EXPECT_EQ(0, begin_camera(handle, frame));
    EXPECT_EQ(0, close_camera()) << "nobody reads";
    EXPECT_EQ(SQNET_E_CLOSED, run_stage(handle, 0));
    EXPECT_EQ(SQNET_E_ARGUMENT, run_stage(handle, 0)) << "nothing has begun any more";
    EXPECT_EQ(0, open());
    EXPECT_EQ(SQNET_E_CLOSED, begin_camera(handle, frame));
    EXPECT_EQ(0, begin_image(handle, 1));
    EXPECT_EQ(0, run_stage(handle, 0));
}

TEST_F(CameraTest, StageOutOfOrderDoesNotLoseTheFrame) {
    ASSERT_EQ(0, open());
    int32_t handle = load_and_open(blob);
    int32_t frame = grab();
    EXPECT_EQ(0, begin_camera(handle, frame));
    EXPECT_EQ(SQNET_E_ARGUMENT, run_stage(handle, 1));
    EXPECT_EQ(0, run_stage(handle, 0));
    EXPECT_EQ(0, give_back(frame));
    EXPECT_EQ(0, driver.lent());
}

} // namespace
} // namespace sqnet_test
