#include "streams.h"

#include <string.h>

#include "pieces.h"

/* A group that is computed, as a convolution of 16 channels. */
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
    t->conv.params += t->group * SQ_PARAMS_BYTES;
}

/* --- A and B: a group's channels of the pooled mid ------------------------------------------------------ */

/* Adds 16 channels of the skip tensor, from `channel` on, to those at `out`, whose pixels are `step` bytes
 * apart. */
static void add_skip(const sq_job *j, uint32_t channel, int8_t *out, uint32_t step) {
    const int8_t *skip = j->added + channel;
    for (uint32_t i = 0; i < j->stage.mid_h * j->stage.mid_w; i++, skip += j->c_mid, out += step)
        sq_add_skip(skip, out, SQ_LANES, j->stage.a.z_out);
}

/* Pools output row y of the 16 channels at `slice` into `row`. The pool kernel has rows inside (SPEC 5.2). */
static void pool_slice_row(const sq_stage *narrowed, const int8_t *slice, uint32_t y, int8_t *row) {
    uint32_t start = y * narrowed->pool_stride, end = start + narrowed->pool_k - narrowed->pool_pad;
    uint32_t from = start > narrowed->pool_pad ? start - narrowed->pool_pad : 0;
    uint32_t to = end < narrowed->mid_h ? end : narrowed->mid_h;
    for (uint32_t i = from; i < to; i++)
        sq_pool_row(narrowed, slice + (size_t)i * narrowed->mid_w * SQ_LANES, row, i > from);
}

/* Pools all of the 16 channels into `held`. Not inlined: its stage must not be on the stack while a
 * convolution is computed. */
static __attribute__((noinline)) void pool_slice(const stream *t, const int8_t *slice, int8_t *held) {
    const sq_job *j = t->job;
    sq_stage narrowed = j->stage;
    int8_t *row = sq_arena_at(j, t->at.row);
    narrowed.a.oc = SQ_LANES;
    narrowed.b.oc = 0;
    for (uint32_t y = 0; y < narrowed.out_h; y++) {
        pool_slice_row(&narrowed, slice, y, row);
        for (uint32_t x = 0; x < narrowed.out_w; x++, held += j->c_mid)
            memcpy(held, row + x * SQ_LANES, SQ_LANES);
    }
}

/* A group of A or B, pooled if the stage pools. Not inlined: its frame and that of consume_group must not add
 * up. */
static __attribute__((noinline)) void expand_group(stream *t) {
    const sq_job *j = t->job;
    const sq_stage *s = &j->stage;
    uint32_t channel = (t->convolution ? s->a.oc : 0) + t->group * SQ_LANES;
    int pools = (s->flags & SQ_STAGE_POOL) != 0;
    int8_t *held = sq_arena_at(j, t->at.held) + channel, *out = pools ? sq_arena_at(j, t->at.slice) : held;
    uint32_t step = pools ? SQ_LANES : j->c_mid;
    sq_pieces all;
    sq_work *w = &all.cut[0].work;
    all.count = 1;
    sq_describe_work(j, &t->conv, t->convolution, w);
    sq_read_input(j, t->convolution, 0, w);
    w->width = s->mid_w;
    w->out = out;
    w->out_step = step;
    w->out_row = s->mid_w * step;
    sq_run_pieces(j, &all, s->mid_h);
    if (j->added)
        add_skip(j, channel, out, step);
    if (pools)
        pool_slice(t, out, held);
}

/* --- C: a group of the output, or of the head's sums ---------------------------------------------------- */

/* Applies the group to `rows` rows of `width` pixels at `src`; `times` times in the head. */
static void apply_group(stream *t, const int8_t *src, uint32_t rows, uint32_t width, uint32_t times) {
    const sq_job *j = t->job;
    const sq_stage *s = &j->stage;
    sq_pieces all;
    sq_work *w = &all.cut[0].work;
    all.count = 1;
    sq_describe_work(j, &t->conv, 2, w);
    w->in = src;
    w->in_step = width * j->c_mid;
    w->width = width;
    if (s->flags & SQ_STAGE_HEAD) {
        w->times = times;
        w->sums = sq_head_sums(j) + t->group * SQ_LANES;
    } else {
        w->out = sq_output_row(j, 0) + t->group * SQ_LANES;
        w->out_step = s->c.oc;
        w->out_row = (width + 1) * s->c.oc;
    }
    sq_run_pieces(j, &all, rows);
}

/* The input has been read to its end: the output may take its place. */
static void begin_output(const stream *t) {
    const sq_job *j = t->job;
    const sq_stage *s = &j->stage;
    if (j->kept)
        memcpy(j->kept, sq_arena_at(j, t->at.held), (size_t)s->out_h * s->out_w * j->c_mid);
    if (s->flags & SQ_STAGE_HEAD)
        sq_clear_sums(j);
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

void sq_stream_group(sq_job *j, const sq_window_layout *at, uint32_t convolution, uint32_t group) {
    stream t;
    t.job = j;
    t.at = *at;
    t.convolution = convolution;
    t.group = group;
    narrow(&t);
    j->at.zrow = at->zrow;
    j->weights_from = 0;
    if (convolution == 0 && group == 0)
        sq_clear_outside(j);
    if (convolution < 2)
        expand_group(&t);
    else
        consume_group(&t);
}
