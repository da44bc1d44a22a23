#include "sqnet_jpeg.h"

#include <string.h>

#include "sqnet_block.h"
#include "sqnet_camera_driver.h"
#include "sqnet_frames.h"
#include "sqnet_port.h"
#include "sqnet_ticket.h"

/* What the worker is to do, or does. Belongs to the lock, as `length`. */
static struct job {
    uint32_t ticket; /* 0: nobody waits for it any more */
    bool active;
    int32_t frame, quality;
    uint32_t most;
} job;

/* The worker's while a job is active, else that of whoever holds the lock. */
static sqnet_block block;
static uint32_t length; /* 0: there is no JPEG */

/* --- Asking ---------- */

static void forget(void) {
    sqnet_block_drop(&block);
    length = 0;
}

/* With the lock held. */
static uint32_t plan(int32_t frame, int32_t quality, int32_t most) {
    forget();
    job.active = true;
    job.frame = frame;
    job.quality = quality;
    job.most = (uint32_t)most;
    job.ticket = sqnet_ticket_issue();
    return job.ticket;
}

int32_t sqnet_jpeg_encode(int32_t frame, int32_t quality, int32_t most, uint32_t *ticket) {
    sqnet_image image;
    if (quality < 1 || quality > 100 || most < 1)
        return SQNET_E_ARGUMENT;
    int32_t error = sqnet_frame_hold(frame, &image);
    if (error)
        return error;
    sqnet_port_lock();
    bool busy = job.active;
    if (!busy) {
        *ticket = plan(frame, quality, most);
        sqnet_frames_wake();
    }
    sqnet_port_unlock();
    if (busy)
        sqnet_frame_release(frame);
    return busy ? SQNET_E_BUSY : 0;
}

/* With the lock held. */
static void abandon(int32_t result) {
    if (job.ticket)
        sqnet_ticket_settle(job.ticket, result);
    job.ticket = 0;
}

void sqnet_jpeg_forsake(uint32_t ticket) {
    sqnet_port_lock();
    if (job.active && job.ticket == ticket)
        abandon(SQNET_E_CLOSED);
    sqnet_port_unlock();
}

int32_t sqnet_jpeg_read(int32_t offset, uint8_t *bytes, uint32_t count) {
    if (offset < 0)
        return SQNET_E_ARGUMENT;
    sqnet_port_lock();
    bool there = !job.active && length;
    uint32_t left = there && (uint32_t)offset < length ? length - (uint32_t)offset : 0;
    if (count > left)
        count = left;
    if (count)
        memcpy(bytes, block.at + offset, count);
    sqnet_port_unlock();
    return there ? (int32_t)count : SQNET_E_CLOSED;
}

void sqnet_jpeg_drop(void) {
    sqnet_port_lock();
    if (!job.active)
        forget();
    sqnet_port_unlock();
}

void sqnet_jpeg_close(void) {
    if (job.active)
        abandon(SQNET_E_CLOSED);
    else
        forget();
}

/* --- The worker ---------- */

/* Where a JPEG is written, and how long it has become: the driver's encoder cannot be stopped, so that one
 * that is too long is only counted. */
typedef struct sink {
    uint8_t *at;
    size_t room, bytes;
} sink;

/* The last call has no data. */
static size_t take(void *context, size_t index, const void *data, size_t count) {
    sink *s = (sink *)context;
    (void)index;
    if (count && s->bytes + count <= s->room)
        memcpy(s->at + s->bytes, data, count);
    s->bytes += count;
    return count;
}

/* All that fails in the encoder is its memory. */
static int32_t encode(const struct job *asked, const uint8_t *pixels) {
    const sqnet_image *format = sqnet_camera_format();
    uint32_t room = asked->most;
    if (sqnet_port_largest(SQNET_PORT_EXTERNAL) < room && room > SQNET_JPEG_INTERNAL_BYTES)
        room = SQNET_JPEG_INTERNAL_BYTES;
    if (sqnet_block_take(&block, room, SQNET_BLOCK_PREFER_EXTERNAL))
        return SQNET_E_MEMORY;
    sink s = {block.at, room, 0};
    bool made = fmt2jpg_cb((uint8_t *)(uintptr_t)pixels, sqnet_camera_frame_bytes(), (uint16_t)format->width,
                           (uint16_t)format->height,
                           format->format == SQNET_GRAY8 ? PIXFORMAT_GRAYSCALE : PIXFORMAT_RGB565,
                           (uint8_t)asked->quality, take, &s);
    if (!made)
        return SQNET_E_MEMORY;
    return s.bytes <= room ? (int32_t)s.bytes : 0;
}

static int32_t encode_frame(const struct job *asked) {
    const uint8_t *pixels = sqnet_frame_read_begin(asked->frame);
    if (!pixels)
        return SQNET_E_CLOSED;
    int32_t result = encode(asked, pixels);
    sqnet_frame_read_end(asked->frame);
    return result;
}

bool sqnet_jpeg_serve(void) {
    sqnet_port_lock();
    struct job asked = job;
    sqnet_port_unlock();
    if (!asked.active)
        return false;
    int32_t result = asked.ticket ? encode_frame(&asked) : SQNET_E_CLOSED;
    sqnet_frame_release(asked.frame);
    sqnet_port_lock();
    job.active = false;
    if (job.ticket && result > 0)
        length = (uint32_t)result;
    else
        forget();
    abandon(result);
    sqnet_port_unlock();
    return true;
}
