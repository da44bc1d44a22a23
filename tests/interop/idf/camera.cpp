// The stand-in camera driver: buffers that are freed when it stops, so that the sanitizer sees who reads them
// later.
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <set>

#include "fake_camera.h"
#include "sqnet_port.h"

const resolution_info_t resolution[] = {
    {96, 96, ASPECT_RATIO_1X1},   {160, 120, ASPECT_RATIO_4X3}, {128, 128, ASPECT_RATIO_1X1},
    {176, 144, ASPECT_RATIO_5X4}, {240, 176, ASPECT_RATIO_4X3}, {240, 240, ASPECT_RATIO_1X1},
    {320, 240, ASPECT_RATIO_4X3},
};

namespace {

using sqnet_test::Fault;

struct Buffer {
    camera_fb_t frame = {};
    std::unique_ptr<uint8_t[]> bytes;
    bool lent = false;
};

struct Driver {
    std::mutex mutex;
    std::condition_variable changed;
    bool running = false, stuck = false, can_flip = true;
    int stuck_milliseconds = 0, takers = 0, starts = 0, taken = 0;
    esp_err_t init_error = ESP_OK;
    Fault usual = Fault::None;
    std::deque<Fault> faults;
    camera_config_t config = {};
    std::vector<std::unique_ptr<Buffer>> buffers;
    sensor_t sensor = {};
    int mirrored = -1, flipped = -1;
};

Driver *driver;

int set_mirror(sensor_t *sensor, int enable) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    EXPECT_EQ(&driver->sensor, sensor);
    driver->mirrored = enable;
    return driver->can_flip ? 0 : -1;
}

int set_flip(sensor_t *sensor, int enable) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    EXPECT_EQ(&driver->sensor, sensor);
    driver->flipped = enable;
    return driver->can_flip ? 0 : -1;
}

size_t frame_bytes() {
    const resolution_info_t &size = resolution[driver->config.frame_size];
    return static_cast<size_t>(size.width) * size.height *
           (driver->config.pixel_format == PIXFORMAT_GRAYSCALE ? 1 : 2);
}

void stamp(camera_fb_t &frame, uint32_t microseconds) {
    frame.timestamp.tv_sec = microseconds / 1000000;
    frame.timestamp.tv_usec = microseconds % 1000000;
}

void fill(Buffer &buffer, Fault fault) {
    const resolution_info_t &size = resolution[driver->config.frame_size];
    camera_fb_t &frame = buffer.frame;
    frame.buf = fault == Fault::NoBuffer ? nullptr : buffer.bytes.get();
    frame.len = fault == Fault::Empty ? 0 : frame_bytes() - (fault == Fault::Short ? 1 : 0);
    frame.width = fault == Fault::OtherSize ? 96 + 1 : size.width;
    frame.height = size.height;
    frame.format = fault == Fault::OtherFormat ? PIXFORMAT_JPEG : driver->config.pixel_format;
    stamp(frame, sqnet_port_microseconds() - (fault == Fault::Stale ? 2000000u : 1000u));
    for (size_t i = 0; i < frame_bytes(); i++)
        buffer.bytes[i] = sqnet_test::FakeCamera::pixel(driver->taken, i);
}

Buffer *free_buffer() {
    for (std::unique_ptr<Buffer> &buffer : driver->buffers)
        if (!buffer->lent)
            return buffer.get();
    return nullptr;
}

Fault next_fault() {
    if (driver->faults.empty())
        return driver->usual;
    Fault fault = driver->faults.front();
    driver->faults.pop_front();
    return fault;
}

// False: nothing came in the driver's own time.
bool wait_while_stuck(std::unique_lock<std::mutex> &lock) {
    auto free = [] { return !driver->stuck && free_buffer() != nullptr; };
    int milliseconds = driver->stuck ? driver->stuck_milliseconds : 2000;
    return driver->changed.wait_for(lock, std::chrono::milliseconds(milliseconds), free);
}

} // namespace

esp_err_t esp_camera_init(const camera_config_t *config) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    EXPECT_FALSE(driver->running) << "started twice";
    driver->starts++;
    if (driver->init_error != ESP_OK)
        return driver->init_error;
    driver->config = *config;
    driver->running = true;
    for (size_t i = 0; i < config->fb_count; i++) {
        driver->buffers.push_back(std::make_unique<Buffer>());
        driver->buffers.back()->bytes = std::make_unique<uint8_t[]>(frame_bytes());
    }
    return ESP_OK;
}

esp_err_t esp_camera_deinit() {
    std::lock_guard<std::mutex> lock(driver->mutex);
    EXPECT_TRUE(driver->running);
    EXPECT_EQ(0, driver->takers) << "stopped under a thread that waits for a frame";
    for (const std::unique_ptr<Buffer> &buffer : driver->buffers)
        EXPECT_FALSE(buffer->lent) << "a frame was not returned";
    driver->buffers.clear();
    driver->running = false;
    return ESP_OK;
}

camera_fb_t *esp_camera_fb_get() {
    std::unique_lock<std::mutex> lock(driver->mutex);
    EXPECT_TRUE(driver->running);
    driver->takers++;
    driver->changed.notify_all();
    bool came = wait_while_stuck(lock);
    driver->takers--;
    Fault fault = came ? next_fault() : Fault::NoFrame;
    if (fault == Fault::NoFrame)
        return nullptr;
    Buffer *buffer = free_buffer();
    buffer->lent = true;
    fill(*buffer, fault);
    driver->taken++;
    return &buffer->frame;
}

void esp_camera_fb_return(camera_fb_t *frame) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    EXPECT_TRUE(driver->running);
    for (std::unique_ptr<Buffer> &buffer : driver->buffers) {
        if (&buffer->frame == frame) {
            EXPECT_TRUE(buffer->lent) << "returned twice";
            buffer->lent = false;
            driver->changed.notify_all();
            return;
        }
    }
    ADD_FAILURE() << "not a frame of this driver";
}

sensor_t *esp_camera_sensor_get() {
    std::lock_guard<std::mutex> lock(driver->mutex);
    if (!driver->running)
        return nullptr;
    driver->sensor.set_hmirror = set_mirror;
    driver->sensor.set_vflip = set_flip;
    return &driver->sensor;
}

namespace sqnet_test {

FakeCamera::FakeCamera() {
    driver = new Driver;
}

FakeCamera::~FakeCamera() {
    EXPECT_FALSE(driver->running);
    delete driver;
    driver = nullptr;
}

void FakeCamera::fail_init(esp_err_t error) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    driver->init_error = error;
}

void FakeCamera::script(const std::vector<Fault> &faults) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    driver->faults.assign(faults.begin(), faults.end());
}

void FakeCamera::always(Fault fault) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    driver->usual = fault;
}

void FakeCamera::stick(int milliseconds) {
    std::lock_guard<std::mutex> lock(driver->mutex);
    driver->stuck = true;
    driver->stuck_milliseconds = milliseconds;
}

void FakeCamera::unstick() {
    std::lock_guard<std::mutex> lock(driver->mutex);
    driver->stuck = false;
    driver->changed.notify_all();
}

void FakeCamera::wait_for_taker() {
    std::unique_lock<std::mutex> lock(driver->mutex);
    driver->changed.wait(lock, [] { return driver->takers > 0; });
}

void FakeCamera::refuse_to_flip() {
    std::lock_guard<std::mutex> lock(driver->mutex);
    driver->can_flip = false;
}

bool FakeCamera::running() const {
    std::lock_guard<std::mutex> lock(driver->mutex);
    return driver->running;
}

int FakeCamera::lent() const {
    std::lock_guard<std::mutex> lock(driver->mutex);
    int count = 0;
    for (const std::unique_ptr<Buffer> &buffer : driver->buffers)
        count += buffer->lent;
    return count;
}

int FakeCamera::starts() const {
    std::lock_guard<std::mutex> lock(driver->mutex);
    return driver->starts;
}

int FakeCamera::taken() const {
    std::lock_guard<std::mutex> lock(driver->mutex);
    return driver->taken;
}

bool FakeCamera::mirrored() const {
    std::lock_guard<std::mutex> lock(driver->mutex);
    return driver->mirrored == 1;
}

bool FakeCamera::flipped() const {
    std::lock_guard<std::mutex> lock(driver->mutex);
    return driver->flipped == 1;
}

camera_config_t FakeCamera::config() const {
    std::lock_guard<std::mutex> lock(driver->mutex);
    return driver->config;
}

} // namespace sqnet_test
