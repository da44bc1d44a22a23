#include "bands.h"

#include <string.h>

#include "pieces.h"

/* --- Mid: A and B --------------------------------------------------------------------------------------- */

/* Image row y with its padding: (in_w + 2 pad) x 3. */
static int fetch_image_row(const sq_job *j, int32_t y, int8_t *row) {
    const sq_stage *s = &j->stage;
    const sqnet_model *model = j->run->model;
    int inside = y >= 0 && y < (int32_t)s->in_h;
    uint32_t pad = s->a.pad, width = s->in_w + 2 * pad;
    for (uint32_t x = 0; x < width; x++) {
        if (inside && x == pad)
            x += s->in_w;
        if (x < width)
            memcpy(row + 3 * x, model->pad, 3);
    }
    if (inside && j->run->source.row(j->run->source.context, (unsigned)y, row + 3 * pad) != 0)
        return SQNET_E_SOURCE;
    return 0;
}

/* Makes the image rows of mid rows y0 .. y0+rows-1 available, keeping those the band before has left. */
static int fetch_image(const sq_job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    uint32_t have = (s->band - 1) * s->a.stride + s->a.kh, need = (rows - 1) * s->a.stride + s->a.kh;
    uint32_t kept = y0 > 0 && s->a.kh > s->a.stride ? s->a.kh - s->a.stride : 0;
    int8_t *buffer = sq_arena_at(j, j->at.image);
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

/* Adds rows y0 .. of the skip tensor, which has mid's shape, to mid. */
static void add_skip(const sq_job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    uint32_t row = s->mid_w * j->c_mid;
    const int8_t *skip = j->added + (size_t)y0 * row;
    int8_t *mid = sq_arena_at(j, j->at.mid);
    if (j->backend)
        j->backend->add((const uint8_t *)skip, (uint8_t *)mid, rows * row, (uint32_t)(127 - s->a.z_out));
    else
        sq_add_skip(skip, mid, rows * row, s->a.z_out);
}

/* mid[rows][mid_w][c_mid] */
static void make_mid(const sq_job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    int8_t *mid = sq_arena_at(j, j->at.mid);
    sq_pieces all;
    all.count = s->flags & SQ_STAGE_HAS_B ? 2 : 1;
    for (unsigned i = 0; i < all.count; i++) {
        sq_work *w = &all.cut[i].work;
        sq_describe_work(j, sq_stage_conv(s, i), i, w);
        w->width = s->mid_w;
        w->out = mid + (i ? s->a.oc : 0);
        w->out_step = j->c_mid;
        w->out_row = s->mid_w * j->c_mid;
        if (s->flags & SQ_STAGE_IMAGE) {
            w->in = sq_arena_at(j, j->at.image);
            w->in_step = j->at.image_stride;
        } else {
            sq_read_input(j, i, y0, w);
        }
    }
    sq_run_pieces(j, &all, rows);
    if (j->added)
        add_skip(j, y0, rows);
}

/* --- C: squeeze or head --------------------------------------------------------------------------------- */

/* Applies C to `rows` rows of `width` pixels at `src`. The results are output rows y .., or are added to the
 * head's sums `times` times. */
static void apply_c(const sq_job *j, const int8_t *src, uint32_t y, uint32_t rows, uint32_t width,
                    uint32_t times) {
    const sq_stage *s = &j->stage;
    sq_pieces all;
    sq_work *w = &all.cut[0].work;
    all.count = 1;
    sq_describe_work(j, &s->c, 2, w);
    w->in = src;
    w->in_step = width * j->c_mid;
    w->width = width;
    if (s->flags & SQ_STAGE_HEAD) {
        w->sums = sq_head_sums(j);
        w->times = times;
    } else {
        w->out = sq_output_row(j, y);
        w->out_step = s->c.oc;
        w->out_row = (width + 1) * s->c.oc;
    }
    sq_run_pieces(j, &all, rows);
}

/* Feeds `rows` rows [out_w][c_mid] at `src` to C as output rows y .. */
static void consume(const sq_job *j, const int8_t *src, uint32_t y, uint32_t rows) {
    if (j->kept) {
        size_t row = (size_t)j->stage.out_w * j->c_mid;
        memcpy(j->kept + y * row, src, rows * row);
    }
    apply_c(j, src, y, rows, j->stage.out_w, 1);
    if (!(j->stage.flags & SQ_STAGE_HEAD))
        for (uint32_t r = 0; r < rows; r++)
            sq_close_row(j, y + r);
}

/* Every border position of a padded head sees z everywhere: one position, counted many times (SPEC 1.5). */
static void add_border(const sq_job *j) {
    const sq_stage *s = &j->stage;
    uint32_t border = sq_border_pixels(s);
    if (border == 0)
        return;
    int8_t *pixel = sq_arena_at(j, j->at.mid);
    memset(pixel, sq_stored_zero(j, s->c.z_in), j->c_mid);
    apply_c(j, pixel, 0, 1, 1, border);
}

/* --- Pooling -------------------------------------------------------------------------------------------- */

/* Merges mid row y into the pooled rows whose kernel covers it, in ascending order. A pooled row whose kernel
 * ends here is consumed before the next one begins, which may take its memory. */
static void pool_row(const sq_job *j, const int8_t *row, uint32_t y) {
    const sq_stage *s = &j->stage;
    uint32_t slots = (s->pool_k - 1 + s->pool_stride - 1) / s->pool_stride;
    uint32_t padded = y + s->pool_pad; /* y where the kernel of pooled row i starts at i * stride */
    uint32_t first = padded < s->pool_k ? 0 : (padded - s->pool_k) / s->pool_stride + 1;
    slots = slots > 0 ? slots : 1;
    for (uint32_t i = first; i < s->out_h && i * s->pool_stride <= padded; i++) {
        int8_t *pooled = sq_arena_at(j, j->at.pool) + (size_t)(i % slots) * s->out_w * j->c_mid;
        int is_first = y == 0 || i * s->pool_stride == padded;
        int is_last = i * s->pool_stride + s->pool_k - 1 == padded || y + 1 == s->mid_h;
        (j->backend ? j->backend->pool : sq_pool_row)(s, row, pooled, !is_first);
        if (is_last)
            consume(j, pooled, i, 1);
    }
}

static void consume_mid(const sq_job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    const int8_t *mid = sq_arena_at(j, j->at.mid);
    if (!(s->flags & SQ_STAGE_POOL)) {
        consume(j, mid, y0, rows);
        return;
    }
    for (uint32_t r = 0; r < rows; r++)
        pool_row(j, mid + (size_t)r * s->mid_w * j->c_mid, y0 + r);
}

/* --- A stage -------------------------------------------------------------------------------------------- */

int sq_run_bands(const sq_job *j) {
    const sq_stage *s = &j->stage;
    sq_clear_outside(j);
    if (s->flags & SQ_STAGE_HEAD)
        sq_clear_sums(j);
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
