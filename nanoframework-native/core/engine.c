/* Executing a model stage by stage in the caller's arena (SPEC 3). */
#include <string.h>

#include "bytes.h"
#include "engine.h"

/* How a tensor with zero point z stores real zero. */
static int zero_of(const sq_job *j, int32_t z) {
    return j->backend ? 0 : z;
}

/* --- Convolutions, cut in pieces ------------------------------------------------------------------------ */

void sq_init_load(const sq_job *j, const sq_conv *c, uint32_t id, sq_load *l) {
    sq_work *w = &l->work;
    memset(l, 0, sizeof *l);
    w->id = 3 * j->index + id;
    w->conv = c;
    w->weights = j->weights + (c->weights - j->weights_from);
    w->model = j->run->model;
    w->in_rows = (uint32_t)INT32_MAX;
}

/* The built-in kernels: a group's weights are read once for all rows. */
static void run_part(const sq_load *l, const sq_part *part) {
    const sq_work *w = &l->work;
    const sq_conv *c = w->conv;
    sq_taps taps;
    memset(&taps, 0, sizeof taps);
    taps.kh = c->kh;
    taps.run = c->kw * c->ic;
    taps.step = c->stride * c->ic;
    for (uint32_t g = part->g0; g < part->g1; g++) {
        taps.weights = w->weights + (size_t)g * sq_group_bytes(c);
        taps.params = sq_group_params(w->model, c, g, (const uint8_t *)taps.weights);
        for (uint32_t i = part->from; i < part->to; i += taps.pixels) {
            uint32_t r = i / w->width, x = i % w->width, left = w->width - x;
            taps.pixels = part->to - i < left ? part->to - i : left;
            for (uint32_t ky = 0; ky < c->kh; ky++)
                taps.rows[ky] = sq_work_row(w, r, ky) + (size_t)x * taps.step;
            if (l->sums)
                sq_head_group(&taps, l->times, l->sums + g * SQ_LANES);
            else
                sq_conv_group(&taps, c->z_out,
                              w->out + (size_t)r * w->out_row + (size_t)x * w->out_step + g * SQ_LANES,
                              w->out_step);
        }
    }
}

static void run_piece(void *context, unsigned index) {
    const sq_batch *all = (const sq_batch *)context;
    const sqnet_backend *backend = all->job->backend;
    const sq_load *l = all->loads;
    if (index >= l->pixel_cuts * l->block_cuts) {
        index -= l->pixel_cuts * l->block_cuts;
        l++;
    }
    /* Cuts <= 64, pixels < 2^21, blocks <= 256. */
    uint32_t p = index / l->block_cuts, b = index % l->block_cuts;
    uint32_t unit = backend ? backend->unit : 1, groups = l->work.conv->oc / SQ_LANES;
    sq_part part;
    part.from = l->pixels * p / l->pixel_cuts;
    part.to = l->pixels * (p + 1) / l->pixel_cuts;
    part.g0 = l->blocks * b / l->block_cuts * unit;
    part.g1 = l->blocks * (b + 1) / l->block_cuts * unit;
    part.g1 = part.g1 < groups ? part.g1 : groups;
    if (!backend)
        run_part(l, &part);
    else if (l->sums)
        backend->head(backend, &l->work, &part, l->times, l->sums);
    else
        backend->conv(backend, &l->work, &part);
}

/* Blocks of channels first, which share nothing; pixels only if there are not enough of them. */
static void cut(const sq_job *j, sq_load *l, uint32_t rows) {
    const sqnet_hooks *hooks = j->run->hooks;
    const sq_conv *c = l->work.conv;
    uint32_t unit = j->backend ? j->backend->unit : 1, pieces = 1;
    l->pixels = rows * l->work.width;
    l->blocks = (c->oc / SQ_LANES + unit - 1) / unit;
    if (hooks && hooks->parallel && (uint64_t)l->pixels * c->oc * (c->kh * c->kw * c->ic) >= hooks->worth)
        pieces = hooks->pieces < SQNET_MAX_PIECES ? hooks->pieces : SQNET_MAX_PIECES;
    pieces = pieces > 0 ? pieces : 1;
    l->block_cuts = l->blocks < pieces ? l->blocks : pieces;
    l->pixel_cuts = l->sums ? 1 : (pieces + l->block_cuts - 1) / l->block_cuts;
    l->pixel_cuts = l->pixel_cuts < l->pixels ? l->pixel_cuts : l->pixels;
}

void sq_run_batch(const sq_job *j, sq_batch *all, uint32_t rows) {
    unsigned pieces = 0;
    all->job = j;
    for (unsigned i = 0; i < all->count; i++) {
        cut(j, &all->loads[i], rows);
        pieces += all->loads[i].pixel_cuts * all->loads[i].block_cuts;
    }
    if (pieces > all->count)
        j->run->hooks->parallel(j->run->hooks->parallel_context, pieces, run_piece, all);
    else
        for (unsigned i = 0; i < pieces; i++)
            run_piece(all, i);
}

/* --- Mid rows: A and B ---------------------------------------------------------------------------------- */

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

/* B sees the pixel in front of each row, and one row more on either side. */
void sq_read_input(const sq_job *j, unsigned id, uint32_t y, sq_work *w) {
    const sq_stage *s = &j->stage;
    w->in = sq_arena_at(j, s->in_off) + (id ? 0 : s->a.ic);
    w->in_step = (s->in_w + 1) * s->a.ic;
    w->in_rows = s->in_h;
    w->first = (int32_t)y - (int32_t)id;
    w->outside = sq_arena_at(j, j->at.zrow);
}

/* mid[rows][mid_w][c_mid] */
static void make_mid(const sq_job *j, uint32_t y0, uint32_t rows) {
    const sq_stage *s = &j->stage;
    int8_t *mid = sq_arena_at(j, j->at.mid);
    sq_batch all;
    all.count = s->flags & SQ_STAGE_HAS_B ? 2 : 1;
    for (unsigned i = 0; i < all.count; i++) {
        sq_work *w = &all.loads[i].work;
        sq_init_load(j, sq_stage_conv(s, i), i, &all.loads[i]);
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
    sq_run_batch(j, &all, rows);
    if (j->added)
        add_skip(j, y0, rows);
}

/* --- C: squeeze or head --------------------------------------------------------------------------------- */

int8_t *sq_output_row(const sq_job *j, uint32_t y) {
    const sq_stage *s = &j->stage;
    return sq_arena_at(j, s->out_off) + s->c.oc * (1 + (size_t)y * (s->out_w + 1));
}

void sq_close_row(const sq_job *j, uint32_t y) {
    const sq_stage *s = &j->stage;
    int8_t *row = sq_output_row(j, y);
    memset(row + (size_t)s->out_w * s->c.oc, zero_of(j, s->c.z_out), s->c.oc);
    if (y == 0)
        memset(row - s->c.oc, zero_of(j, s->c.z_out), s->c.oc);
}

/* Applies C to `rows` rows of `width` pixels at `src`: output rows y .., or `times` times into the head's
 * sums.
 */
static void apply_c(const sq_job *j, const int8_t *src, uint32_t y, uint32_t rows, uint32_t width,
                    uint32_t times) {
    const sq_stage *s = &j->stage;
    int is_head = (s->flags & SQ_STAGE_HEAD) != 0;
    sq_batch all;
    sq_work *w = &all.loads[0].work;
    all.count = 1;
    sq_init_load(j, &s->c, 2, &all.loads[0]);
    all.loads[0].times = times;
    all.loads[0].sums = is_head ? (int32_t *)(void *)sq_arena_at(j, s->out_off) : NULL;
    w->in = src;
    w->in_step = width * j->c_mid;
    w->width = width;
    w->out = is_head ? NULL : sq_output_row(j, y);
    w->out_step = s->c.oc;
    w->out_row = (width + 1) * s->c.oc;
    sq_run_batch(j, &all, rows);
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

uint32_t sq_border_pixels(const sq_stage *s) {
    return (s->out_h + 2 * s->c.pad) * (s->out_w + 2 * s->c.pad) - s->out_h * s->out_w;
}

/* Every border position of a padded head sees z everywhere: one position, counted many times (SPEC 1.5). */
static void add_border(const sq_job *j) {
    const sq_stage *s = &j->stage;
    uint32_t border = sq_border_pixels(s);
    if (border == 0)
        return;
    int8_t *pixel = sq_arena_at(j, j->at.mid);
    memset(pixel, zero_of(j, s->c.z_in), j->c_mid);
    apply_c(j, pixel, 0, 1, 1, border);
}

/* --- Pooling -------------------------------------------------------------------------------------------- */

/* Merges mid row y into the windows that contain it, in ascending order; a window that ends here is consumed
 * before the next one, which may reuse its row, begins. */
static void pool_row(const sq_job *j, const int8_t *row, uint32_t y) {
    const sq_stage *s = &j->stage;
    uint32_t slots = (s->pool_k - 1 + s->pool_stride - 1) / s->pool_stride;
    uint32_t padded = y + s->pool_pad; /* row in coordinates where window i starts at i * stride */
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

void sq_clear_outside(const sq_job *j) {
    const sq_stage *s = &j->stage;
    if (s->flags & SQ_STAGE_HAS_B)
        memset(sq_arena_at(j, j->at.zrow), zero_of(j, s->a.z_in), (size_t)(s->in_w + 2) * s->a.ic);
}

int sq_execute(const sq_job *j) {
    const sq_stage *s = &j->stage;
    sq_clear_outside(j);
    if (s->flags & SQ_STAGE_HEAD)
        memset(sq_arena_at(j, s->out_off), 0, (size_t)s->c.oc * 4);
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

/* The memory of a run that takes `whole` bytes with its skip memory: the two apart. */
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
    if (!model || !model->weights || !memory || !memory->arena)
        return SQNET_E_ARGUMENT;
    return begin(run, model, model->arena_bytes, memory, source);
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

int sqnet_begin_window(sqnet_run *run, sqnet_window *window, const sqnet_model *model,
                       const sqnet_memory *memory, const sqnet_source *source) {
    if (!window || !model || !memory || !memory->arena)
        return SQNET_E_ARGUMENT;
    int error = sqnet_window_begin(window, model);
    if (!error)
        error = begin(run, model, sqnet_window_bytes(model), memory, source);
    if (!error)
        run->window = window;
    return error;
}

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

static int step(sqnet_run *run, unsigned stage, uint32_t taps) {
    sq_job j;
    j.run = run;
    j.backend = run->hooks ? run->hooks->backend : NULL;
    j.index = stage;
    sq_read_stage(run->model, stage, &j.stage);
    j.c_mid = j.stage.a.oc + j.stage.b.oc;
    find_skips(&j);
    if (run->window)
        return sq_window_step(&j, taps);
    j.weights = (const int8_t *)run->model->weights;
    j.weights_from = 0;
    (void)sq_lay_scratch(&j.stage, &j.at);
    return sq_execute(&j);
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

/* Class of a channel of the head; not one for padding. Without a map channels are classes. */
static uint32_t class_of(const sqnet_model *model, uint32_t channel) {
    return model->section[SQ_SEC_CLASSMAP].bytes ? sq_u16(sq_section(model, SQ_SEC_CLASSMAP) + 2 * channel)
                                                 : channel;
}

/* The params of the head as they lie in the blob: of a run with a window its weights may be gone. */
static const uint8_t *head_params(const sqnet_model *model, const sq_conv *head) {
    return sq_section(model, SQ_SEC_PARAMS) + (model->packed_params ? model->head_params : head->params);
}

/* The shift of these, and on to those of the next group. */
static unsigned next_shift(const sqnet_model *model, const uint8_t **params) {
    const uint8_t *p = *params;
    *params += model->packed_params ? sq_packed_params_bytes(p) : SQ_GROUP_BYTES;
    return model->packed_params ? p[0] & 15u : p[40];
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

static const uint8_t *golden(const sqnet_model *model, unsigned index) {
    return sq_section(model, SQ_SEC_GOLDEN) + SQ_GOLDEN_BYTES * index;
}

int sqnet_golden_seed(const sqnet_model *model, unsigned index, uint32_t *seed) {
    if (!model || !seed || index >= sqnet_golden_count(model))
        return SQNET_E_ARGUMENT;
    *seed = sq_u32(golden(model, index));
    return 0;
}

int sqnet_golden_check(const sqnet_model *model, unsigned index, const int32_t *scores) {
    if (!model || !scores || index >= sqnet_golden_count(model))
        return SQNET_E_ARGUMENT;
    const uint8_t *p = golden(model, index);
    uint16_t best = 0;
    (void)sqnet_top(scores, model->classes, 1, &best);
    int same = scores_crc(scores, model->classes) == sq_u32(p + 4) && best == sq_u32(p + 8) &&
               (uint32_t)scores[best] == sq_u32(p + 12);
    return same ? 0 : SQNET_E_GOLDEN;
}

int sqnet_self_test(const sqnet_model *model, unsigned index, const sqnet_memory *memory, int32_t *scores) {
    sqnet_golden_source golden_source = {0, 0};
    sqnet_source source = {sqnet_golden_row, &golden_source};
    sqnet_run run;
    int error = sqnet_golden_seed(model, index, &golden_source.seed);
    if (error)
        return error;
    golden_source.width = model->width;
    error = sqnet_infer(&run, model, memory, &source, scores);
    return error ? error : sqnet_golden_check(model, index, scores);
}
