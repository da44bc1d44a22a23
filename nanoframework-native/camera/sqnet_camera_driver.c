#include "sqnet_camera_driver.h"

#include <string.h>

#include "sqnet_block.h"
#include "sqnet_camera.h"
#include "sqnet_port.h"

#define HIGHEST_PIN 48
#define LOWEST_CLOCK 1000000
#define HIGHEST_CLOCK 40000000
/* Frames that the sensor took before are given back, and so are damaged ones, but not for ever. */
#define STALE_MICROSECONDS 500000u
#define TRIES (SQNET_CAMERA_BUFFERS + 1)

/* Changes only while the driver does not run. */
static camera_config_t config;
static sqnet_image frame;
static uint32_t frame_bytes;
static bool mirror_asked, flip_asked;

/* --- What is asked for ---------- */

static bool are_pins(const int32_t *pins) {
    for (unsigned i = 0; i < SQNET_CAMERA_PINS; i++) {
        int32_t lowest = i < 3 ? -1 : 0; /* power down, reset and clock may be wired to nothing */
        if (pins[i] < lowest || pins[i] > HIGHEST_PIN)
            return false;
    }
    return true;
}

static void set_pins(const int32_t *pins) {
    config.pin_pwdn = pins[0];
    config.pin_reset = pins[1];
    config.pin_xclk = pins[2];
    config.pin_sccb_sda = pins[3];
    config.pin_sccb_scl = pins[4];
    config.pin_d0 = pins[5];
    config.pin_d1 = pins[6];
    config.pin_d2 = pins[7];
    config.pin_d3 = pins[8];
    config.pin_d4 = pins[9];
    config.pin_d5 = pins[10];
    config.pin_d6 = pins[11];
    config.pin_d7 = pins[12];
    config.pin_vsync = pins[13];
    config.pin_href = pins[14];
    config.pin_pclk = pins[15];
}

/* FRAMESIZE_INVALID if the driver has no such size. */
static framesize_t find_size(int32_t w, int32_t h) {
    for (int i = 0; i < FRAMESIZE_INVALID; i++)
        if (resolution[i].width == w && resolution[i].height == h)
            return (framesize_t)i;
    return FRAMESIZE_INVALID;
}

static int32_t set_format(int32_t asked) {
    if (asked != SQNET_RGB565_BE && asked != SQNET_GRAY8)
        return SQNET_E_UNSUPPORTED;
    frame.format = (uint32_t)asked;
    config.pixel_format = asked == SQNET_GRAY8 ? PIXFORMAT_GRAYSCALE : PIXFORMAT_RGB565;
    return 0;
}

/* With more than one buffer the driver keeps the latest frames; with one it fills that and waits. Its own
 * error says nothing of memory. */
static int32_t set_buffers(uint32_t buffers) {
    bool external = sqnet_port_largest(SQNET_PORT_EXTERNAL) >= (size_t)buffers * frame_bytes;
    if (!external && sqnet_port_largest(SQNET_PORT_INTERNAL) < frame_bytes)
        return SQNET_E_MEMORY;
    config.fb_count = buffers;
    config.fb_location = external ? CAMERA_FB_IN_PSRAM : CAMERA_FB_IN_DRAM;
    config.grab_mode = buffers > 1 ? CAMERA_GRAB_LATEST : CAMERA_GRAB_WHEN_EMPTY;
    return 0;
}

int32_t sqnet_camera_configure(const int32_t *pins, const int32_t *options) {
    if (!are_pins(pins) || options[3] < 1 || options[3] > SQNET_CAMERA_BUFFERS || options[4] < LOWEST_CLOCK ||
        options[4] > HIGHEST_CLOCK)
        return SQNET_E_ARGUMENT;
    memset(&config, 0, sizeof config);
    set_pins(pins);
    config.frame_size = find_size(options[0], options[1]);
    if (config.frame_size == FRAMESIZE_INVALID)
        return SQNET_E_IMAGE;
    int32_t error = set_format(options[2]);
    if (error)
        return error;
    frame.width = (uint32_t)options[0];
    frame.height = (uint32_t)options[1];
    frame.stride = frame.width * (frame.format == SQNET_GRAY8 ? 1u : 2u);
    frame_bytes = frame.height * frame.stride;
    error = set_buffers((uint32_t)options[3]);
    if (error)
        return error;
    config.xclk_freq_hz = options[4];
    mirror_asked = options[5] != 0;
    flip_asked = options[6] != 0;
    /* On chips whose camera unit has no clock of its own; nanoFramework's PWM counts up from 0. */
    config.ledc_timer = LEDC_TIMER_3;
    config.ledc_channel = LEDC_CHANNEL_7;
    return 0;
}

const sqnet_image *sqnet_camera_format(void) {
    return &frame;
}

uint32_t sqnet_camera_frame_bytes(void) {
    return frame_bytes;
}

uint32_t sqnet_camera_buffers(void) {
    return (uint32_t)config.fb_count;
}

/* --- Running ---------- */

/* Whether the driver's frame is what was asked for. */
static int32_t check_frame(const camera_fb_t *buffer) {
    if (!buffer->buf || buffer->len == 0)
        return SQNET_E_MEMORY;
    if (buffer->width != frame.width || buffer->height != frame.height ||
        buffer->format != config.pixel_format)
        return SQNET_E_IMAGE;
    return buffer->len == frame_bytes ? 0 : SQNET_E_NO_FRAME;
}

static bool is_stale(const camera_fb_t *buffer) {
    uint32_t taken = (uint32_t)buffer->timestamp.tv_sec * 1000000u + (uint32_t)buffer->timestamp.tv_usec;
    return sqnet_port_microseconds() - taken > STALE_MICROSECONDS;
}

/* Sensors return something else than 0 for what they cannot do. */
int32_t sqnet_camera_turn(bool mirror, bool flip) {
    sensor_t *sensor = esp_camera_sensor_get();
    if (!sensor)
        return SQNET_E_CAMERA;
    bool mirrors = sensor->set_hmirror && sensor->set_hmirror(sensor, mirror) == 0;
    bool flips = sensor->set_vflip && sensor->set_vflip(sensor, flip) == 0;
    return (mirrors || !mirror) && (flips || !flip) ? 0 : SQNET_E_UNSUPPORTED;
}

static int32_t prove_frames(void) {
    int32_t error = SQNET_E_NO_FRAME;
    for (unsigned i = 0; error && i < TRIES; i++) {
        camera_fb_t *buffer = esp_camera_fb_get();
        if (!buffer)
            return SQNET_E_NO_FRAME;
        error = check_frame(buffer);
        esp_camera_fb_return(buffer);
    }
    return error;
}

static int32_t driver_bytes(void) {
    return (int32_t)(config.fb_count * frame_bytes);
}

void sqnet_camera_stop_driver(void) {
    esp_camera_deinit();
    sqnet_memory_count(-driver_bytes());
}

int32_t sqnet_camera_start_driver(int32_t *detail) {
    esp_err_t error = esp_camera_init(&config);
    *detail = error;
    if (error != ESP_OK)
        return error == ESP_ERR_NO_MEM ? SQNET_E_MEMORY : SQNET_E_CAMERA;
    sqnet_memory_count(driver_bytes());
    int32_t result = sqnet_camera_turn(mirror_asked, flip_asked);
    if (!result)
        result = prove_frames();
    if (result)
        sqnet_camera_stop_driver();
    return result;
}

camera_fb_t *sqnet_camera_next_frame(void) {
    for (unsigned i = 0; i < TRIES; i++) {
        camera_fb_t *buffer = esp_camera_fb_get();
        if (!buffer)
            return NULL;
        if (check_frame(buffer) == 0 && (i == TRIES - 1 || !is_stale(buffer)))
            return buffer;
        esp_camera_fb_return(buffer);
    }
    return NULL;
}
