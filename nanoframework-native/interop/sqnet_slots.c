#include "sqnet_slots.h"

#include <string.h>

#include "sqnet_frame.h"
#include "sqnet_handle.h"
#include "sqnet_ticket.h"

static sqnet_slot slots[SQNET_SLOTS];

static uint32_t microseconds(void *context) {
    (void)context;
    return sqnet_port_microseconds();
}

static uint32_t cycles(void *context) {
    (void)context;
    return sqnet_port_cycles();
}

void sqnet_slots_count(sqnet_slot *s, bool in_cycles) {
    s->session.hooks.clock = in_cycles ? cycles : microseconds;
}

/* --- Handles ---------- */

int32_t sqnet_slots_handle(const sqnet_slot *s) {
    return sqnet_handle((uint32_t)(s - slots), s->generation);
}

static sqnet_slot *find(int32_t handle) {
    uint32_t index = sqnet_handle_slot(handle);
    if (index >= SQNET_SLOTS)
        return NULL;
    sqnet_slot *s = &slots[index];
    return s->used && !s->closing && sqnet_slots_handle(s) == handle ? s : NULL;
}

bool sqnet_slots_any(void) {
    for (unsigned i = 0; i < SQNET_SLOTS; i++)
        if (slots[i].used)
            return true;
    return false;
}

const sqnet_session *sqnet_slots_peek(int32_t handle) {
    const sqnet_slot *s = find(handle);
    return s && s->task != SQNET_TASK_DECODE ? &s->session : NULL;
}

/* --- Frames ---------- */

bool sqnet_slots_reads_frame(const sqnet_slot *s) {
    const sqnet_run *run = &s->session.run;
    return s->frame && run->source.context == &s->image && run->next_stage == 0;
}

static void drop_frame(sqnet_slot *s) {
    if (s->frame)
        sqnet_frame_release(s->frame);
    s->frame = 0;
}

int32_t sqnet_slots_begin_frame(sqnet_slot *s, int32_t frame) {
    sqnet_image image;
    const sqnet_source source = {sqnet_image_row, &s->image};
    if (s->session.state != SQNET_SESSION_OPEN)
        return SQNET_E_ARGUMENT;
    int32_t error = sqnet_frame_hold(frame, &image);
    if (error)
        return error;
    sqnet_session_forget(&s->session);
    drop_frame(s);
    s->frame = frame;
    image.pixels = s->session.arena.at; /* until stage 0: never read */
    error = sqnet_image_open_view(&s->image, &s->session.model, &image, &s->session.view);
    return error ? error : sqnet_session_begin_source(&s->session, &source);
}

int32_t sqnet_slots_stage(sqnet_slot *s, int32_t stage) {
    if (stage != 0 || !sqnet_slots_reads_frame(s))
        return sqnet_session_stage(&s->session, stage);
    int32_t error = SQNET_E_CLOSED;
    s->image.image.pixels = sqnet_frame_read_begin(s->frame);
    if (s->image.image.pixels) {
        error = sqnet_session_stage(&s->session, 0);
        sqnet_frame_read_end(s->frame);
    }
    if (error)
        sqnet_session_forget(&s->session);
    return error;
}

int32_t sqnet_slots_luma(sqnet_slot *s, uint8_t *luma, int32_t bytes) {
    if (!sqnet_slots_reads_frame(s))
        return sqnet_session_luma(&s->session, luma, bytes);
    if (bytes != SQNET_LUMA_BYTES)
        return SQNET_E_ARGUMENT;
    int32_t error = SQNET_E_CLOSED;
    s->image.image.pixels = sqnet_frame_read_begin(s->frame);
    if (s->image.image.pixels) {
        error = sqnet_image_luma(&s->image, luma);
        sqnet_frame_read_end(s->frame);
    }
    sqnet_session_forget(&s->session);
    return error;
}

/* --- Entering and leaving ---------- */

static sqnet_slot *take(void) {
    for (unsigned i = 0; i < SQNET_SLOTS; i++) {
        sqnet_slot *s = &slots[i];
        if (!s->used) {
            uint32_t generation = sqnet_next_generation(s->generation);
            memset(s, 0, sizeof *s);
            s->generation = generation;
            s->used = s->busy = true;
            s->session.hooks.clock = microseconds;
            return s;
        }
    }
    return NULL;
}

sqnet_slot *sqnet_slots_take(void) {
    sqnet_port_lock();
    sqnet_slot *s = take();
    sqnet_port_unlock();
    return s;
}

int32_t sqnet_slots_enter(int32_t handle, sqnet_slot **out) {
    sqnet_port_lock();
    sqnet_slot *s = find(handle);
    int32_t error = !s ? SQNET_E_CLOSED : s->busy ? SQNET_E_BUSY : 0;
    if (!error)
        s->busy = true;
    sqnet_port_unlock();
    *out = s;
    return error;
}

/* Settles `ticket` if it is not 0. */
static void leave(sqnet_slot *s, uint32_t ticket, int32_t result) {
    if (!sqnet_slots_reads_frame(s))
        drop_frame(s);
    sqnet_port_lock();
    if (s->closing) {
        sqnet_port_unlock();
        drop_frame(s);
        sqnet_session_close(&s->session);
        sqnet_port_lock();
        s->used = false;
    }
    s->busy = false;
    s->task = SQNET_TASK_NONE;
    if (ticket)
        sqnet_ticket_settle(ticket, result);
    sqnet_port_unlock();
}

int32_t sqnet_slots_leave(sqnet_slot *s, int32_t result) {
    leave(s, 0, 0);
    return result;
}

void sqnet_slots_settle(sqnet_slot *s, int32_t result) {
    leave(s, s->ticket, result);
}

int32_t sqnet_slots_abandon(sqnet_slot *s, int32_t error) {
    sqnet_port_lock();
    s->closing = true;
    sqnet_port_unlock();
    return sqnet_slots_leave(s, error);
}

void sqnet_slots_close(int32_t handle) {
    sqnet_port_lock();
    sqnet_slot *s = find(handle);
    bool idle = s && !s->busy;
    if (s)
        s->busy = s->closing = true;
    sqnet_port_unlock();
    if (idle)
        leave(s, 0, 0);
}

void sqnet_slots_close_all(void) {
    for (unsigned i = 0; i < SQNET_SLOTS; i++)
        sqnet_slots_close(sqnet_slots_handle(&slots[i]));
}

sqnet_slot *sqnet_slots_next(void) {
    sqnet_slot *next = NULL;
    for (unsigned i = 0; i < SQNET_SLOTS; i++) {
        sqnet_slot *s = &slots[i];
        if (s->queued && (!next || (int32_t)(s->ticket - next->ticket) < 0))
            next = s;
    }
    if (next)
        next->queued = false;
    return next;
}
