#include "sqnet_frames.h"

#include <string.h>

#include "sqnet_handle.h"

/* A frame that the driver has lent. */
typedef struct frame {
    camera_fb_t *buffer; /* NULL: none */
    uint32_t generation;
    bool out;         /* the managed side has it */
    uint32_t holds;   /* of models that are to read it */
    uint32_t readers; /* of those, the ones that do so now */
} frame;

/* All of this belongs to the lock. */
static frame frames[SQNET_CAMERA_BUFFERS];
static sqnet_worker *keeper;
static bool closed = true;

static int32_t handle_of(const frame *f) {
    return sqnet_handle((uint32_t)(f - frames), f->generation);
}

/* A frame that is lent, to whomever. With the lock held, as all of these. */
static frame *find(int32_t handle) {
    uint32_t index = sqnet_handle_slot(handle);
    if (index >= SQNET_CAMERA_BUFFERS)
        return NULL;
    frame *f = &frames[index];
    return f->buffer && handle_of(f) == handle ? f : NULL;
}

/* One that the managed side has. */
static frame *find_out(int32_t handle) {
    frame *f = find(handle);
    return f && f->out && !closed ? f : NULL;
}

static void give_back_if_unused(frame *f) {
    if (f->out || f->holds)
        return;
    esp_camera_fb_return(f->buffer);
    f->buffer = NULL;
}

/* --- For the camera ---------- */

void sqnet_frames_open(sqnet_worker *worker) {
    keeper = worker;
    closed = false;
}

void sqnet_frames_close(void) {
    closed = true;
}

uint32_t sqnet_frames_lent(void) {
    uint32_t count = 0;
    for (unsigned i = 0; i < SQNET_CAMERA_BUFFERS; i++)
        count += frames[i].buffer != NULL;
    return count;
}

bool sqnet_frames_are_read(void) {
    for (unsigned i = 0; i < SQNET_CAMERA_BUFFERS; i++)
        if (frames[i].readers)
            return true;
    return false;
}

int32_t sqnet_frames_lend(camera_fb_t *buffer) {
    unsigned i = 0;
    while (frames[i].buffer)
        i++;
    frame *f = &frames[i];
    f->buffer = buffer;
    f->generation = sqnet_next_generation(f->generation);
    f->out = true;
    f->holds = f->readers = 0;
    return handle_of(f);
}

void sqnet_frames_give_back(void) {
    sqnet_port_lock();
    for (unsigned i = 0; i < SQNET_CAMERA_BUFFERS; i++) {
        if (frames[i].buffer)
            esp_camera_fb_return(frames[i].buffer);
        frames[i].buffer = NULL;
    }
    sqnet_port_unlock();
}

void sqnet_frames_wake(void) {
    sqnet_worker_wake(keeper);
}

/* --- For the managed side ---------- */

int32_t sqnet_frame_describe(int32_t handle, int32_t *facts) {
    sqnet_port_lock();
    const frame *f = find_out(handle);
    if (f) {
        const struct timeval *taken = &f->buffer->timestamp;
        const sqnet_image *format = sqnet_camera_format();
        facts[0] = (int32_t)format->width;
        facts[1] = (int32_t)format->height;
        facts[2] = (int32_t)sqnet_camera_frame_bytes();
        facts[3] = (int32_t)format->format;
        facts[4] = (int32_t)((uint32_t)taken->tv_sec * 1000u + (uint32_t)(taken->tv_usec / 1000));
    }
    sqnet_port_unlock();
    return f ? 0 : SQNET_E_CLOSED;
}

int32_t sqnet_frame_read(int32_t handle, int32_t offset, uint8_t *bytes, uint32_t count) {
    if (offset < 0)
        return SQNET_E_ARGUMENT;
    sqnet_image image;
    int32_t error = sqnet_frame_hold(handle, &image);
    if (error)
        return error;
    uint32_t frame_bytes = sqnet_camera_frame_bytes();
    uint32_t left = (uint32_t)offset < frame_bytes ? frame_bytes - (uint32_t)offset : 0;
    if (count > left)
        count = left;
    const uint8_t *pixels = sqnet_frame_read_begin(handle);
    memcpy(bytes, pixels + (count ? offset : 0), count);
    sqnet_frame_read_end(handle);
    sqnet_frame_release(handle);
    return (int32_t)count;
}

int32_t sqnet_frame_return(int32_t handle) {
    sqnet_port_lock();
    frame *f = find_out(handle);
    if (f) {
        f->out = false;
        give_back_if_unused(f);
    }
    sqnet_port_unlock();
    return f ? 0 : SQNET_E_CLOSED;
}

/* --- For models and JPEGs ---------- */

int32_t sqnet_frame_hold(int32_t handle, sqnet_image *image) {
    sqnet_port_lock();
    frame *f = find_out(handle);
    if (f) {
        f->holds++;
        *image = *sqnet_camera_format();
    }
    sqnet_port_unlock();
    return f ? 0 : SQNET_E_CLOSED;
}

const uint8_t *sqnet_frame_read_begin(int32_t handle) {
    sqnet_port_lock();
    frame *f = find(handle);
    bool readable = f && !closed;
    if (readable)
        f->readers++;
    const uint8_t *pixels = readable ? f->buffer->buf : NULL;
    sqnet_port_unlock();
    return pixels;
}

void sqnet_frame_read_end(int32_t handle) {
    sqnet_port_lock();
    frame *f = find(handle);
    f->readers--;
    if (closed)
        sqnet_worker_wake(keeper);
    sqnet_port_unlock();
}

void sqnet_frame_release(int32_t handle) {
    sqnet_port_lock();
    frame *f = find(handle);
    if (f) {
        f->holds--;
        give_back_if_unused(f);
    }
    sqnet_port_unlock();
}
