#include "sqnet_engine.h"

#include <string.h>

#include "layout.h"
#include "sqnet.h"
#include "sqnet_camera.h"
#include "sqnet_interop.h"
#include "sqnet_memory.h"
#include "sqnet_port.h"
#include "sqnet_ticket.h"

#define MAX_BLOB_BYTES (16 << 20)
#define GENERATIONS (1u << 20)
#define STEP_TAPS 1024u /* of a stage on the CLR's own thread: some 10 ms */

enum job { JOB_NONE, JOB_STAGE, JOB_SELF_TEST, JOB_UNPACK };

/* A model. While it is `busy` it belongs to whoever made it so; only `closing` may then be set by others. */
typedef struct slot {
    bool used, busy, closing;
    uint32_t generation;

    /* Work for the worker. */
    enum job job;
    uint32_t ticket;
    unsigned stage;
    uint32_t taps;

    sqnet_block loaded; /* or */
    sqnet_mapping mapping;
    uint32_t loaded_bytes;

    bool opening; /* packed weights are still to be decoded or proved; then it is `open` */
    bool open;
    bool prove;
    bool windowed; /* packed weights are decoded in each run */
    sqnet_model model;
    sqnet_block arena;   /* what is read and written often */
    sqnet_block skip;    /* what bypasses add later */
    sqnet_block weights; /* of a packed model, decoded */
    sqnet_block decoder; /* a sqnet_window, as long as something is decoded */
    sqnet_block scratch; /* scores, probabilities and indices */
    int32_t *scores;
    float *probabilities;
    uint16_t *indices;

    sqnet_run run;
    sqnet_block pixels; /* copy of the last picture, reused */
    int32_t frame;      /* of the camera; 0: none */
    sqnet_image_source image;
    sqnet_golden_source golden;
    bool scored;
    int32_t microseconds[SQNET_MAX_STAGES];
} slot;

static slot slots[SQNET_ENGINE_MODELS];

/* The worker lives while there are models. */
static sqnet_worker *worker;
static bool worker_stop;  /* asks it to end */
static bool worker_ended; /* it does so by itself when it frees the last model */

/* --- Handles
 * --------------------------------------------------------------------------------------------------- */

static int32_t handle_of(const slot *s) {
    return (int32_t)((uint32_t)(s - slots) + 1 + (s->generation << 8));
}

static slot *find(int32_t handle) {
    uint32_t index = ((uint32_t)handle & 255u) - 1u;
    if (handle < 0 || index >= SQNET_ENGINE_MODELS)
        return NULL;
    slot *s = &slots[index];
    return s->used && !s->closing && handle_of(s) == handle ? s : NULL;
}

static bool any_used(void) {
    for (unsigned i = 0; i < SQNET_ENGINE_MODELS; i++)
        if (slots[i].used)
            return true;
    return false;
}

static slot *take_slot(void) {
    for (unsigned i = 0; i < SQNET_ENGINE_MODELS; i++) {
        slot *s = &slots[i];
        if (!s->used) {
            uint32_t generation = (s->generation + 1) % GENERATIONS;
            memset(s, 0, sizeof *s);
            s->generation = generation;
            s->used = true;
            s->busy = true;
            return s;
        }
    }
    return NULL;
}

/* Makes a new slot the caller's. NULL: all are used. */
static slot *enter_new(void) {
    sqnet_port_lock();
    slot *s = take_slot();
    sqnet_port_unlock();
    return s;
}

/* Makes a slot the caller's. */
static int32_t enter(int32_t handle, slot **out) {
    sqnet_port_lock();
    slot *s = find(handle);
    int32_t error = !s ? SQNET_E_CLOSED : s->busy ? SQNET_E_BUSY : 0;
    if (!error)
        s->busy = true;
    sqnet_port_unlock();
    *out = s;
    return error;
}

static void drop_frame(slot *s) {
    if (s->frame)
        sqnet_camera_release(s->frame);
    s->frame = 0;
}

/* Frees what opening has taken. */
static void drop_opened(slot *s) {
    sqnet_block_drop(&s->scratch);
    sqnet_block_drop(&s->arena);
    sqnet_block_drop(&s->skip);
    sqnet_block_drop(&s->weights);
    sqnet_block_drop(&s->decoder);
    s->opening = s->open = s->windowed = false;
}

/* Frees what a slot has; it must be the caller's. */
static void release(slot *s) {
    drop_frame(s);
    drop_opened(s);
    sqnet_block_drop(&s->pixels);
    sqnet_block_drop(&s->loaded);
    if (s->mapping.bytes)
        sqnet_port_unmap(&s->mapping);
    s->mapping.bytes = NULL;
}

/* Gives a slot back, which frees it if it was closed meanwhile. Settles `ticket` if it is not 0. */
static void leave_with(slot *s, uint32_t ticket, int32_t result) {
    sqnet_port_lock();
    if (s->closing) {
        sqnet_port_unlock();
        release(s);
        sqnet_port_lock();
        s->used = false;
    }
    s->busy = false;
    if (ticket)
        sqnet_ticket_settle(ticket, result);
    sqnet_port_unlock();
}

static int32_t leave(slot *s, int32_t result) {
    leave_with(s, 0, 0);
    return result;
}

static int32_t enter_open(int32_t handle, slot **out) {
    int32_t error = enter(handle, out);
    if (!error && !(*out)->open)
        error = leave(*out, SQNET_E_ARGUMENT);
    return error;
}

/* Frees a slot that is the caller's. */
static int32_t abandon(slot *s, int32_t error) {
    sqnet_port_lock();
    s->closing = true;
    sqnet_port_unlock();
    return leave(s, error);
}

/* --- Bringing a model
 * ------------------------------------------------------------------------------------------ */

int32_t sqnet_engine_reserve(int32_t bytes) {
    if (bytes < 0 || bytes > MAX_BLOB_BYTES)
        return SQNET_E_MEMORY;
    slot *s = enter_new();
    if (!s)
        return SQNET_E_MEMORY;
    if (sqnet_block_take(&s->loaded, (uint32_t)bytes, SQNET_MEMORY_PREFER_EXTERNAL))
        return abandon(s, SQNET_E_MEMORY);
    return leave(s, handle_of(s));
}

static int32_t load(slot *s, const uint8_t *piece, uint32_t count) {
    if (s->open || s->opening || !s->loaded.at || count > s->loaded.bytes - s->loaded_bytes)
        return SQNET_E_ARGUMENT;
    memcpy(s->loaded.at + s->loaded_bytes, piece, count);
    s->loaded_bytes += count;
    return 0;
}

int32_t sqnet_engine_load(int32_t handle, const uint8_t *piece, uint32_t piece_bytes, int32_t count) {
    slot *s;
    int32_t error = enter(handle, &s);
    if (error)
        return error;
    if (count < 0 || (uint32_t)count > piece_bytes)
        return leave(s, SQNET_E_ARGUMENT);
    return leave(s, load(s, piece, (uint32_t)count));
}

int32_t sqnet_engine_map(const char *label) {
    slot *s = enter_new();
    if (!s)
        return SQNET_E_MEMORY;
    if (sqnet_port_map(label, &s->mapping)) {
        s->mapping.bytes = NULL;
        return abandon(s, SQNET_E_PARTITION);
    }
    return leave(s, handle_of(s));
}

static const uint8_t *blob_of(const slot *s, uint32_t *bytes) {
    *bytes = s->open ? s->model.bytes : s->mapping.bytes ? s->mapping.size : s->loaded_bytes;
    return s->mapping.bytes ? s->mapping.bytes : s->loaded.at;
}

static enum sqnet_memory_policy arena_policy(const slot *s) {
    bool external = s->model.arena_memory == SQNET_ARENA_EXTERNAL;
    return external ? SQNET_MEMORY_PREFER_EXTERNAL : SQNET_MEMORY_INTERNAL;
}

static uint32_t arena_bytes(const slot *s) {
    return (s->windowed ? sqnet_window_bytes(&s->model) : s->model.arena_bytes) - s->model.skip_bytes;
}

/* Skip memory is large, and written and read once a run: external memory will do. */
static int32_t take_arena(slot *s) {
    if (sqnet_block_take(&s->arena, arena_bytes(s), arena_policy(s)))
        return SQNET_E_ARENA;
    if (s->model.skip_bytes && sqnet_block_take(&s->skip, s->model.skip_bytes, SQNET_MEMORY_PREFER_EXTERNAL))
        return SQNET_E_ARENA;
    return 0;
}

/* Scores, probabilities and indices of all classes (at most 4096) in one block. */
static int32_t take_scratch(slot *s) {
    uint32_t classes = s->model.classes;
    if (sqnet_block_take(&s->scratch, classes * 10u, SQNET_MEMORY_PREFER_EXTERNAL))
        return SQNET_E_MEMORY;
    s->scores = (int32_t *)(void *)s->scratch.at;
    s->probabilities = (float *)(void *)(s->scratch.at + 4u * classes);
    s->indices = (uint16_t *)(void *)(s->scratch.at + 8u * classes);
    return 0;
}

static int32_t take_memory(slot *s) {
    int32_t error = take_arena(s);
    return error ? error : take_scratch(s);
}

/* --- Packed weights
 * -------------------------------------------------------------------------------------------- */

static sqnet_window *window_of(const slot *s) {
    return (sqnet_window *)(void *)s->decoder.at;
}

/* Decoded weights are large and read once a run, as those in flash are: external memory will do. */
static int32_t place_weights(slot *s, enum sqnet_engine_weights where) {
    uint32_t bytes = s->model.weights_bytes;
    if (where == SQNET_WEIGHTS_AT_OPEN)
        return sqnet_block_take(&s->weights, bytes, SQNET_MEMORY_PREFER_EXTERNAL) ? SQNET_E_MEMORY : 0;
    s->windowed =
        where == SQNET_WEIGHTS_EACH_RUN || sqnet_block_take(&s->weights, bytes, SQNET_MEMORY_EXTERNAL);
    return 0;
}

static int32_t begin_decoding(slot *s, enum sqnet_engine_weights where) {
    int32_t error = place_weights(s, where);
    if (!error && sqnet_block_take(&s->decoder, sizeof(sqnet_window), SQNET_MEMORY_INTERNAL))
        error = SQNET_E_MEMORY;
    if (!error)
        error = sqnet_window_begin(window_of(s), &s->model);
    if (error == SQNET_E_PACKED)
        s->model.error_offset = s->model.section[SQ_SEC_WEIGHTS].offset;
    return error;
}

/* All weights are decoded. */
static int32_t finish_decoding(slot *s) {
    int32_t error = sqnet_set_weights(&s->model, s->weights.at);
    sqnet_block_drop(&s->decoder);
    return !error && s->prove ? sqnet_prove(&s->model) : error;
}

static int32_t unpack(slot *s, uint32_t taps) {
    sqnet_window *window = window_of(s);
    int32_t result = s->windowed ? sqnet_window_prove(window, s->arena.at, s->arena.bytes, taps)
                                 : sqnet_decode(&window->decoder, s->weights.at, s->weights.bytes, taps);
    if (result > 0)
        return (int32_t)(s->model.weights_bytes - window->decoder.done);
    if (!result && !s->windowed)
        result = finish_decoding(s);
    if (result) {
        drop_opened(s);
    } else {
        s->opening = false;
        s->open = true;
    }
    return result;
}

static int32_t enter_opening(int32_t handle, int32_t taps, slot **out) {
    int32_t error = enter(handle, out);
    if (!error && (!(*out)->opening || taps < 1))
        error = leave(*out, SQNET_E_ARGUMENT);
    return error;
}

int32_t sqnet_engine_unpack(int32_t handle, int32_t taps) {
    slot *s;
    int32_t error = enter_opening(handle, taps, &s);
    return error ? error : leave(s, unpack(s, (uint32_t)taps));
}

/* Reads only what does not change while a stage runs. */
int32_t sqnet_engine_decodes_each_run(int32_t handle) {
    sqnet_port_lock();
    const slot *s = find(handle);
    int32_t each_run = s && s->open && s->windowed;
    sqnet_port_unlock();
    return each_run;
}

/* --- Opening
 * --------------------------------------------------------------------------------------------------- */

/* As sqnet_open; packed weights have a place then, and raw ones are proved if that is asked for. */
static int32_t open_blob(slot *s, const uint8_t *blob, uint32_t bytes, unsigned checks,
                         enum sqnet_engine_weights where) {
    int32_t error = sqnet_open(&s->model, blob, bytes, checks & ~(unsigned)SQNET_OPEN_PROVE);
    if (error)
        return error;
    if (s->model.encoding == SQNET_ENCODING_PACKED)
        return begin_decoding(s, where);
    return s->prove ? sqnet_prove(&s->model) : 0;
}

static int32_t open_model(slot *s, int32_t checks, int32_t weights, uint32_t *error_offset) {
    if (s->open || s->opening || checks < 0 || checks > (SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE) ||
        weights < SQNET_WEIGHTS_AUTOMATIC || weights > SQNET_WEIGHTS_EACH_RUN)
        return SQNET_E_ARGUMENT;
    uint32_t bytes;
    const uint8_t *blob = blob_of(s, &bytes);
    s->prove = checks & SQNET_OPEN_PROVE;
    int32_t error = open_blob(s, blob, bytes, (unsigned)checks, (enum sqnet_engine_weights)weights);
    *error_offset = error ? s->model.error_offset : 0;
    if (!error)
        error = take_memory(s);
    if (error) {
        drop_opened(s);
        return error;
    }
    s->opening = s->model.encoding == SQNET_ENCODING_PACKED && (!s->windowed || s->prove);
    s->open = !s->opening;
    return s->opening;
}

int32_t sqnet_engine_open(int32_t handle, int32_t checks, int32_t weights, uint32_t *error_offset) {
    slot *s;
    *error_offset = 0;
    int32_t error = enter(handle, &s);
    return error ? error : leave(s, open_model(s, checks, weights, error_offset));
}

/* --- The blob
 * -------------------------------------------------------------------------------------------------- */

static int32_t read_blob(const slot *s, uint32_t offset, uint8_t *bytes, uint32_t count) {
    uint32_t size;
    const uint8_t *blob = blob_of(s, &size);
    uint32_t left = offset < size ? size - offset : 0;
    if (count > left)
        count = left;
    memcpy(bytes, blob + (count ? offset : 0), count);
    return (int32_t)count;
}

int32_t sqnet_engine_read_blob(int32_t handle, int32_t offset, uint8_t *bytes, uint32_t count) {
    slot *s;
    int32_t error = enter(handle, &s);
    if (error)
        return error;
    return leave(s, offset < 0 ? SQNET_E_ARGUMENT : read_blob(s, (uint32_t)offset, bytes, count));
}

/* Reads only what does not change while a stage runs. */
void sqnet_engine_label(int32_t handle, int32_t index, char label[SQNET_LABEL_BYTES]) {
    sqnet_port_lock();
    const slot *s = find(handle);
    (void)sqnet_label(s && s->open && index >= 0 ? &s->model : NULL, (unsigned)index, label);
    sqnet_port_unlock();
}

/* --- Pictures
 * -------------------------------------------------------------------------------------------------- */

static uint32_t microseconds(void *context) {
    (void)context;
    return sqnet_port_microseconds();
}

static const sqnet_hooks hooks = {.clock = microseconds};

/* Whatever had begun is over. */
static void forget_run(slot *s) {
    drop_frame(s);
    memset(&s->run, 0, sizeof s->run);
    s->scored = false;
}

static int32_t begin(slot *s, sqnet_row_fn row, void *context) {
    sqnet_memory memory = {s->arena.at, s->arena.bytes, s->skip.at, s->skip.bytes};
    sqnet_source source = {row, context};
    int32_t error = s->windowed ? sqnet_begin_window(&s->run, window_of(s), &s->model, &memory, &source)
                                : sqnet_begin(&s->run, &s->model, &memory, &source);
    s->run.hooks = &hooks;
    return error;
}

static int32_t begin_image(slot *s, const sqnet_image *image) {
    int32_t error = sqnet_image_open(&s->image, &s->model, image);
    return error ? error : begin(s, sqnet_image_row, &s->image);
}

/* Fills *image and the bytes that it takes if `bytes` hold it. Sides <= 4096, stride < 2^31: 64 bits suffice.
 */
static int32_t describe(sqnet_image *image, const uint8_t *pixels, uint32_t bytes, int32_t width,
                        int32_t height, int32_t stride, int32_t format, uint32_t *needed) {
    static const uint8_t pixel_bytes[] = {3, 2, 2, 1};
    if (width < 1 || width > 4096 || height < 1 || height > 4096 || stride < 1 || format < 0 || format > 3)
        return SQNET_E_IMAGE;
    int32_t row = width * pixel_bytes[format];
    int64_t total = (int64_t)(height - 1) * stride + row;
    if (stride < row || total > (int64_t)bytes)
        return SQNET_E_IMAGE;
    *needed = (uint32_t)total;
    image->pixels = pixels;
    image->width = (uint32_t)width;
    image->height = (uint32_t)height;
    image->stride = (uint32_t)stride;
    image->format = (uint32_t)format;
    return 0;
}

/* The collector moves managed arrays, so that a stage on the worker needs a copy. */
static int32_t copy_pixels(slot *s, sqnet_image *image, uint32_t bytes) {
    if (bytes > s->pixels.bytes) {
        sqnet_block_drop(&s->pixels);
        if (sqnet_block_take(&s->pixels, bytes, SQNET_MEMORY_PREFER_EXTERNAL))
            return SQNET_E_MEMORY;
    }
    memcpy(s->pixels.at, image->pixels, bytes);
    image->pixels = s->pixels.at;
    return 0;
}

int32_t sqnet_engine_begin(int32_t handle, const uint8_t *pixels, uint32_t bytes, int32_t width,
                           int32_t height, int32_t stride, int32_t format) {
    slot *s;
    sqnet_image image;
    uint32_t needed;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    error = describe(&image, pixels, bytes, width, height, stride, format, &needed);
    if (error)
        return leave(s, error);
    forget_run(s);
    error = copy_pixels(s, &image, needed);
    return leave(s, error ? error : begin_image(s, &image));
}

static int32_t begin_camera(slot *s, int32_t frame) {
    sqnet_image image;
    int32_t error = sqnet_camera_hold(frame, &image);
    if (error)
        return error;
    forget_run(s);
    s->frame = frame;
    image.pixels = s->arena.at; /* until stage 0: never read */
    return begin_image(s, &image);
}

int32_t sqnet_engine_begin_camera(int32_t handle, int32_t frame) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    return error ? error : leave(s, begin_camera(s, frame));
}

int32_t sqnet_engine_begin_golden(int32_t handle, uint32_t seed) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    forget_run(s);
    s->golden.seed = seed;
    s->golden.width = s->model.width;
    return leave(s, begin(s, sqnet_golden_row, &s->golden));
}

/* --- Running
 * --------------------------------------------------------------------------------------------------- */

/* Stage 0 on a frame, which must still be there and is given back afterwards. */
static int32_t frame_stage(slot *s) {
    s->image.image.pixels = sqnet_camera_read_begin(s->frame);
    int32_t error = SQNET_E_CLOSED;
    if (s->image.image.pixels) {
        error = sqnet_stage(&s->run, 0);
        sqnet_camera_read_end(s->frame);
    }
    if (error)
        memset(&s->run, 0, sizeof s->run);
    drop_frame(s);
    return error;
}

static void note_time(slot *s, unsigned stage) {
    uint32_t ticks = s->run.stage_ticks[stage];
    s->microseconds[stage] = (int32_t)(ticks > INT32_MAX ? INT32_MAX : ticks);
}

static int32_t finish_stage(slot *s, unsigned stage) {
    note_time(s, stage);
    if (stage + 1u < s->model.stages)
        return 0;
    s->scored = true;
    return sqnet_scores(&s->run, s->scores);
}

static int32_t run_stage(slot *s, unsigned stage) {
    int32_t error = s->frame && stage == 0 ? frame_stage(s) : sqnet_stage(&s->run, stage);
    return error ? error : finish_stage(s, stage);
}

/* A stage with a window in many steps, so that other managed threads come in between. */
static int32_t step_stage(slot *s, unsigned stage) {
    if (!s->windowed || s->frame)
        return run_stage(s, stage);
    int32_t result = sqnet_stage_step(&s->run, stage, STEP_TAPS);
    return result ? result : finish_stage(s, stage);
}

static int32_t golden_run(slot *s, unsigned index) {
    s->golden.width = s->model.width;
    int32_t error = sqnet_golden_seed(&s->model, index, &s->golden.seed);
    if (!error)
        error = begin(s, sqnet_golden_row, &s->golden);
    for (unsigned k = 0; !error && k < s->model.stages; k++)
        error = run_stage(s, k);
    return error ? error : sqnet_golden_check(&s->model, index, s->scores);
}

/* The vectors run in the same arena: a run that had begun is lost. */
static int32_t self_test(slot *s) {
    int32_t error = 0;
    for (unsigned i = 0; !error && i < sqnet_golden_count(&s->model); i++) {
        forget_run(s);
        error = golden_run(s, i);
    }
    forget_run(s);
    return error;
}

int32_t sqnet_engine_stage(int32_t handle, int32_t stage) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    return leave(s, stage < 0 ? SQNET_E_ARGUMENT : step_stage(s, (unsigned)stage));
}

int32_t sqnet_engine_self_test(int32_t handle) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    return error ? error : leave(s, self_test(s));
}

/* With a window the arena holds what is proved: a run that had begun is lost. */
static int32_t prove(slot *s) {
    if (!s->windowed)
        return sqnet_prove(&s->model);
    forget_run(s);
    int result = sqnet_window_begin(window_of(s), &s->model);
    if (!result)
        do
            result = sqnet_window_prove(window_of(s), s->arena.at, s->arena.bytes, UINT32_MAX);
        while (result > 0);
    if (result)
        s->model.error_offset = s->model.section[SQ_SEC_WEIGHTS].offset;
    return result;
}

int32_t sqnet_engine_prove(int32_t handle, uint32_t *error_offset) {
    slot *s;
    *error_offset = 0;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    error = prove(s);
    *error_offset = error ? s->model.error_offset : 0;
    return leave(s, error);
}

/* --- The worker
 * ------------------------------------------------------------------------------------------------ */

/* Removes the oldest job from its slot, which stays busy. With the lock held. */
static slot *next_job(enum job *job) {
    slot *next = NULL;
    for (unsigned i = 0; i < SQNET_ENGINE_MODELS; i++) {
        slot *s = &slots[i];
        if (s->job != JOB_NONE && (!next || (int32_t)(s->ticket - next->ticket) < 0))
            next = s;
    }
    if (next) {
        *job = next->closing ? JOB_NONE : next->job;
        next->job = JOB_NONE;
    }
    return next;
}

static int32_t execute(slot *s, enum job job) {
    switch (job) {
    case JOB_STAGE:
        return run_stage(s, s->stage);
    case JOB_SELF_TEST:
        return self_test(s);
    case JOB_UNPACK:
        return unpack(s, s->taps);
    default:
        return SQNET_E_CLOSED; /* before it began */
    }
}

/* Runs one job. False if there was none. */
static bool work(void) {
    enum job job = JOB_NONE;
    sqnet_port_lock();
    slot *s = next_job(&job);
    sqnet_port_unlock();
    if (!s)
        return false;
    leave_with(s, s->ticket, execute(s, job));
    sqnet_port_signal();
    return true;
}

static bool worker_is_over(void) {
    sqnet_port_lock();
    worker_ended = worker_stop || !any_used();
    bool over = worker_ended;
    sqnet_port_unlock();
    return over;
}

static void run_worker(sqnet_worker *self, void *context) {
    (void)context;
    do {
        sqnet_port_sleep(self);
        while (work()) {
        }
    } while (!worker_is_over());
}

/* Joins a worker that is about to end or has ended. */
static void join_worker(void) {
    sqnet_port_join(worker);
    sqnet_memory_count(-SQNET_ENGINE_STACK);
    worker = NULL;
}

static void join_ended_worker(void) {
    sqnet_port_lock();
    bool ended = worker_ended;
    sqnet_port_unlock();
    if (worker && ended)
        join_worker();
}

static void stop_worker(void) {
    if (!worker)
        return;
    sqnet_port_lock();
    worker_stop = true;
    sqnet_port_unlock();
    sqnet_port_wake(worker);
    join_worker();
}

static bool start_worker(void) {
    join_ended_worker();
    if (worker)
        return true;
    worker_stop = worker_ended = false;
    worker = sqnet_port_start("sqnet", SQNET_ENGINE_STACK, run_worker, NULL);
    if (worker)
        sqnet_memory_count(SQNET_ENGINE_STACK);
    return worker != NULL;
}

/* Hands a slot that is the caller's to the worker. */
static int32_t start(slot *s, enum job job, uint32_t *ticket) {
    if (!start_worker())
        return leave(s, SQNET_E_MEMORY);
    sqnet_port_lock();
    s->job = job;
    s->ticket = *ticket = sqnet_ticket_issue();
    sqnet_port_unlock();
    sqnet_port_wake(worker);
    return 0;
}

int32_t sqnet_engine_start_stage(int32_t handle, int32_t stage, uint32_t *ticket) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    if (stage < 0)
        return leave(s, SQNET_E_ARGUMENT);
    s->stage = (unsigned)stage;
    return start(s, JOB_STAGE, ticket);
}

int32_t sqnet_engine_start_unpack(int32_t handle, int32_t taps, uint32_t *ticket) {
    slot *s;
    int32_t error = enter_opening(handle, taps, &s);
    if (error)
        return error;
    s->taps = (uint32_t)taps;
    return start(s, JOB_UNPACK, ticket);
}

int32_t sqnet_engine_start_self_test(int32_t handle, uint32_t *ticket) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    return error ? error : start(s, JOB_SELF_TEST, ticket);
}

/* --- Closing
 * --------------------------------------------------------------------------------------------------- */

static void close_slot(int32_t handle) {
    sqnet_port_lock();
    slot *s = find(handle);
    bool idle = s && !s->busy;
    if (s)
        s->busy = s->closing = true;
    sqnet_port_unlock();
    if (idle)
        leave_with(s, 0, 0);
}

void sqnet_engine_close(int32_t handle) {
    close_slot(handle);
    sqnet_port_lock();
    bool unused = !any_used();
    sqnet_port_unlock();
    if (unused)
        stop_worker();
}

void sqnet_engine_reset(void) {
    for (unsigned i = 0; i < SQNET_ENGINE_MODELS; i++)
        close_slot(handle_of(&slots[i]));
    stop_worker();
}

int32_t sqnet_engine_allocated_bytes(void) {
    join_ended_worker();
    return sqnet_memory_held();
}

/* --- Results
 * --------------------------------------------------------------------------------------------------- */

int32_t sqnet_engine_stage_microseconds(int32_t handle, int32_t stage) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    bool exists = stage >= 0 && stage < s->model.stages;
    return leave(s, exists ? s->microseconds[stage] : SQNET_E_ARGUMENT);
}

static int32_t read_scores(const slot *s, int32_t *scores, uint32_t count) {
    if (!s->scored || count != s->model.classes)
        return SQNET_E_ARGUMENT;
    memcpy(scores, s->scores, count * sizeof *scores);
    return 0;
}

int32_t sqnet_engine_read_scores(int32_t handle, int32_t *scores, uint32_t count) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    return error ? error : leave(s, read_scores(s, scores, count));
}

static int32_t top(slot *s, int32_t *indices, float *probabilities, uint32_t count) {
    if (!s->scored || count < 1 || count > s->model.classes)
        return SQNET_E_ARGUMENT;
    sqnet_top(s->scores, s->model.classes, count, s->indices);
    sqnet_softmax(&s->model, s->scores, s->probabilities);
    for (uint32_t i = 0; i < count; i++) {
        indices[i] = s->indices[i];
        probabilities[i] = s->probabilities[s->indices[i]];
    }
    return (int32_t)count;
}

int32_t sqnet_engine_top(int32_t handle, int32_t *indices, float *probabilities, uint32_t count) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    return error ? error : leave(s, top(s, indices, probabilities, count));
}

static int32_t read_tensor(const slot *s, uint32_t stage, int8_t *tensor, uint32_t bytes) {
    sq_stage record;
    if (stage + 1u >= s->model.stages || s->run.next_stage != stage + 1u)
        return SQNET_E_ARGUMENT;
    sq_read_stage(&s->model, stage, &record);
    uint32_t row = record.out_w * record.c.oc; /* both are in an arena of 16 MiB */
    if (bytes != record.out_h * row)
        return SQNET_E_ARGUMENT;
    const uint8_t *from = s->arena.at + record.out_off + record.c.oc;
    for (uint32_t y = 0; y < record.out_h; y++)
        memcpy(tensor + y * row, from + y * (row + record.c.oc), row);
    return 0;
}

int32_t sqnet_engine_read_tensor(int32_t handle, int32_t stage, int8_t *tensor, uint32_t bytes) {
    slot *s;
    int32_t error = enter_open(handle, &s);
    if (error)
        return error;
    return leave(s, stage < 0 ? SQNET_E_ARGUMENT : read_tensor(s, (uint32_t)stage, tensor, bytes));
}
