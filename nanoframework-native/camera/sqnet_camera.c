#include "sqnet_camera.h"

#include "sqnet_camera_driver.h"
#include "sqnet_frames.h"
#include "sqnet_jpeg.h"
#include "sqnet_ticket.h"
#include "sqnet_worker.h"

#define WORKER_STACK 6144

enum phase { PHASE_CLOSED, PHASE_OPENING, PHASE_OPEN };

static void run_worker(sqnet_thread *self, void *context);

static sqnet_worker worker = {.name = "sqnet camera", .stack_bytes = WORKER_STACK, .run = run_worker};

/* All of this belongs to the lock. */
static enum phase phase;
static bool closing;
static int32_t detail;
static uint32_t open_ticket, close_ticket;
static uint32_t grab_ticket; /* 0: nobody waits for a frame */

bool sqnet_camera_available(void) {
    return true;
}

/* --- The worker ---------- */

static void announce_open(void) {
    sqnet_port_lock();
    phase = PHASE_OPEN;
    sqnet_ticket_settle(open_ticket, closing ? SQNET_E_CLOSED : 0);
    sqnet_port_unlock();
}

static void announce_closed(int32_t error) {
    sqnet_port_lock();
    phase = PHASE_CLOSED;
    sqnet_worker_end(&worker);
    if (error)
        sqnet_ticket_settle(open_ticket, error);
    if (closing)
        sqnet_ticket_settle(close_ticket, 0);
    closing = false;
    sqnet_port_unlock();
}

/* A frame that nobody waits for any more goes back. */
static void deliver(uint32_t ticket, camera_fb_t *buffer) {
    sqnet_port_lock();
    bool wanted = grab_ticket == ticket;
    if (wanted) {
        grab_ticket = 0;
        sqnet_ticket_settle(ticket, buffer ? sqnet_frames_lend(buffer) : SQNET_E_NO_FRAME);
    }
    sqnet_port_unlock();
    if (buffer && !wanted)
        esp_camera_fb_return(buffer);
}

static uint32_t wanted_ticket(void) {
    sqnet_port_lock();
    uint32_t ticket = grab_ticket;
    sqnet_port_unlock();
    return ticket;
}

static bool may_stop(void) {
    sqnet_port_lock();
    bool may = closing && !sqnet_frames_are_read();
    sqnet_port_unlock();
    return may;
}

static void serve(sqnet_thread *self) {
    while (!may_stop()) {
        /* A wake may have been for more than this: what else there is to do comes before the sleep. */
        if (sqnet_jpeg_serve())
            continue;
        uint32_t ticket = wanted_ticket();
        if (ticket)
            deliver(ticket, sqnet_camera_next_frame());
        else
            sqnet_port_sleep(self);
    }
}

static int32_t start_driver(void) {
    int32_t reason, error = sqnet_camera_start_driver(&reason);
    sqnet_port_lock();
    detail = reason;
    sqnet_port_unlock();
    return error;
}

static void run_worker(sqnet_thread *self, void *context) {
    (void)context;
    int32_t error = start_driver();
    if (!error) {
        announce_open();
        serve(self);
        (void)sqnet_jpeg_serve(); /* one that was asked for just before finds the camera closed */
        sqnet_frames_give_back();
        sqnet_camera_stop_driver();
    }
    announce_closed(error);
}

/* --- Opening and closing ---------- */

void sqnet_camera_tidy(void) {
    sqnet_worker_tidy(&worker);
}

static int32_t start_worker(uint32_t *ticket) {
    sqnet_port_lock();
    phase = PHASE_OPENING;
    sqnet_frames_open(&worker);
    *ticket = open_ticket = sqnet_ticket_issue();
    sqnet_port_unlock();
    if (sqnet_worker_start(&worker))
        return 0;
    sqnet_port_lock();
    phase = PHASE_CLOSED;
    sqnet_ticket_settle(open_ticket, SQNET_E_MEMORY);
    sqnet_port_unlock();
    return SQNET_E_MEMORY;
}

int32_t sqnet_camera_open(const int32_t *pins, const int32_t *options, uint32_t *ticket) {
    sqnet_port_lock();
    bool closed = phase == PHASE_CLOSED;
    if (closed)
        detail = 0;
    sqnet_port_unlock();
    if (!closed)
        return SQNET_E_BUSY;
    sqnet_camera_tidy(); /* not before: the last worker may just have ended */
    int32_t error = sqnet_camera_configure(pins, options);
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
    }
    sqnet_frames_close();
    sqnet_jpeg_close();
    sqnet_worker_wake(&worker);
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
    sqnet_worker_stop(&worker);
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
    return error ? error : sqnet_camera_turn(mirror, flip);
}

/* --- Grabbing ---------- */

int32_t sqnet_camera_grab(uint32_t *ticket) {
    sqnet_port_lock();
    int32_t error = check_open();
    if (!error && (grab_ticket || sqnet_frames_lent() >= sqnet_camera_buffers()))
        error = SQNET_E_BUSY;
    if (!error) {
        *ticket = grab_ticket = sqnet_ticket_issue();
        sqnet_worker_wake(&worker);
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
        (void)sqnet_frame_return(result);
}
