/* Bringing and opening a model. */
#include "session.h"

#include <string.h>

#include "layout.h"

#define MAX_BLOB_BYTES (16 << 20)

/* --- Bringing a model ---------- */

int32_t sqnet_session_reserve(sqnet_session *s, int32_t bytes) {
    if (bytes < 0 || bytes > MAX_BLOB_BYTES)
        return SQNET_E_MEMORY;
    return sqnet_block_take(&s->loaded, (uint32_t)bytes, SQNET_BLOCK_PREFER_EXTERNAL) ? SQNET_E_MEMORY : 0;
}

int32_t sqnet_session_load(sqnet_session *s, const uint8_t *piece, int32_t count) {
    if (s->state != SQNET_SESSION_LOADING || !s->loaded.at || count < 0 ||
        (uint32_t)count > s->loaded.bytes - s->loaded_bytes)
        return SQNET_E_ARGUMENT;
    memcpy(s->loaded.at + s->loaded_bytes, piece, (uint32_t)count);
    s->loaded_bytes += (uint32_t)count;
    return 0;
}

int32_t sqnet_session_map(sqnet_session *s, const char *label) {
    if (!sqnet_port_map(label, &s->mapping))
        return 0;
    s->mapping.bytes = NULL;
    return SQNET_E_PARTITION;
}

/* Frees what opening has taken. */
static void drop_opened(sqnet_session *s) {
    sqnet_block_drop(&s->results);
    sqnet_block_drop(&s->arena);
    sqnet_block_drop(&s->skip);
    sqnet_block_drop(&s->weights);
    sqnet_block_drop(&s->decoder);
    s->state = SQNET_SESSION_LOADING;
    s->windowed = false;
}

void sqnet_session_close(sqnet_session *s) {
    drop_opened(s);
    sqnet_block_drop(&s->pixels);
    sqnet_block_drop(&s->loaded);
    if (s->mapping.bytes)
        sqnet_port_unmap(&s->mapping);
    memset(s, 0, sizeof *s);
}

/* --- Memory ---------- */

static enum sqnet_block_policy arena_policy(const sqnet_session *s) {
    bool external = s->model.arena_memory == SQNET_ARENA_EXTERNAL;
    return external ? SQNET_BLOCK_PREFER_EXTERNAL : SQNET_BLOCK_INTERNAL;
}

/* Skip memory is large, and written and read once a run: external memory will do. */
static int32_t take_arena(sqnet_session *s) {
    const sqnet_model *model = &s->model;
    uint32_t bytes = s->windowed ? sqnet_window_bytes(model) : model->arena_bytes;
    if (sqnet_block_take(&s->arena, bytes - model->skip_bytes, arena_policy(s)))
        return SQNET_E_ARENA;
    if (model->skip_bytes && sqnet_block_take(&s->skip, model->skip_bytes, SQNET_BLOCK_PREFER_EXTERNAL))
        return SQNET_E_ARENA;
    return 0;
}

/* Scores, probabilities and indices of all classes, of which there are at most 4096. */
static int32_t take_results(sqnet_session *s) {
    uint32_t bytes = s->model.classes * 10u;
    return sqnet_block_take(&s->results, bytes, SQNET_BLOCK_PREFER_EXTERNAL) ? SQNET_E_MEMORY : 0;
}

static int32_t take_memory(sqnet_session *s) {
    int32_t error = take_arena(s);
    return error ? error : take_results(s);
}

int32_t sqnet_session_replan(sqnet_session *s, uint32_t arena_bytes) {
    sqnet_block arena = {NULL, 0};
    if (sqnet_block_take(&arena, arena_bytes - s->model.skip_bytes, arena_policy(s)))
        return SQNET_E_ARENA;
    sqnet_block_drop(&s->arena);
    s->arena = arena;
    s->model.arena_bytes = arena_bytes;
    sqnet_session_forget(s);
    return 0;
}

/* --- Packed weights ---------- */

static sqnet_window *window_of(const sqnet_session *s) {
    return (sqnet_window *)(void *)s->decoder.at;
}

/* Notes where the blob is at fault. */
static int32_t blame(sqnet_session *s, int32_t error) {
    bool stream = error == SQNET_E_PACKED || (error == SQNET_E_UNSAFE && s->windowed);
    s->error_offset = !error ? 0 : stream ? s->model.section[SQ_SEC_WEIGHTS].offset : s->model.error_offset;
    return error;
}

/* Decoded weights are large and read once a run, as those in flash are: external memory will do. */
static int32_t place_weights(sqnet_session *s, enum sqnet_decoding decoding) {
    uint32_t bytes = s->model.weights_bytes;
    if (decoding == SQNET_DECODE_AT_OPEN)
        return sqnet_block_take(&s->weights, bytes, SQNET_BLOCK_PREFER_EXTERNAL) ? SQNET_E_MEMORY : 0;
    s->windowed =
        decoding == SQNET_DECODE_EACH_RUN || sqnet_block_take(&s->weights, bytes, SQNET_BLOCK_EXTERNAL);
    return 0;
}

static int32_t begin_decoding(sqnet_session *s, enum sqnet_decoding decoding) {
    int32_t error = place_weights(s, decoding);
    if (!error && sqnet_block_take(&s->decoder, sizeof(sqnet_window), SQNET_BLOCK_INTERNAL))
        error = SQNET_E_MEMORY;
    return error ? error : blame(s, sqnet_window_begin(window_of(s), &s->model));
}

/* All weights are decoded. */
static int32_t finish_decoding(sqnet_session *s) {
    int32_t error = sqnet_set_weights(&s->model, s->weights.at);
    sqnet_block_drop(&s->decoder);
    return !error && s->prove ? sqnet_prove(&s->model) : error;
}

static int32_t decode(sqnet_session *s, uint32_t taps) {
    sqnet_window *window = window_of(s);
    int32_t result = s->windowed ? sqnet_window_prove(window, s->arena.at, s->arena.bytes, taps)
                                 : sqnet_decode(&window->decoder, s->weights.at, s->weights.bytes, taps);
    if (result > 0)
        return (int32_t)(s->model.weights_bytes - window->decoder.done);
    if (!result && !s->windowed)
        result = finish_decoding(s);
    (void)blame(s, result);
    if (result)
        drop_opened(s);
    else
        s->state = SQNET_SESSION_OPEN;
    return result;
}

int32_t sqnet_session_decode(sqnet_session *s, int32_t taps) {
    return s->state == SQNET_SESSION_DECODING && taps >= 1 ? decode(s, (uint32_t)taps) : SQNET_E_ARGUMENT;
}

/* --- Opening ---------- */

static const uint8_t *blob_of(const sqnet_session *s, uint32_t *bytes) {
    *bytes = s->state == SQNET_SESSION_OPEN ? s->model.bytes
             : s->mapping.bytes             ? s->mapping.size
                                            : s->loaded_bytes;
    return s->mapping.bytes ? s->mapping.bytes : s->loaded.at;
}

/* Packed weights have a place then, and raw ones are proved if that is asked for. */
static int32_t open_blob(sqnet_session *s, unsigned checks, enum sqnet_decoding decoding) {
    uint32_t bytes;
    const uint8_t *blob = blob_of(s, &bytes);
    int32_t error = blame(s, sqnet_open(&s->model, blob, bytes, checks & ~(unsigned)SQNET_OPEN_PROVE));
    if (error)
        return error;
    if (s->model.encoding == SQNET_ENCODING_PACKED)
        return begin_decoding(s, decoding);
    return s->prove ? blame(s, sqnet_prove(&s->model)) : 0;
}

int32_t sqnet_session_open(sqnet_session *s, int32_t checks, int32_t decoding) {
    s->error_offset = 0;
    if (s->state != SQNET_SESSION_LOADING || checks < 0 ||
        checks > (SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE) || decoding < SQNET_DECODE_AUTOMATIC ||
        decoding > SQNET_DECODE_EACH_RUN)
        return SQNET_E_ARGUMENT;
    s->prove = checks & SQNET_OPEN_PROVE;
    int32_t error = open_blob(s, (unsigned)checks, (enum sqnet_decoding)decoding);
    if (!error)
        error = take_memory(s);
    if (error) {
        drop_opened(s);
        return error;
    }
    bool more = s->model.encoding == SQNET_ENCODING_PACKED && (!s->windowed || s->prove);
    s->state = more ? SQNET_SESSION_DECODING : SQNET_SESSION_OPEN;
    return more;
}

static int32_t prove_stream(sqnet_session *s) {
    sqnet_session_forget(s);
    int result = sqnet_window_begin(window_of(s), &s->model);
    if (!result)
        do
            result = sqnet_window_prove(window_of(s), s->arena.at, s->arena.bytes, UINT32_MAX);
        while (result > 0);
    return result;
}

int32_t sqnet_session_prove(sqnet_session *s) {
    s->error_offset = 0;
    if (s->state != SQNET_SESSION_OPEN)
        return SQNET_E_ARGUMENT;
    return blame(s, s->windowed ? prove_stream(s) : sqnet_prove(&s->model));
}

/* --- The blob ---------- */

int32_t sqnet_session_read_blob(const sqnet_session *s, int32_t offset, uint8_t *bytes, uint32_t count) {
    if (offset < 0)
        return SQNET_E_ARGUMENT;
    uint32_t size, from = (uint32_t)offset;
    const uint8_t *blob = blob_of(s, &size);
    uint32_t left = from < size ? size - from : 0;
    if (count > left)
        count = left;
    if (count)
        memcpy(bytes, blob + from, count);
    return (int32_t)count;
}

void sqnet_session_label(const sqnet_session *s, int32_t index, char label[SQNET_LABEL_BYTES]) {
    bool there = s->state == SQNET_SESSION_OPEN && index >= 0;
    (void)sqnet_label(there ? &s->model : NULL, (unsigned)index, label);
}
