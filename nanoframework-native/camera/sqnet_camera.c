#include "sqnet_camera.h"

#include <esp_camera.h>
#include <string.h>

#include "sqnet_interop.h"
#include "sqnet_memory.h"
#include "sqnet_port.h"
#include "sqnet_ticket.h"

#define MAX_BUFFERS 3
#define GENERATIONS (1u << 20)
#define HIGHEST_PIN 48
#define LOWEST_CLOCK 1000000
#define HIGHEST_CLOCK 40000000
#define WORKER_STACK 6144
/* Frames that the sensor took before are given back, and so are damaged ones, but not for ever. */
#define STALE_MICROSECONDS 500000u
#define TRIES (MAX_BUFFERS + 1)

enum phase { PHASE_CLOSED, PHASE_OPENING, PHASE_OPEN };

/* A frame that the driver has lent. */
typedef struct frame {
    camera_fb_t *buffer; /* NULL: none */
    uint32_t generation;
    bool out;         /* the managed side has it */
    uint32_t holds;   /* of models that are to read it */
    uint32_t readers; /* of those, the ones that do so now */
} frame;

/* What was asked for. Set while there is no worker. */
static camera_config_t config;
static uint32_t width, height, frame_bytes;
static int32_t format;
static bool mirror_asked, flip_asked;

/* The rest belongs to the lock. */
static enum phase phase;
static bool closing;
static sqnet_worker *worker;
static bool worker_ended;
static int32_t detail;
static uint32_t open_ticket, close_ticket;
static uint32_t grab_ticket; /* 0: nobody waits for a frame */
static frame frames[MAX_BUFFERS];

bool sqnet_camera_available(void) {
    return true;
}

/* --- What is asked for
 * ----------------------------------------------------------------------------------------- */

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
    format = asked;
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

static int32_t configure(const int32_t *pins, const int32_t *options) {
    if (!are_pins(pins) || options[3] < 1 || options[3] > MAX_BUFFERS || options[4] < LOWEST_CLOCK ||
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
    width = (uint32_t)options[0];
    height = (uint32_t)options[1];
    frame_bytes = width * height * (format == SQNET_GRAY8 ? 1u : 2u);
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

/* --- Frames
 * ---------------------------------------------------------------------------------------------------- */

static int32_t handle_of(const frame *f) {
    return (int32_t)((uint32_t)(f - frames) + 1 + (f->generation << 8));
}

/* A frame that is lent, to whomever. With the lock held, as all of these. */
static frame *find(int32_t handle) {
    uint32_t index = ((uint32_t)handle & 255u) - 1u;
    if (handle < 0 || index >= MAX_BUFFERS)
        return NULL;
    frame *f = &frames[index];
    return f->buffer && handle_of(f) == handle ? f : NULL;
}

/* One that the managed side has. */
static frame *find_out(int32_t handle) {
    frame *f = find(handle);
    return f && f->out && !closing ? f : NULL;
}

static uint32_t count_lent(void) {
    uint32_t count = 0;
    for (unsigned i = 0; i < MAX_BUFFERS; i++)
        count += frames[i].buffer != NULL;
    return count;
}

static bool any_reader(void) {
    for (unsigned i = 0; i < MAX_BUFFERS; i++)
        if (frames[i].readers)
            return true;
    return false;
}

/* The driver lends no more than MAX_BUFFERS. */
static int32_t lend(camera_fb_t *buffer) {
    unsigned i = 0;
    while (frames[i].buffer)
        i++;
    frame *f = &frames[i];
    f->buffer = buffer;
    f->generation = (f->generation + 1) % GENERATIONS;
    f->out = true;
    f->holds = f->readers = 0;
    return handle_of(f);
}

static void give_back_if_unused(frame *f) {
    if (f->out || f->holds)
        return;
    esp_camera_fb_return(f->buffer);
    f->buffer = NULL;
}

static void give_all_back(void) {
    sqnet_port_lock();
    for (unsigned i = 0; i < MAX_BUFFERS; i++) {
        if (frames[i].buffer)
            esp_camera_fb_return(frames[i].buffer);
        frames[i].buffer = NULL;
    }
    sqnet_port_unlock();
}

/* Whether the driver's frame is what was asked for. */
static int32_t check_frame(const camera_fb_t *buffer) {
    if (!buffer->buf || buffer->len == 0)
        return SQNET_E_MEMORY;
    if (buffer->width != width || buffer->height != height || buffer->format != config.pixel_format)
        return SQNET_E_IMAGE;
    return buffer->len == frame_bytes ? 0 : SQNET_E_NO_FRAME;
}

static bool is_stale(const camera_fb_t *buffer) {
    uint32_t taken = (uint32_t)buffer->timestamp.tv_sec * 1000000u + (uint32_t)buffer->timestamp.tv_usec;
    return sqnet_port_microseconds() - taken > STALE_MICROSECONDS;
}

/* --- The worker
 * ------------------------------------------------------------------------------------------------ */

/* Sensors return something else than 0 for what they cannot do. */
static int32_t orient(bool mirror, bool flip) {
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

static void stop_driver(void) {
    give_all_back();
    esp_camera_deinit();
    sqnet_memory_count(-driver_bytes());
}

static int32_t start_driver(void) {
    esp_err_t error = esp_camera_init(&config);
    sqnet_port_lock();
    detail = error;
    sqnet_port_unlock();
    if (error != ESP_OK)
        return error == ESP_ERR_NO_MEM ? SQNET_E_MEMORY : SQNET_E_CAMERA;
    sqnet_memory_count(driver_bytes());
    int32_t result = orient(mirror_asked, flip_asked);
    if (!result)
        result = prove_frames();
    if (result)
        stop_driver();
    return result;
}

static void announce_open(void) {
    sqnet_port_lock();
    phase = PHASE_OPEN;
    sqnet_ticket_settle(open_ticket, closing ? SQNET_E_CLOSED : 0);
    sqnet_port_unlock();
    sqnet_port_signal();
}

static void announce_closed(int32_t error) {
    sqnet_port_lock();
    phase = PHASE_CLOSED;
    worker_ended = true;
    if (error)
        sqnet_ticket_settle(open_ticket, error);
    if (closing)
        sqnet_ticket_settle(close_ticket, 0);
    closing = false;
    sqnet_port_unlock();
    sqnet_port_signal();
}

/* The next frame that is sound and fresh, or at least sound. NULL: none comes. */
static camera_fb_t *next_frame(void) {
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

/* A frame that nobody waits for any more goes back. */
static void deliver(uint32_t ticket, camera_fb_t *buffer) {
    sqnet_port_lock();
    bool wanted = grab_ticket == ticket;
    if (wanted) {
        grab_ticket = 0;
        sqnet_ticket_settle(ticket, buffer ? lend(buffer) : SQNET_E_NO_FRAME);
    }
    sqnet_port_unlock();
    if (buffer && !wanted)
        esp_camera_fb_return(buffer);
    if (wanted)
        sqnet_port_signal();
}

static uint32_t wanted_ticket(void) {
    sqnet_port_lock();
    uint32_t ticket = grab_ticket;
    sqnet_port_unlock();
    return ticket;
}

static bool may_stop(void) {
    sqnet_port_lock();
    bool may = closing && !any_reader();
    sqnet_port_unlock();
    return may;
}

static void serve(sqnet_worker *self) {
    while (!may_stop()) {
        uint32_t ticket = wanted_ticket();
        if (ticket)
            deliver(ticket, next_frame());
        else
            sqnet_port_sleep(self);
    }
}

static void run_worker(sqnet_worker *self, void *context) {
    (void)context;
    int32_t error = start_driver();
    if (!error) {
        announce_open();
        serve(self);
        stop_driver();
    }
    announce_closed(error);
}

/* --- Opening and closing
 * --------------------------------------------------------------------------------------- */

/* Takes the worker, to be joined; only one that has ended unless `any`. */
static void join_worker(bool any) {
    sqnet_port_lock();
    sqnet_worker *last = any || worker_ended ? worker : NULL;
    if (last)
        worker = NULL;
    worker_ended = false;
    sqnet_port_unlock();
    if (last) {
        sqnet_port_join(last);
        sqnet_memory_count(-WORKER_STACK);
    }
}

void sqnet_camera_tidy(void) {
    join_worker(false);
}

static int32_t start_worker(uint32_t *ticket) {
    sqnet_port_lock();
    phase = PHASE_OPENING;
    *ticket = open_ticket = sqnet_ticket_issue();
    sqnet_port_unlock();
    sqnet_worker *started = sqnet_port_start("sqnet camera", WORKER_STACK, run_worker, NULL);
    sqnet_port_lock();
    worker = started;
    if (!started) {
        phase = PHASE_CLOSED;
        sqnet_ticket_settle(open_ticket, SQNET_E_MEMORY);
    }
    sqnet_port_unlock();
    if (!started)
        return SQNET_E_MEMORY;
    sqnet_memory_count(WORKER_STACK);
    return 0;
}

int32_t sqnet_camera_open(const int32_t *pins, const int32_t *options, uint32_t *ticket) {
    sqnet_camera_tidy();
    sqnet_port_lock();
    bool closed = phase == PHASE_CLOSED;
    if (closed)
        detail = 0;
    sqnet_port_unlock();
    if (!closed)
        return SQNET_E_BUSY;
    int32_t error = configure(pins, options);
    return error ? error : start_worker(ticket);
}

int32_t sqnet_camera_detail(void) {
    sqnet_port_lock();
    int32_t value = detail;
    sqnet_port_unlock();
    return value;
}

/* Nobody is served any more. With the lock held. */
static void begin_closing(void) {
    closing = true;
    close_ticket = sqnet_ticket_issue();
    if (grab_ticket) {
        sqnet_ticket_settle(grab_ticket, SQNET_E_CLOSED);
        grab_ticket = 0;
        sqnet_port_signal();
    }
    sqnet_port_wake(worker);
}

int32_t sqnet_camera_close(uint32_t *ticket) {
    sqnet_port_lock();
    int32_t error = phase == PHASE_CLOSED ? SQNET_E_CLOSED : 0;
    if (!error && !closing)
        begin_closing();
    *ticket = close_ticket;
    sqnet_port_unlock();
    return error;
}

void sqnet_camera_reset(void) {
    uint32_t ticket;
    (void)sqnet_camera_close(&ticket);
    join_worker(true);
}

/* 0 if the camera is open. With the lock held. */
static int32_t check_open(void) {
    if (phase == PHASE_OPENING && !closing)
        return SQNET_E_BUSY;
    return phase == PHASE_OPEN && !closing ? 0 : SQNET_E_CLOSED;
}

/* The worker's driver calls do not touch the sensor, and nobody else can close meanwhile. */
int32_t sqnet_camera_orient(bool mirror, bool flip) {
    sqnet_port_lock();
    int32_t error = check_open();
    sqnet_port_unlock();
    return error ? error : orient(mirror, flip);
}

/* --- Grabbing
 * -------------------------------------------------------------------------------------------------- */

int32_t sqnet_camera_grab(uint32_t *ticket) {
    sqnet_port_lock();
    int32_t error = check_open();
    if (!error && (grab_ticket || count_lent() >= config.fb_count))
        error = SQNET_E_BUSY;
    if (!error) {
        *ticket = grab_ticket = sqnet_ticket_issue();
        sqnet_port_wake(worker);
    }
    sqnet_port_unlock();
    return error;
}

void sqnet_camera_forsake(uint32_t ticket) {
    sqnet_port_lock();
    if (grab_ticket == ticket) {
        grab_ticket = 0;
        sqnet_ticket_settle(ticket, SQNET_E_NO_FRAME);
    }
    sqnet_port_unlock();
    /* It may have come just before. */
    int32_t result;
    if (sqnet_ticket_ended(ticket, &result) && result > 0)
        (void)sqnet_camera_return(result);
}

int32_t sqnet_camera_describe(int32_t handle, int32_t *facts) {
    sqnet_port_lock();
    const frame *f = find_out(handle);
    if (f) {
        const struct timeval *taken = &f->buffer->timestamp;
        facts[0] = (int32_t)width;
        facts[1] = (int32_t)height;
        facts[2] = (int32_t)frame_bytes;
        facts[3] = format;
        facts[4] = (int32_t)((uint32_t)taken->tv_sec * 1000u + (uint32_t)(taken->tv_usec / 1000));
    }
    sqnet_port_unlock();
    return f ? 0 : SQNET_E_CLOSED;
}

int32_t sqnet_camera_read(int32_t handle, int32_t offset, uint8_t *bytes, uint32_t count) {
    if (offset < 0)
        return SQNET_E_ARGUMENT;
    sqnet_image image;
    int32_t error = sqnet_camera_hold(handle, &image);
    if (error)
        return error;
    uint32_t left = (uint32_t)offset < frame_bytes ? frame_bytes - (uint32_t)offset : 0;
    if (count > left)
        count = left;
    const uint8_t *pixels = sqnet_camera_read_begin(handle);
    memcpy(bytes, pixels + (count ? offset : 0), count);
    sqnet_camera_read_end(handle);
    sqnet_camera_release(handle);
    return (int32_t)count;
}

int32_t sqnet_camera_return(int32_t handle) {
    sqnet_port_lock();
    frame *f = find_out(handle);
    if (f) {
        f->out = false;
        give_back_if_unused(f);
    }
    sqnet_port_unlock();
    return f ? 0 : SQNET_E_CLOSED;
}

/* --- For models
 * ------------------------------------------------------------------------------------------------ */

int32_t sqnet_camera_hold(int32_t handle, sqnet_image *image) {
    sqnet_port_lock();
    frame *f = find_out(handle);
    if (f) {
        f->holds++;
        image->pixels = NULL;
        image->width = width;
        image->height = height;
        image->stride = frame_bytes / height;
        image->format = (uint32_t)format;
    }
    sqnet_port_unlock();
    return f ? 0 : SQNET_E_CLOSED;
}

const uint8_t *sqnet_camera_read_begin(int32_t handle) {
    sqnet_port_lock();
    frame *f = find(handle);
    bool readable = f && !closing;
    if (readable)
        f->readers++;
    const uint8_t *pixels = readable ? f->buffer->buf : NULL;
    sqnet_port_unlock();
    return pixels;
}

void sqnet_camera_read_end(int32_t handle) {
    sqnet_port_lock();
    frame *f = find(handle);
    f->readers--;
    if (closing)
        sqnet_port_wake(worker);
    sqnet_port_unlock();
}

void sqnet_camera_release(int32_t handle) {
    sqnet_port_lock();
    frame *f = find(handle);
    if (f) {
        f->holds--;
        give_back_if_unused(f);
    }
    sqnet_port_unlock();
}
