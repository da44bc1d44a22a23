/* Running a stage whose weights are decoded into a window in the arena (SPEC 4.4): all of them at once, or
 * group by group, each over the whole map. */
#include <string.h>

#include "decode.h"
#include "engine.h"

/* A stage that is streamed. Each group is computed as a convolution of 16 channels. */
typedef struct stream {
    const sq_job *job;
    sq_window_layout at;
    uint32_t convolution, group;
    sq_conv conv; /* of the group */
} stream;

static void narrow(stream *t) {
    t->conv = *sq_stage_conv(&t->job->stage, t->convolution);
    t->conv.oc = SQ_LANES;
    t->conv.weights = 0; /* the tile */
    t->conv.params += t->group * SQ_GROUP_BYTES;
}

/* --- A and B: a group's channels of the pooled mid ------------------------------------------------------ */

/* Adds the skip tensor's 16 channels from `channel` on to those at `out`, `step` bytes from pixel to pixel.
 */
static void add_skip(const sq_job *j, uint32_t channel, int8_t *out, uint32_t step) {
    const int8_t *skip = j->added + channel;
    for (uint32_t i = 0; i < j->stage.mid_h * j->stage.mid_w; i++, skip += j->c_mid, out += step)
        sq_add_skip(skip, out, SQ_LANES, j->stage.a.z_out);
}

/* Pools output row y of the 16 channels at `slice` into `row`. The window has rows inside (SPEC 5.2). */
static void pool_window(const sq_stage *narrowed, const int8_t *slice, uint32_t y, int8_t *row) {
    uint32_t start = y * narrowed->pool_stride, end = start + narrowed->pool_k - narrowed->pool_pad;
    uint32_t from = start > narrowed->pool_pad ? start - narrowed->pool_pad : 0;
    uint32_t to = end < narrowed->mid_h ? end : narrowed->mid_h;
    for (uint32_t i = from; i < to; i++)
        sq_pool_row(narrowed, slice + (size_t)i * narrowed->mid_w * SQ_LANES, row, i > from);
}

static __attribute__((noinline)) void pool_slice(const stream *t, const int8_t *slice, int8_t *held) {
    const sq_job *j = t->job;
    sq_stage narrowed = j->stage;
    int8_t *row = sq_arena_at(j, t->at.row);
    narrowed.a.oc = SQ_LANES;
    narrowed.b.oc = 0;
    for (uint32_t y = 0; y < narrowed.out_h; y++) {
        pool_window(&narrowed, slice, y, row);
        for (uint32_t x = 0; x < narrowed.out_w; x++, held += j->c_mid)
            memcpy(held, row + x * SQ_LANES, SQ_LANES);
    }
}

static __attribute__((noinline)) void expand_group(stream *t) {
    const sq_job *j = t->job;
    const sq_stage *s = &j->stage;
    uint32_t channel = (t->convolution ? s->a.oc : 0) + t->group * SQ_LANES;
    int pools = (s->flags & SQ_STAGE_POOL) != 0;
    int8_t *held = sq_arena_at(j, t->at.held) + channel, *out = pools ? sq_arena_at(j, t->at.slice) : held;
    uint32_t step = pools ? SQ_LANES : j->c_mid;
    sq_batch all;
    sq_work *w = &all.loads[0].work;
    all.count = 1;
    sq_init_load(j, &t->conv, t->convolution, &all.loads[0]);
    sq_read_input(j, t->convolution, 0, w);
    w->width = s->mid_w;
    w->out = out;
    w->out_step = step;
    w->out_row = s->mid_w * step;
    sq_run_batch(j, &all, s->mid_h);
    if (j->added)
        add_skip(j, channel, out, step);
    if (pools)
        pool_slice(t, out, held);
}

/* --- C: a group of the output, or of the head's sums ---------------------------------------------------- */

/* `rows` rows of `width` pixels at `src`. */
static void apply_group(stream *t, const int8_t *src, uint32_t rows, uint32_t width, uint32_t times) {
    const sq_job *j = t->job;
    const sq_stage *s = &j->stage;
    sq_batch all;
    sq_work *w = &all.loads[0].work;
    all.count = 1;
    sq_init_load(j, &t->conv, 2, &all.loads[0]);
    w->in = src;
    w->in_step = width * j->c_mid;
    w->width = width;
    if (s->flags & SQ_STAGE_HEAD) {
        all.loads[0].times = times;
        all.loads[0].sums = (int32_t *)(void *)sq_arena_at(j, s->out_off) + t->group * SQ_LANES;
    } else {
        w->out = sq_output_row(j, 0) + t->group * SQ_LANES;
        w->out_step = s->c.oc;
        w->out_row = (width + 1) * s->c.oc;
    }
    sq_run_batch(j, &all, rows);
}

/* The input has been read to its end: the output may take its place. */
static void begin_output(const stream *t) {
    const sq_job *j = t->job;
    const sq_stage *s = &j->stage;
    if (j->kept)
        memcpy(j->kept, sq_arena_at(j, t->at.held), (size_t)s->out_h * s->out_w * j->c_mid);
    if (s->flags & SQ_STAGE_HEAD)
        memset(sq_arena_at(j, s->out_off), 0, (size_t)s->c.oc * 4);
    else
        for (uint32_t y = 0; y < s->out_h; y++)
            sq_close_row(j, y);
}

static void consume_group(stream *t) {
    const sq_job *j = t->job;
    const sq_stage *s = &j->stage;
    uint32_t border = sq_border_pixels(s);
    if (t->group == 0)
        begin_output(t);
    apply_group(t, sq_arena_at(j, t->at.held), s->out_h, s->out_w, 1);
    if (border == 0)
        return;
    int8_t *pixel = sq_arena_at(j, t->at.border);
    memset(pixel, s->c.z_in, j->c_mid);
    apply_group(t, pixel, 1, 1, border);
}

/* --- Steps ---------------------------------------------------------------------------------------------- */

/* Decodes the next taps of a piece of `bytes`, which is whole groups. 0: it is there, 1: not yet. */
static int fill(sqnet_window *window, int8_t *piece, uint32_t bytes, uint32_t taps) {
    uint32_t before = window->decoder.done;
    int result = sq_decode_taps(&window->decoder, piece + window->filled, bytes - window->filled, taps);
    window->filled += window->decoder.done - before;
    return result < 0 ? result : window->filled < bytes;
}

/* To the next group of the stage. 0: that was the last. */
static int next_group(sqnet_window *window, const sq_stage *s) {
    window->filled = 0;
    if (++window->group < sq_stage_conv(s, window->convolution)->oc / SQ_LANES)
        return 1;
    window->group = 0;
    do
        window->convolution++;
    while (window->convolution < 3 && sq_stage_conv(s, window->convolution)->oc == 0);
    if (window->convolution < 3)
        return 1;
    window->convolution = 0;
    return 0;
}

/* All weights of the stage lie in the window. */
static int execute_whole(sq_job *j, const sq_window_layout *at) {
    j->stage.band = at->band;
    j->stage.scratch_off = at->scratch;
    (void)sq_lay_scratch(&j->stage, &j->at);
    j->weights_from = j->stage.a.weights;
    j->run->window->filled = 0;
    return sq_execute(j);
}

/* Not inlined, as two others here: its frame must not lie under that of a whole stage. */
static __attribute__((noinline)) int execute_group(sq_job *j, const sq_window_layout *at) {
    sqnet_window *window = j->run->window;
    stream t;
    t.job = j;
    t.at = *at;
    t.convolution = window->convolution;
    t.group = window->group;
    narrow(&t);
    j->at.zrow = at->zrow;
    j->weights_from = 0;
    if (t.convolution == 0 && t.group == 0)
        sq_clear_outside(j);
    if (t.convolution < 2)
        expand_group(&t);
    else
        consume_group(&t);
    return next_group(window, &j->stage);
}

int sq_window_step(sq_job *j, uint32_t taps) {
    sqnet_window *window = j->run->window;
    sq_window_layout at;
    if (j->backend)
        return SQNET_E_ARGUMENT;
    sq_lay_window(&j->stage, &at);
    uint32_t bytes = at.streamed ? sq_group_bytes(sq_stage_conv(&j->stage, window->convolution))
                                 : sq_stage_weights(&j->stage);
    int8_t *piece = sq_arena_at(j, at.weights);
    if (window->filled < bytes) {
        int result = fill(window, piece, bytes, taps);
        return result < 0 ? result : 1;
    }
    j->weights = piece;
    return at.streamed ? execute_group(j, &at) : execute_whole(j, &at);
}

/* --- Proving -------------------------------------------------------------------------------------------- */

uint32_t sqnet_tile_bytes(const sqnet_model *model) {
    uint32_t most = 0;
    for (unsigned k = 0; model && model->blob && k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        for (unsigned i = 0; i < 3; i++) {
            uint32_t bytes = sq_group_bytes(sq_stage_conv(&s, i));
            most = most > bytes ? most : bytes;
        }
    }
    return most;
}

int sqnet_window_begin(sqnet_window *window, const sqnet_model *model) {
    if (!window)
        return SQNET_E_ARGUMENT;
    window->stage = window->convolution = window->group = window->filled = 0;
    return sqnet_decode_begin(&window->decoder, model);
}

int sqnet_window_prove(sqnet_window *window, void *tile, size_t bytes, uint32_t taps) {
    if (!window || !window->decoder.model || !tile || bytes < sqnet_tile_bytes(window->decoder.model))
        return SQNET_E_ARGUMENT;
    const sqnet_model *model = window->decoder.model;
    sq_stage s;
    if (window->stage == model->stages)
        return 0;
    sq_read_stage(model, window->stage, &s);
    const sq_conv *c = sq_stage_conv(&s, window->convolution);
    int result = fill(window, (int8_t *)tile, sq_group_bytes(c), taps);
    if (result)
        return result;
    const uint8_t *weights = (const uint8_t *)tile;
    if (!sq_group_is_safe(c, weights, sq_group_params(model, c, window->group, weights)))
        return SQNET_E_UNSAFE;
    window->stage += !next_group(window, &s);
    return window->stage < model->stages;
}
