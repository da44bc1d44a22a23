/* Where in the arena a stage with a window has its memory (SPEC 4.4). */
#include "window_layout.h"

#include "bytes.h"

/* The lowest place for `bytes` that overlaps neither the stage's input nor its output. */
static uint64_t lowest_place(const sq_stage *s, uint64_t bytes) {
    uint64_t in_end = s->in_off + sq_input_bytes(s), out_end = s->out_off + sq_output_bytes(s);
    uint64_t places[] = {0, sq_align16_wide(in_end), sq_align16_wide(out_end)}, lowest = UINT64_MAX;
    for (unsigned i = 0; i < 3; i++) {
        uint64_t at = places[i], end = at + bytes;
        int is_free = (end <= s->in_off || at >= in_end) && (end <= s->out_off || at >= out_end);
        if (is_free && at < lowest)
            lowest = at;
    }
    return lowest;
}

/* Weights in SRAM cost nothing to read again: the lowest band, so that the rows take the least memory. */
static uint32_t lowest_band(const sq_stage *s) {
    uint64_t in_end = s->in_off + sq_input_bytes(s), out_end = s->out_off + sq_output_bytes(s);
    sq_stage lower = *s;
    lower.band = 1;
    if (s->flags & SQ_STAGE_IMAGE || in_end <= s->out_off || out_end <= s->in_off)
        return 1;
    while (lower.band < s->band && !sq_in_place_is_safe(&lower))
        lower.band++;
    return lower.band;
}

/* The weights of the stage, then its scratch. Ends below 2^26, as plans and weights are limited. */
static uint64_t lay_whole(const sq_stage *stage, sq_window_layout *w) {
    sq_stage s = *stage;
    sq_scratch scratch;
    uint32_t weights = sq_stage_weights(stage);
    s.band = w->band = lowest_band(stage);
    s.scratch_off = 0;
    uint64_t bytes = weights + sq_lay_scratch(&s, &scratch), at = lowest_place(stage, bytes);
    w->weights = (uint32_t)at;
    w->scratch = (uint32_t)at + weights;
    return at + bytes;
}

/* One group, and the pooled mid as a whole. May end above 2^32: then it is not taken. */
static uint64_t lay_streamed(const sq_stage *s, sq_window_layout *w) {
    uint64_t c_mid = (uint64_t)s->a.oc + s->b.oc, tile = 0, zrow = (uint64_t)(s->in_w + 2) * s->a.ic;
    uint64_t border = s->c.pad ? c_mid : 0, slice = 0, row = 0, held = (uint64_t)s->out_h * s->out_w * c_mid;
    for (unsigned i = 0; i < 3; i++) {
        uint32_t bytes = sq_group_bytes(sq_stage_conv(s, i));
        tile = tile > bytes ? tile : bytes;
    }
    if (s->flags & SQ_STAGE_POOL) {
        slice = (uint64_t)s->mid_h * s->mid_w * SQ_LANES;
        row = (uint64_t)s->out_w * SQ_LANES;
    }
    uint64_t bytes = tile + zrow + border + slice + row + held, at = lowest_place(s, bytes);
    w->weights = (uint32_t)at;
    w->zrow = (uint32_t)(at + tile);
    w->border = (uint32_t)(at + tile + zrow);
    w->slice = (uint32_t)(at + tile + zrow + border);
    w->row = (uint32_t)(at + tile + zrow + border + slice);
    w->held = (uint32_t)(at + tile + zrow + border + slice + row);
    return at + bytes;
}

void sq_lay_window(const sq_stage *stage, sq_window_layout *w) {
    sq_window_layout streamed = {0};
    *w = streamed;
    uint64_t whole = lay_whole(stage, w);
    w->end = (uint32_t)whole;
    if (stage->flags & SQ_STAGE_IMAGE)
        return;
    uint64_t end = lay_streamed(stage, &streamed);
    if (end >= whole)
        return;
    *w = streamed;
    w->streamed = 1;
    w->end = (uint32_t)end;
}

uint32_t sqnet_window_bytes(const sqnet_model *model) {
    uint64_t most = 0;
    if (!model || !model->blob || model->encoding != SQNET_ENCODING_PACKED)
        return 0;
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage s;
        sq_window_layout w;
        sq_read_stage(model, k, &s);
        sq_lay_window(&s, &w);
        uint64_t in_end = s.in_off + sq_input_bytes(&s), out_end = s.out_off + sq_output_bytes(&s);
        most = most > in_end ? most : in_end;
        most = most > out_end ? most : out_end;
        most = most > w.end ? most : w.end;
    }
    return sq_align16((uint32_t)most) + model->skip_bytes;
}
