/* One inference (SPEC 3): its memory, the order of its stages, its scores. */
#include <string.h>

#include "bands.h"
#include "bytes.h"
#include "params.h"
#include "streams.h"
#include "window.h"

/* --- Beginning ------------------------------------------------------------------------------------------ */

/* Fills *apart with skip memory of its own, which is the end of the arena if none is given. The run takes
 * `whole` bytes with its skip memory. */
static int split(const sqnet_memory *given, size_t whole, uint32_t skip_bytes, sqnet_memory *apart) {
    *apart = *given;
    if (given->skip)
        return 0;
    if (given->skip_bytes > 0)
        return SQNET_E_ARGUMENT;
    if (given->arena_bytes < whole)
        return SQNET_E_ARENA;
    apart->arena_bytes = whole - skip_bytes;
    apart->skip = (uint8_t *)given->arena + apart->arena_bytes;
    apart->skip_bytes = skip_bytes;
    return 0;
}

/* Until a run has begun there is none to go on with, whatever was in its memory. */
static void forget(sqnet_run *run) {
    if (run)
        run->model = NULL;
}

/* Starts a run that takes `whole` bytes with its skip memory. */
static int begin(sqnet_run *run, const sqnet_model *model, size_t whole, const sqnet_memory *memory,
                 const sqnet_source *source) {
    sqnet_memory m;
    int error = split(memory, whole, model->skip_bytes, &m);
    if (error)
        return error;
    if (!run || !model->blob || (uintptr_t)m.arena % 16 != 0 || !source || !source->row)
        return SQNET_E_ARGUMENT;
    if (model->skip_bytes > 0 && (uintptr_t)m.skip % 16 != 0)
        return SQNET_E_ARGUMENT;
    if (m.arena_bytes < whole - model->skip_bytes || m.skip_bytes < model->skip_bytes)
        return SQNET_E_ARENA;
    memset(run, 0, sizeof *run);
    run->model = model;
    run->arena = (uint8_t *)m.arena;
    run->skip = (uint8_t *)m.skip;
    run->source = *source;
    return 0;
}

int sqnet_begin(sqnet_run *run, const sqnet_model *model, const sqnet_memory *memory,
                const sqnet_source *source) {
    forget(run);
    if (!model || !model->weights || !memory || !memory->arena)
        return SQNET_E_ARGUMENT;
    return begin(run, model, model->arena_bytes, memory, source);
}

int sqnet_begin_window(sqnet_run *run, sqnet_window *window, const sqnet_model *model,
                       const sqnet_memory *memory, const sqnet_source *source) {
    forget(run);
    if (!window || !model || !memory || !memory->arena)
        return SQNET_E_ARGUMENT;
    int error = sqnet_window_begin(window, model);
    if (!error)
        error = begin(run, model, sqnet_window_bytes(model), memory, source);
    if (!error)
        run->window = window;
    return error;
}

/* --- Stages --------------------------------------------------------------------------------------------- */

static uint32_t ticks(const sqnet_run *run) {
    return run->hooks && run->hooks->clock ? run->hooks->clock(run->hooks->clock_context) : 0;
}

/* Skip tensors: what the stage before has kept, in the shape of mid, and what this one keeps. */
static void find_skips(sq_job *j) {
    const sqnet_model *model = j->run->model;
    const sq_stage *s = &j->stage;
    int8_t *skip = (int8_t *)j->run->skip;
    uint32_t added = s->mid_h * s->mid_w * j->c_mid, kept = s->out_h * s->out_w * j->c_mid;
    j->added = s->flags & SQ_STAGE_ADD ? skip + sq_skip_offset(model, j->index - 1, added) : NULL;
    j->kept = s->flags & SQ_STAGE_KEEP ? skip + sq_skip_offset(model, j->index, kept) : NULL;
}

/* The whole stage, all of whose weights lie in the window. */
static int run_in_window(sq_job *j, const sq_window_layout *at) {
    j->stage.band = at->band;
    j->stage.scratch_off = at->scratch;
    (void)sq_lay_scratch(&j->stage, &j->at);
    j->weights_from = j->stage.a.weights;
    j->run->window->filled = 0;
    return sq_run_bands(j);
}

/* Decodes, or computes with what is decoded. Not inlined: a run without a window does not pay for the layout
 * on its stack. */
static __attribute__((noinline)) int step_with_window(sq_job *j, uint32_t taps) {
    sqnet_window *window = j->run->window;
    uint32_t convolution = window->convolution;
    sq_window_layout at;
    if (j->backend)
        return SQNET_E_ARGUMENT;
    sq_lay_window(&j->stage, &at);
    uint32_t bytes =
        at.streamed ? sq_group_bytes(sq_stage_conv(&j->stage, convolution)) : sq_stage_weights(&j->stage);
    int8_t *weights = sq_arena_at(j, at.weights);
    if (window->filled < bytes) {
        int result = sq_window_fill(window, weights, bytes, taps);
        return result < 0 ? result : 1;
    }
    j->weights = weights;
    if (!at.streamed)
        return run_in_window(j, &at);
    sq_stream_group(j, &at, convolution, window->group);
    return sq_window_next_group(window, &j->stage);
}

static int step(sqnet_run *run, unsigned stage, uint32_t taps) {
    sq_job j;
    j.run = run;
    j.backend = run->hooks ? run->hooks->backend : NULL;
    j.index = stage;
    sq_read_stage(run->model, stage, &j.stage);
    j.c_mid = j.stage.a.oc + j.stage.b.oc;
    find_skips(&j);
    if (run->window)
        return step_with_window(&j, taps);
    j.weights = (const int8_t *)run->model->weights;
    j.weights_from = 0;
    (void)sq_lay_scratch(&j.stage, &j.at);
    return sq_run_bands(&j);
}

int sqnet_stage_step(sqnet_run *run, unsigned stage, uint32_t taps) {
    if (!run || !run->model || stage != run->next_stage || stage >= run->model->stages)
        return SQNET_E_ARGUMENT;
    uint32_t start = ticks(run);
    int result = step(run, stage, taps);
    run->stage_ticks[stage] += ticks(run) - start;
    /* A run that failed cannot go on: only beginning starts anew. */
    if (result <= 0)
        run->next_stage = result ? (unsigned)-1 : stage + 1;
    return result;
}

int sqnet_stage(sqnet_run *run, unsigned stage) {
    int result;
    do
        result = sqnet_stage_step(run, stage, UINT32_MAX);
    while (result > 0);
    return result;
}

/* --- Scores --------------------------------------------------------------------------------------------- */

/* The class of a channel of the head; of padding, a number that is no class. Without a map channels are
 * classes. */
static uint32_t class_of(const sqnet_model *model, uint32_t channel) {
    return model->section[SQ_SEC_CLASSMAP].bytes ? sq_u16(sq_section(model, SQ_SEC_CLASSMAP) + 2 * channel)
                                                 : channel;
}

/* The params of the head as they lie in the blob: after a run with a window the decoded ones may be
 * overwritten. */
static const uint8_t *head_params(const sqnet_model *model, const sq_conv *head) {
    return sq_section(model, SQ_SEC_PARAMS) + (model->packed_params ? model->head_params : head->params);
}

/* The shift of the group at *params, which moves on to the next group. */
static unsigned next_shift(const sqnet_model *model, const uint8_t **params) {
    const uint8_t *p = *params;
    *params += model->packed_params ? sq_packed_params_bytes(p) : SQ_PARAMS_BYTES;
    return model->packed_params ? sq_packed_shift(p) : sq_params_shift(p);
}

int sqnet_scores(const sqnet_run *run, int32_t *scores) {
    if (!run || !run->model || !scores || run->next_stage != run->model->stages)
        return SQNET_E_ARGUMENT;
    const sqnet_model *model = run->model;
    sq_stage s;
    sq_read_stage(model, model->stages - 1u, &s);
    const int32_t *sums = (const int32_t *)(const void *)(run->arena + s.out_off);
    const uint8_t *params = head_params(model, &s.c);
    for (uint32_t g = 0; g < s.c.oc / SQ_LANES; g++) {
        unsigned n = next_shift(model, &params);
        for (uint32_t o = g * SQ_LANES; o < (g + 1) * SQ_LANES; o++) {
            uint32_t class_index = class_of(model, o);
            if (class_index < model->classes)
                scores[class_index] = sums[o] >> n;
        }
    }
    return 0;
}

int sqnet_infer(sqnet_run *run, const sqnet_model *model, const sqnet_memory *memory,
                const sqnet_source *source, int32_t *scores) {
    int error = sqnet_begin(run, model, memory, source);
    for (unsigned k = 0; !error && k < model->stages; k++)
        error = sqnet_stage(run, k);
    return error ? error : sqnet_scores(run, scores);
}
