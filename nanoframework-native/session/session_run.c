/* Running an open model, and what it has computed. */
#include <string.h>

#include "layout.h"
#include "session.h"

/* --- Beginning ---------- */

void sqnet_session_forget(sqnet_session *s) {
    memset(&s->run, 0, sizeof s->run);
    s->scored = false;
}

static int32_t begin(sqnet_session *s, const sqnet_source *source) {
    const sqnet_memory memory = {s->arena.at, s->arena.bytes, s->skip.at, s->skip.bytes};
    sqnet_window *window = (sqnet_window *)(void *)s->decoder.at;
    sqnet_session_forget(s);
    int32_t error = s->windowed ? sqnet_begin_window(&s->run, window, &s->model, &memory, source)
                                : sqnet_begin(&s->run, &s->model, &memory, source);
    s->run.hooks = &s->hooks;
    return error;
}

int32_t sqnet_session_begin_source(sqnet_session *s, const sqnet_source *source) {
    return s->state == SQNET_SESSION_OPEN ? begin(s, source) : SQNET_E_ARGUMENT;
}

int32_t sqnet_session_begin_golden(sqnet_session *s, uint32_t seed) {
    const sqnet_source source = {sqnet_golden_row, &s->golden};
    s->golden.seed = seed;
    s->golden.width = s->model.width;
    return sqnet_session_begin_source(s, &source);
}

/* Bytes that an image takes; 0 if `bytes` do not hold it. Sides <= 4096, stride < 2^32: 64 bits suffice. */
static uint32_t image_bytes(const sqnet_image *image, uint32_t bytes) {
    static const uint8_t pixel_bytes[] = {3, 2, 2, 1};
    if (image->width < 1 || image->width > 4096 || image->height < 1 || image->height > 4096 ||
        image->format > SQNET_GRAY8)
        return 0;
    uint32_t row = image->width * pixel_bytes[image->format];
    uint64_t total = (uint64_t)(image->height - 1) * image->stride + row;
    return image->stride < row || image->stride > INT32_MAX || total > bytes ? 0 : (uint32_t)total;
}

/* The owner's pixels may move or change before stage 0 has ended. */
static int32_t copy_pixels(sqnet_session *s, const uint8_t *pixels, uint32_t bytes) {
    if (bytes > s->pixels.bytes) {
        sqnet_block_drop(&s->pixels);
        if (sqnet_block_take(&s->pixels, bytes, SQNET_BLOCK_PREFER_EXTERNAL))
            return SQNET_E_MEMORY;
    }
    memcpy(s->pixels.at, pixels, bytes);
    return 0;
}

int32_t sqnet_session_begin(sqnet_session *s, const sqnet_image *image, uint32_t bytes) {
    sqnet_image_source rows;
    if (s->state != SQNET_SESSION_OPEN)
        return SQNET_E_ARGUMENT;
    uint32_t needed = image_bytes(image, bytes);
    int32_t error = needed ? sqnet_image_open_view(&rows, &s->model, image, &s->view) : SQNET_E_IMAGE;
    if (error)
        return error;
    sqnet_session_forget(s);
    error = copy_pixels(s, image->pixels, needed);
    if (error)
        return error;
    s->image = rows;
    s->image.image.pixels = s->pixels.at;
    const sqnet_source source = {sqnet_image_row, &s->image};
    return begin(s, &source);
}

int32_t sqnet_session_set_view(sqnet_session *s, const sqnet_view *view) {
    if (!sqnet_is_view(view))
        return SQNET_E_ARGUMENT;
    s->view = *view;
    return 0;
}

int32_t sqnet_session_luma(sqnet_session *s, uint8_t *luma, int32_t bytes) {
    if (s->state != SQNET_SESSION_OPEN || s->run.source.context != &s->image || s->run.next_stage != 0 ||
        bytes != SQNET_LUMA_BYTES)
        return SQNET_E_ARGUMENT;
    int32_t error = sqnet_image_luma(&s->image, luma);
    sqnet_session_forget(s);
    return error;
}

/* --- Stages ---------- */

static int32_t *scores_of(const sqnet_session *s) {
    return (int32_t *)(void *)s->results.at;
}

static int32_t finish_stage(sqnet_session *s, int32_t stage) {
    s->ticks[stage] = s->run.stage_ticks[stage];
    if (stage + 1 < s->model.stages)
        return 0;
    s->scored = true;
    return sqnet_scores(&s->run, scores_of(s));
}

int32_t sqnet_session_stage(sqnet_session *s, int32_t stage) {
    if (s->state != SQNET_SESSION_OPEN || stage < 0)
        return SQNET_E_ARGUMENT;
    int32_t error = sqnet_stage(&s->run, (unsigned)stage);
    return error ? error : finish_stage(s, stage);
}

int32_t sqnet_session_step(sqnet_session *s, int32_t stage, uint32_t taps) {
    if (!s->windowed)
        return sqnet_session_stage(s, stage);
    if (s->state != SQNET_SESSION_OPEN || stage < 0)
        return SQNET_E_ARGUMENT;
    int32_t result = sqnet_stage_step(&s->run, (unsigned)stage, taps);
    return result ? result : finish_stage(s, stage);
}

static int32_t golden_run(sqnet_session *s, unsigned index) {
    uint32_t seed;
    int32_t error = sqnet_golden_seed(&s->model, index, &seed);
    if (!error)
        error = sqnet_session_begin_golden(s, seed);
    for (int32_t k = 0; !error && k < s->model.stages; k++)
        error = sqnet_session_stage(s, k);
    return error ? error : sqnet_golden_check(&s->model, index, scores_of(s));
}

int32_t sqnet_session_self_test(sqnet_session *s) {
    int32_t error = s->state == SQNET_SESSION_OPEN ? 0 : SQNET_E_ARGUMENT;
    for (unsigned i = 0; !error && i < sqnet_golden_count(&s->model); i++)
        error = golden_run(s, i);
    sqnet_session_forget(s);
    return error;
}

/* --- Results ---------- */

int32_t sqnet_session_ticks(const sqnet_session *s, int32_t stage) {
    if (s->state != SQNET_SESSION_OPEN || stage < 0 || stage >= s->model.stages)
        return SQNET_E_ARGUMENT;
    return s->ticks[stage] > INT32_MAX ? INT32_MAX : (int32_t)s->ticks[stage];
}

int32_t sqnet_session_scores(const sqnet_session *s, int32_t *scores, int32_t count) {
    if (!s->scored || count != s->model.classes)
        return SQNET_E_ARGUMENT;
    memcpy(scores, scores_of(s), (uint32_t)count * sizeof *scores);
    return 0;
}

int32_t sqnet_session_top(sqnet_session *s, int32_t *indices, float *probabilities, int32_t count) {
    uint32_t classes = s->model.classes;
    if (!s->scored || count < 1 || (uint32_t)count > classes)
        return SQNET_E_ARGUMENT;
    float *all = (float *)(void *)(s->results.at + 4u * classes);
    uint16_t *best = (uint16_t *)(void *)(s->results.at + 8u * classes);
    sqnet_top(scores_of(s), classes, (unsigned)count, best);
    sqnet_softmax(&s->model, scores_of(s), all);
    for (int32_t i = 0; i < count; i++) {
        indices[i] = best[i];
        probabilities[i] = all[best[i]];
    }
    return count;
}

int32_t sqnet_session_tensor(const sqnet_session *s, int32_t stage, int8_t *tensor, int32_t bytes) {
    if (s->state != SQNET_SESSION_OPEN || stage < 0 || stage >= s->model.stages - 1 ||
        s->run.next_stage != (unsigned)stage + 1u)
        return SQNET_E_ARGUMENT;
    sq_stage record;
    sq_read_stage(&s->model, (unsigned)stage, &record);
    uint32_t row = record.out_w * record.c.oc; /* both are in an arena of 16 MiB */
    if (bytes < 0 || (uint32_t)bytes != record.out_h * row)
        return SQNET_E_ARGUMENT;
    const uint8_t *from = s->arena.at + record.out_off + record.c.oc;
    /* A backend's tensors hold q - z (kernels.h). */
    uint8_t flip = s->hooks.backend ? (uint8_t)record.c.z_out : 0;
    for (uint32_t y = 0; y < record.out_h; y++)
        for (uint32_t i = 0; i < row; i++)
            tensor[y * row + i] = (int8_t)(from[y * (row + record.c.oc) + i] ^ flip);
    return 0;
}
