#include "sqnet_engine.h"

#include <stddef.h>

#include "sqnet_slots.h"
#include "sqnet_tasks.h"

#define STEP_TAPS 1024u /* of a stage on the CLR's own thread: some 10 ms */

/* Counts in arrays of managed code, which are shorter than 2^31. */
static int32_t length(uint32_t count) {
    return count > INT32_MAX ? INT32_MAX : (int32_t)count;
}

/* Enters a slot whose model can run. */
static int32_t enter_open(int32_t handle, sqnet_slot **out) {
    int32_t error = sqnet_slots_enter(handle, out);
    if (!error && (*out)->session.state != SQNET_SESSION_OPEN)
        error = sqnet_slots_leave(*out, SQNET_E_ARGUMENT);
    return error;
}

/* --- Bringing and opening a model ---------- */

int32_t sqnet_engine_reserve(int32_t bytes) {
    sqnet_slot *s = sqnet_slots_take();
    if (!s)
        return SQNET_E_MEMORY;
    int32_t error = sqnet_session_reserve(&s->session, bytes);
    return error ? sqnet_slots_abandon(s, error) : sqnet_slots_leave(s, sqnet_slots_handle(s));
}

int32_t sqnet_engine_map(const char *label) {
    sqnet_slot *s = sqnet_slots_take();
    if (!s)
        return SQNET_E_MEMORY;
    int32_t error = sqnet_session_map(&s->session, label);
    return error ? sqnet_slots_abandon(s, error) : sqnet_slots_leave(s, sqnet_slots_handle(s));
}

int32_t sqnet_engine_load(int32_t handle, const uint8_t *piece, uint32_t piece_bytes, int32_t count) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    if (error)
        return error;
    return sqnet_slots_leave(s, count > length(piece_bytes) ? SQNET_E_ARGUMENT
                                                            : sqnet_session_load(&s->session, piece, count));
}

int32_t sqnet_engine_open(int32_t handle, int32_t checks, int32_t decoding, uint32_t *error_offset) {
    sqnet_slot *s;
    *error_offset = 0;
    int32_t result = sqnet_slots_enter(handle, &s);
    if (result)
        return result;
    result = sqnet_session_open(&s->session, checks, decoding);
    *error_offset = s->session.error_offset;
    return sqnet_slots_leave(s, result);
}

int32_t sqnet_engine_decode(int32_t handle, int32_t taps) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_session_decode(&s->session, taps));
}

int32_t sqnet_engine_start_decode(int32_t handle, int32_t taps, uint32_t *ticket) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    if (error)
        return error;
    if (s->session.state != SQNET_SESSION_DECODING || taps < 1)
        return sqnet_slots_leave(s, SQNET_E_ARGUMENT);
    return sqnet_tasks_start(s, SQNET_TASK_DECODE, taps, ticket);
}

/* --- Closing ---------- */

void sqnet_engine_close(int32_t handle) {
    sqnet_slots_close(handle);
    sqnet_port_lock();
    bool unused = !sqnet_slots_any();
    sqnet_port_unlock();
    if (unused)
        sqnet_tasks_stop();
}

void sqnet_engine_reset(void) {
    sqnet_slots_close_all();
    sqnet_tasks_stop();
}

int32_t sqnet_engine_allocated_bytes(void) {
    sqnet_tasks_tidy();
    return sqnet_memory_held();
}

/* --- The model ---------- */

int32_t sqnet_engine_read_blob(int32_t handle, int32_t offset, uint8_t *bytes, uint32_t count) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_session_read_blob(&s->session, offset, bytes, count));
}

void sqnet_engine_label(int32_t handle, int32_t index, char label[SQNET_LABEL_BYTES]) {
    sqnet_port_lock();
    const sqnet_session *session = sqnet_slots_peek(handle);
    label[0] = '\0';
    if (session)
        sqnet_session_label(session, index, label);
    sqnet_port_unlock();
}

int32_t sqnet_engine_decodes_each_run(int32_t handle) {
    sqnet_port_lock();
    const sqnet_session *session = sqnet_slots_peek(handle);
    int32_t each_run = session && session->state == SQNET_SESSION_OPEN && session->windowed;
    sqnet_port_unlock();
    return each_run;
}

int32_t sqnet_engine_limit_cores(int32_t handle, int32_t most) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    if (error)
        return error;
    if (most < 0)
        return sqnet_slots_leave(s, SQNET_E_ARGUMENT);
    s->most_cores = (unsigned)most;
    return sqnet_slots_leave(s, 0);
}

int32_t sqnet_engine_cores(int32_t handle) {
    sqnet_slot *s;
    int32_t error = enter_open(handle, &s);
    return error ? error : sqnet_slots_leave(s, (int32_t)s->cores);
}

/* --- Running ---------- */

int32_t sqnet_engine_set_view(int32_t handle, const sqnet_view *view) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_session_set_view(&s->session, view));
}

int32_t sqnet_engine_begin(int32_t handle, const sqnet_image *image, uint32_t bytes) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_session_begin(&s->session, image, bytes));
}

int32_t sqnet_engine_begin_camera(int32_t handle, int32_t frame) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_slots_begin_frame(s, frame));
}

int32_t sqnet_engine_luma(int32_t handle, uint8_t *luma, uint32_t bytes) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_slots_luma(s, luma, length(bytes)));
}

static void use_one_core(sqnet_slot *s) {
    s->session.hooks.parallel = NULL;
    s->cores = 1;
}

int32_t sqnet_engine_stage(int32_t handle, int32_t stage) {
    sqnet_slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    use_one_core(s);
    return sqnet_slots_leave(s, sqnet_slots_reads_frame(s)
                                    ? sqnet_slots_stage(s, stage)
                                    : sqnet_session_step(&s->session, stage, STEP_TAPS));
}

int32_t sqnet_engine_self_test(int32_t handle) {
    sqnet_slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    use_one_core(s);
    return sqnet_slots_leave(s, sqnet_session_self_test(&s->session));
}

int32_t sqnet_engine_start_stage(int32_t handle, int32_t stage, uint32_t *ticket) {
    sqnet_slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    return stage < 0 ? sqnet_slots_leave(s, SQNET_E_ARGUMENT)
                     : sqnet_tasks_start(s, SQNET_TASK_STAGE, stage, ticket);
}

int32_t sqnet_engine_start_self_test(int32_t handle, uint32_t *ticket) {
    sqnet_slot *s;
    int32_t error = enter_open(handle, &s);
    return error ? error : sqnet_tasks_start(s, SQNET_TASK_SELF_TEST, 0, ticket);
}

/* --- Results ---------- */

int32_t sqnet_engine_stage_microseconds(int32_t handle, int32_t stage) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_session_ticks(&s->session, stage));
}

int32_t sqnet_engine_scores(int32_t handle, int32_t *scores, uint32_t count) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error ? error : sqnet_slots_leave(s, sqnet_session_scores(&s->session, scores, length(count)));
}

int32_t sqnet_engine_top(int32_t handle, int32_t *indices, float *probabilities, uint32_t count) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    return error
               ? error
               : sqnet_slots_leave(s, sqnet_session_top(&s->session, indices, probabilities, length(count)));
}
