/* The models of a device: places for sessions, behind handles.
 *
 * A slot that is entered is `busy` and belongs to whoever has entered it, the CLR's thread or the worker,
 * until it is left; only `closing` may then be set by others. */
#ifndef SQNET_SLOTS_H
#define SQNET_SLOTS_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SQNET_SLOTS 8

enum sqnet_task { SQNET_TASK_NONE, SQNET_TASK_STAGE, SQNET_TASK_SELF_TEST, SQNET_TASK_DECODE };

typedef struct sqnet_slot {
    bool used, busy, closing; /* with the lock held, as these: */
    uint32_t generation;
    enum sqnet_task task; /* of the worker, as long as it is busy with it */
    bool queued;          /* the worker has not begun */
    uint32_t ticket;      /* of the task */

    int32_t argument; /* of the task: stage or taps */
    sqnet_session session;
    int32_t frame;            /* of the camera, held until stage 0 has read it; 0: none */
    sqnet_image_source image; /* the frame's rows */
    unsigned most_cores;      /* that a stage may run on; 0: all */
    unsigned cores;           /* that the last one ran on */
} sqnet_slot;

/* Enters a slot that was not used. NULL: all are. */
sqnet_slot *sqnet_slots_take(void);

int32_t sqnet_slots_handle(const sqnet_slot *slot);

/* What the stages of a slot that is entered are counted in from now on: cycles, or microseconds. */
void sqnet_slots_count(sqnet_slot *slot, bool in_cycles);

/* Enters the slot of a handle. SQNET_E_CLOSED: there is none; SQNET_E_BUSY: another has entered it. */
int32_t sqnet_slots_enter(int32_t handle, sqnet_slot **slot);

/* Leaves a slot, which frees it if it was closed meanwhile, and returns `result`. */
int32_t sqnet_slots_leave(sqnet_slot *slot, int32_t result);

/* The same; the ticket of its task brings `result`. */
void sqnet_slots_settle(sqnet_slot *slot, int32_t result);

/* Frees a slot that is entered, and returns `error`. */
int32_t sqnet_slots_abandon(sqnet_slot *slot, int32_t error);

/* The handle becomes invalid at once; the slot is freed now, or when it is left. */
void sqnet_slots_close(int32_t handle);
void sqnet_slots_close_all(void);

/* Uses a frame of the camera as image of the next run. */
int32_t sqnet_slots_begin_frame(sqnet_slot *slot, int32_t frame);

/* Runs a stage as a whole, stage 0 on a frame if there is one, which must still be there. */
int32_t sqnet_slots_stage(sqnet_slot *slot, int32_t stage);

/* The grid of brightness of the image or frame that a run has begun on, before stage 0. That run is over. */
int32_t sqnet_slots_luma(sqnet_slot *slot, uint8_t *luma, int32_t bytes);

/* Whether stage 0 is still to read a frame. */
bool sqnet_slots_reads_frame(const sqnet_slot *slot);

/* --- With the lock held ---------- */

bool sqnet_slots_any(void);

/* A model whose header, labels and memory do not change now, even if a stage runs. NULL: there is none. */
const sqnet_session *sqnet_slots_peek(int32_t handle);

/* The slot whose task was queued first, which is no longer. NULL: there is none. */
sqnet_slot *sqnet_slots_next(void);

#ifdef __cplusplus
}
#endif

#endif
