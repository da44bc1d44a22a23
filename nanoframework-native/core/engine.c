/* Executing a model stage by stage in the caller's arena (SPEC 3). */
#include <string.h>

#include "bytes.h"
#include "kernels.h"

/* One stage being executed. `done` counts the rows that C has consumed. */
typedef struct job {
    sqnet_run *run;
    sq_stage stage;
    sq_scratch at;
    uint32_t c_mid;
} job;

static int8_t *arena_at(const job *j, uint32_t offset) {
    return (int8_t *)j->run->arena + offset;
}

static const int8_t *weights_of(const job *j, const sq_conv *c, uint32_t group) {
    const uint8_t *space = sq_section(j->run->model, SQ_SEC_WEIGHTS);
    return (const int8_t *)space + c->weights + (size_t)group * c->kh * c->kw * c->ic * SQ_LANES;
}

static const uint8_t *params_of(const job *j, const sq_conv *c, uint32_t group) {
    return sq_section(j->run->model, SQ_SEC_PARAMS) + c->params + group * SQ_GROUP_BYTES;
}

static sq_taps taps_of(const job *j, const sq_conv *c, uint32_t group, uint32_t pixels) {
    sq_taps taps;
    memset(&taps, 0, sizeof taps);
    taps.kh = c->kh;
    taps.run = c->kw * c->ic;
    taps.step = c->stride * c->ic;
    taps.pixels = pixels;
    taps.weights = weights_of(j, c, group);
    taps.params = params_of(j, c, group);
    return taps;
}

/* --- Mid rows: A and B
 * ------------------------------------------------------------------------------------------ */

/* Image row y with its padding: (in_w + 2 pad) x 3. */
static int fetch_image_row(const job *j, int32_t y, int8_t *row) {
    const sq_stage *s = &j->stage;
    const sqnet_model *model = j->run->model;
    int inside = y >= 0 && y < (int32_t)s->in_h;
    uint32_t pad = s->a.pad, width = s->in_w + 2 * pad;
    for (uint32_t x = 0; x < width; x++)
        if (!inside || x < pad || x >= pad + s->in_w)
            memcpy(row + 3 * x, model->pad, 3);
    if (inside && j->run->row(j->run->row_context, (unsigned)y, row + 3 * pad) != 0)
        return SQNET_E_SOURCE;
    return 0;
}

/* Makes the image rows of mid rows y0 .. y0+rows-1 available, keeping those the band before has left. */
static int fetch_image(const job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    uint32_t have = (s->band - 1) * s->a.stride + s->a.kh, need = (rows - 1) * s->a.stride + s->a.kh;
    uint32_t kept = y0 > 0 && s->a.kh > s->a.stride ? s->a.kh - s->a.stride : 0;
    int8_t *buffer = arena_at(j, j->at.image);
    size_t stride = j->at.image_stride;
    memmove(buffer, buffer + (have - kept) * stride, kept * stride);
    for (uint32_t i = kept; i < need; i++) {
        int32_t y = (int32_t)(y0 * s->a.stride + i) - (int32_t)s->a.pad;
        int error = fetch_image_row(j, y, buffer + i * stride);
        if (error)
            return error;
    }
    return 0;
}

/* The rows that A reads for mid row `row` of the band that starts at y0. */
static void aim_a(const job *j, uint32_t y0, uint32_t row, sq_taps *taps) {
    const sq_stage *s = &j->stage;
    if (s->flags & SQ_STAGE_IMAGE) {
        const int8_t *first = arena_at(j, j->at.image) + (size_t)row * s->a.stride * j->at.image_stride;
        for (uint32_t ky = 0; ky < s->a.kh; ky++)
            taps->rows[ky] = first + (size_t)ky * j->at.image_stride;
    } else {
        taps->rows[0] = arena_at(j, s->in_off) + s->a.ic * (1 + (size_t)(y0 + row) * (s->in_w + 1));
    }
}

/* The three rows that B reads for mid row y, from column -1. */
static void aim_b(const job *j, uint32_t y, sq_taps *taps) {
    const sq_stage *s = &j->stage;
    for (uint32_t ky = 0; ky < 3; ky++) {
        uint32_t below = y + ky; /* input row + 1 */
        taps->rows[ky] = below == 0 || below > s->in_h
                             ? arena_at(j, j->at.zrow)
                             : arena_at(j, s->in_off) + (size_t)(below - 1) * (s->in_w + 1) * s->a.ic;
    }
}

/* mid[rows][mid_w][c_mid]; a group's weights are read once for the whole band. */
static void make_mid(const job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    int8_t *mid = arena_at(j, j->at.mid);
    size_t row_bytes = (size_t)s->mid_w * j->c_mid;
    for (uint32_t g = 0; g < s->a.oc / SQ_LANES; g++) {
        sq_taps taps = taps_of(j, &s->a, g, s->mid_w);
        for (uint32_t r = 0; r < rows; r++) {
            aim_a(j, y0, r, &taps);
            sq_conv_group(&taps, s->a.z_out, mid + r * row_bytes + g * SQ_LANES, j->c_mid);
        }
    }
    for (uint32_t g = 0; g < s->b.oc / SQ_LANES; g++) {
        sq_taps taps = taps_of(j, &s->b, g, s->mid_w);
        for (uint32_t r = 0; r < rows; r++) {
            aim_b(j, y0 + r, &taps);
            sq_conv_group(&taps, s->b.z_out, mid + r * row_bytes + s->a.oc + g * SQ_LANES, j->c_mid);
        }
    }
}

/* --- C: squeeze or head
 * ----------------------------------------------------------------------------------------- */

/* Output row y, [out_w][oc], then its column of z; row 0 also has the pixel in front (SPEC 3.1). */
static int8_t *output_row(const job *j, uint32_t y) {
    const sq_stage *s = &j->stage;
    return arena_at(j, s->out_off) + s->c.oc * (1 + (size_t)y * (s->out_w + 1));
}

static void close_row(const job *j, uint32_t y) {
    const sq_stage *s = &j->stage;
    int8_t *row = output_row(j, y);
    memset(row + (size_t)s->out_w * s->c.oc, s->c.z_out, s->c.oc);
    if (y == 0)
        memset(row - s->c.oc, s->c.z_out, s->c.oc);
}

/* Feeds `rows` rows [out_w][c_mid] at `src` to C as output rows y .. */
static void consume(const job *j, const int8_t *src, uint32_t y, uint32_t rows) {
    const sq_stage *s = &j->stage;
    int32_t *sums = (int32_t *)(void *)arena_at(j, s->out_off);
    for (uint32_t g = 0; g < s->c.oc / SQ_LANES; g++) {
        sq_taps taps = taps_of(j, &s->c, g, s->out_w);
        for (uint32_t r = 0; r < rows; r++) {
            taps.rows[0] = src + (size_t)r * s->out_w * j->c_mid;
            if (s->flags & SQ_STAGE_HEAD)
                sq_head_group(&taps, 1, sums + g * SQ_LANES);
            else
                sq_conv_group(&taps, s->c.z_out, output_row(j, y + r) + g * SQ_LANES, s->c.oc);
        }
    }
    if (!(s->flags & SQ_STAGE_HEAD))
        for (uint32_t r = 0; r < rows; r++)
            close_row(j, y + r);
}

/* Every border position of a padded head sees z everywhere: one position, counted many times (SPEC 1.5). */
static void add_border(const job *j) {
    const sq_stage *s = &j->stage;
    uint32_t inner = s->out_h * s->out_w;
    uint32_t border = (s->out_h + 2 * s->c.pad) * (s->out_w + 2 * s->c.pad) - inner;
    int32_t *sums = (int32_t *)(void *)arena_at(j, s->out_off);
    if (border == 0)
        return;
    int8_t *pixel = arena_at(j, j->at.mid);
    memset(pixel, s->c.z_in, j->c_mid);
    for (uint32_t g = 0; g < s->c.oc / SQ_LANES; g++) {
        sq_taps taps = taps_of(j, &s->c, g, 1);
        taps.rows[0] = pixel;
        sq_head_group(&taps, border, sums + g * SQ_LANES);
    }
}

/* --- Pooling
 * ----------------------------------------------------------------------------------------------------- */

/* Merges mid row y into the windows that contain it, in ascending order; a window that ends here is consumed
 * before the next one, which may reuse its row, begins. */
static void pool_row(const job *j, const int8_t *row, uint32_t y) {
    const sq_stage *s = &j->stage;
    uint32_t slots = (s->pool_k - 1 + s->pool_stride - 1) / s->pool_stride;
    uint32_t padded = y + s->pool_pad; /* row in coordinates where window i starts at i * stride */
    uint32_t first = padded < s->pool_k ? 0 : (padded - s->pool_k) / s->pool_stride + 1;
    slots = slots > 0 ? slots : 1;
    for (uint32_t i = first; i < s->out_h && i * s->pool_stride <= padded; i++) {
        int8_t *pooled = arena_at(j, j->at.pool) + (size_t)(i % slots) * s->out_w * j->c_mid;
        int is_first = y == 0 || i * s->pool_stride == padded;
        int is_last = i * s->pool_stride + s->pool_k - 1 == padded || y + 1 == s->mid_h;
        sq_pool_row(s, row, pooled, !is_first);
        if (is_last)
            consume(j, pooled, i, 1);
    }
}

static void consume_mid(const job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    const int8_t *mid = arena_at(j, j->at.mid);
    if (!(s->flags & SQ_STAGE_POOL)) {
        consume(j, mid, y0, rows);
        return;
    }
    for (uint32_t r = 0; r < rows; r++)
        pool_row(j, mid + (size_t)r * s->mid_w * j->c_mid, y0 + r);
}

/* --- A stage
 * ----------------------------------------------------------------------------------------------------- */

static int execute(const job *j) {
    const sq_stage *s = &j->stage;
    if (s->flags & SQ_STAGE_HAS_B)
        memset(arena_at(j, j->at.zrow), s->a.z_in, (size_t)(s->in_w + 2) * s->a.ic);
    if (s->flags & SQ_STAGE_HEAD)
        memset(arena_at(j, s->out_off), 0, (size_t)s->c.oc * 4);
    for (uint32_t y = 0; y < s->mid_h; y += s->band) {
        uint32_t rows = s->mid_h - y < s->band ? s->mid_h - y : s->band;
        if (s->flags & SQ_STAGE_IMAGE) {
            int error = fetch_image(j, y, rows);
            if (error)
                return error;
        }
        make_mid(j, y, rows);
        consume_mid(j, y, rows);
    }
    if (s->flags & SQ_STAGE_HEAD)
        add_border(j);
    return 0;
}

int sqnet_begin(sqnet_run *run, const sqnet_model *model, void *arena, size_t arena_bytes, sqnet_row_fn row,
                void *row_context) {
    if (!run || !model || !model->blob || !arena || (uintptr_t)arena % 16 != 0 || !row)
        return SQNET_E_ARGUMENT;
    if (arena_bytes < model->arena_bytes)
        return SQNET_E_ARENA;
    run->model = model;
    run->arena = (uint8_t *)arena;
    run->row = row;
    run->row_context = row_context;
    run->next_stage = 0;
    return 0;
}

int sqnet_stage(sqnet_run *run, unsigned stage) {
    if (!run || !run->model || stage != run->next_stage || stage >= run->model->stages)
        return SQNET_E_ARGUMENT;
    job j;
    j.run = run;
    sq_read_stage(run->model, stage, &j.stage);
    (void)sq_lay_scratch(&j.stage, &j.at);
    j.c_mid = j.stage.a.oc + j.stage.b.oc;
    int error = execute(&j);
    /* A run that failed cannot go on: only sqnet_begin starts anew. */
    run->next_stage = error ? (unsigned)-1 : stage + 1;
    return error;
}

int sqnet_scores(const sqnet_run *run, int32_t *scores) {
    if (!run || !run->model || !scores || run->next_stage != run->model->stages)
        return SQNET_E_ARGUMENT;
    const sqnet_model *model = run->model;
    sq_stage s;
    sq_read_stage(model, model->stages - 1u, &s);
    const int32_t *sums = (const int32_t *)(const void *)(run->arena + s.out_off);
    const uint8_t *map = sq_section(model, SQ_SEC_CLASSMAP);
    const uint8_t *params = sq_section(model, SQ_SEC_PARAMS) + s.c.params;
    for (uint32_t o = 0; o < s.c.oc; o++) {
        uint32_t class_index = sq_u16(map + 2 * o);
        if (class_index < model->classes)
            scores[class_index] = sums[o] >> params[o / SQ_LANES * SQ_GROUP_BYTES + 40];
    }
    return 0;
}

int sqnet_infer(sqnet_run *run, const sqnet_model *model, void *arena, size_t arena_bytes, sqnet_row_fn row,
                void *row_context, int32_t *scores) {
    int error = sqnet_begin(run, model, arena, arena_bytes, row, row_context);
    for (unsigned k = 0; !error && k < model->stages; k++)
        error = sqnet_stage(run, k);
    return error ? error : sqnet_scores(run, scores);
}

unsigned sqnet_golden_count(const sqnet_model *model) {
    return model ? model->section[SQ_SEC_GOLDEN].bytes / SQ_GOLDEN_BYTES : 0;
}

/* CRC of the scores as little-endian bytes, whatever the host's order. */
static uint32_t scores_crc(const int32_t *scores, unsigned count) {
    uint32_t crc = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t v = (uint32_t)scores[i];
        uint8_t bytes[4] = {(uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24)};
        crc = sqnet_crc32(crc, bytes, 4);
    }
    return crc;
}

int sqnet_self_test(const sqnet_model *model, unsigned index, void *arena, size_t arena_bytes,
                    int32_t *scores) {
    if (!model || !scores || index >= sqnet_golden_count(model))
        return SQNET_E_ARGUMENT;
    const uint8_t *p = sq_section(model, SQ_SEC_GOLDEN) + SQ_GOLDEN_BYTES * index;
    sqnet_golden_source source = {sq_u32(p), model->width};
    sqnet_run run;
    int error = sqnet_infer(&run, model, arena, arena_bytes, sqnet_golden_row, &source, scores);
    if (error)
        return error;
    uint16_t best = 0;
    (void)sqnet_top(scores, model->classes, 1, &best);
    int same = scores_crc(scores, model->classes) == sq_u32(p + 4) && best == sq_u32(p + 8) &&
               (uint32_t)scores[best] == sq_u32(p + 12);
    return same ? 0 : SQNET_E_GOLDEN;
}
