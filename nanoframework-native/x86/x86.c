/* Repacking, and walking a convolution in tiles. */
#include "x86.h"

#include <emmintrin.h>
#include <stdlib.h>
#include <string.h>

#include "panels.h"

#define MAX_STAGES 32u
#define MAX_CONVS (3 * MAX_STAGES)
#define ALIGNMENT 64u

struct sq_x86 {
    sqnet_backend backend; /* first: the backend's `self` is cast back */
    const sq_kernels *kernels;
    int8_t *weights;
    sq_panel *panels;
    sq_panel *conv[MAX_CONVS]; /* first panel of each convolution; NULL where there is none */
};

/* --- Repacking ------------------------------------------------------------------------------------------ */

/* A convolution as the kernels see it: conv1's taps are gathered into one run, padded to whole quads. */
typedef struct shape {
    uint32_t gathered, taps; /* taps of the blob */
    uint32_t kh, quads;
    uint32_t channels; /* of a full panel */
    uint32_t panels;
    size_t bytes; /* of all weights, repacked */
} shape;

static shape shape_of(const sq_conv *c, uint32_t lanes) {
    shape s;
    s.gathered = c->ic % SQ_QUAD != 0;
    s.taps = c->kh * c->kw * c->ic;
    s.kh = s.gathered ? 1 : c->kh;
    s.quads = (s.taps / s.kh + SQ_QUAD - 1) / SQ_QUAD;
    s.channels = lanes * SQ_VECTORS;
    s.panels = (c->oc + s.channels - 1) / s.channels;
    s.bytes = (size_t)s.kh * s.quads * SQ_QUAD * c->oc;
    return s;
}

/* Channel of the panel that lane l of vector v computes. */
static uint32_t channel_of(uint32_t interleaved, uint32_t lanes, uint32_t v, uint32_t l) {
    return interleaved ? 16 * (l / 4) + 4 * v + l % 4 : v * lanes + l;
}

/* One output channel, whose first weight is at `from`: its weights go to to[quad * step + 0..3]. Returns
 * their sum, |sum| <= 2^16 * 2^7. */
static int32_t pack_channel(const shape *s, const int8_t *from, int8_t *to, size_t step) {
    int32_t sum = 0;
    for (uint32_t t = 0; t < s->taps; t++) {
        to[t / SQ_QUAD * step + t % SQ_QUAD] = from[(size_t)t * SQ_LANES];
        sum += from[(size_t)t * SQ_LANES];
    }
    return sum;
}

static void pack_panel(const sqnet_model *model, const sq_kernels *kernels, const sq_conv *c, const shape *s,
                       int head, uint32_t first, int8_t *to, sq_panel *panel) {
    const int8_t *weights = (const int8_t *)model->weights + c->weights;
    uint32_t lanes = kernels->lanes, left = (c->oc - first) / lanes;
    panel->weights = to;
    panel->vectors = left < SQ_VECTORS ? left : SQ_VECTORS;
    panel->kh = s->kh;
    panel->quads = s->quads;
    panel->full = c->z_in != 0;
    panel->top = (uint32_t)(127 - c->z_out);
    for (uint32_t v = 0; v < panel->vectors; v++) {
        for (uint32_t l = 0; l < lanes; l++) {
            uint32_t o = first + channel_of(!head && panel->vectors == SQ_VECTORS, lanes, v, l);
            int32_t bias[SQ_LANES];
            const int8_t *group = weights + (size_t)(o / SQ_LANES) * sq_group_bytes(c);
            const uint8_t *record = sq_group_params(model, c, o / SQ_LANES, (const uint8_t *)group);
            size_t at = (size_t)v * lanes + l;
            int32_t n = record[40], sum;
            sum = pack_channel(s, group + o % SQ_LANES, to + at * SQ_QUAD,
                               (size_t)panel->vectors * lanes * SQ_QUAD);
            sq_decode_bias(record, bias);
            /* 2^19 + 2^7 * 2^23 + 2^7 * 2^12 < 2^31 */
            panel->bias[at] = bias[o % SQ_LANES] + (kernels->centred ? 0 : c->z_in * sum) -
                              (head ? 0 : c->z_out * (1 << n));
            panel->shift[at] = n;
        }
    }
}

typedef void (*conv_visitor)(sq_x86 *x86, const sqnet_model *model, const sq_conv *c, uint32_t id,
                             void *context);

static void for_each_conv(sq_x86 *x86, const sqnet_model *model, conv_visitor visit, void *context) {
    for (uint32_t k = 0; k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        visit(x86, model, &s.a, 3 * k, context);
        if (s.flags & SQ_STAGE_HAS_B)
            visit(x86, model, &s.b, 3 * k + 1, context);
        visit(x86, model, &s.c, 3 * k + 2, context);
    }
}

typedef struct totals {
    uint64_t weights, packed, panels;
    int refused;
} totals;

static void measure(sq_x86 *x86, const sqnet_model *model, const sq_conv *c, uint32_t id, void *context) {
    totals *t = context;
    shape s = shape_of(c, x86->kernels->lanes);
    const int8_t *weights = (const int8_t *)model->weights + c->weights;
    (void)id;
    t->weights += (uint64_t)s.taps * c->oc;
    t->packed += s.bytes;
    t->panels += s.panels;
    if (t->weights > 2 * (uint64_t)model->weights_bytes)
        t->refused = 1;
    for (uint32_t g = 0; g < c->oc / SQ_LANES; g++, weights += sq_group_bytes(c))
        for (size_t i = 0; !t->refused && i < (size_t)s.taps * SQ_LANES; i++)
            t->refused = weights[i] == -128;
}

typedef struct place {
    int8_t *weights;
    sq_panel *panel;
} place;

static void pack(sq_x86 *x86, const sqnet_model *model, const sq_conv *c, uint32_t id, void *context) {
    place *at = context;
    shape s = shape_of(c, x86->kernels->lanes);
    x86->conv[id] = at->panel;
    for (uint32_t first = 0; first < c->oc; first += s.channels, at->panel++) {
        pack_panel(model, x86->kernels, c, &s, id == 3 * model->stages - 1u, first, at->weights, at->panel);
        at->weights += (size_t)s.kh * s.quads * SQ_QUAD * at->panel->vectors * x86->kernels->lanes;
    }
}

/* --- Tiles ---------------------------------------------------------------------------------------------- */

/* Conv1's taps of GATHER pixels, side by side. */
#define GATHER 24u
#define GATHER_BYTES ((SQ_MAX_KERNEL * SQ_MAX_KERNEL * 3 + SQ_QUAD) * GATHER + 16)

/* A position in a convolution's output, and the tiles it goes through. */
typedef struct walk {
    const sq_work *work;
    uint32_t pixels; /* of a tile */
    uint32_t r, x;
    const uint8_t *rows[SQ_MAX_KERNEL]; /* of output row r */
} walk;

static void walk_row(walk *at) {
    for (uint32_t ky = 0; ky < at->work->conv->kh; ky++)
        at->rows[ky] = (const uint8_t *)sq_work_row(at->work, at->r, ky);
}

/* Enters the next row if this one is done. Before a pixel is used, not after: there may be no next row. */
static inline void walk_settle(walk *at) {
    if (at->x == at->work->width) {
        at->x = 0;
        at->r++;
        walk_row(at);
    }
}

static void walk_start(walk *at, const sq_work *work, uint32_t pixels, uint32_t from) {
    at->work = work;
    at->pixels = pixels;
    at->r = from / work->width;
    at->x = from % work->width;
    walk_row(at);
}

static uint8_t *walk_out(const walk *at, uint32_t channel) {
    const sq_work *w = at->work;
    return (uint8_t *)w->out + (size_t)at->r * w->out_row + (size_t)at->x * w->out_step + channel;
}

/* Repeats the last pixel: a short tile computes it several times. */
static void fill_up(sq_tile *tile, uint32_t kh, uint32_t pixels, uint32_t count) {
    for (uint32_t p = count; p < pixels; p++) {
        for (uint32_t ky = 0; ky < kh; ky++)
            tile->rows[ky * pixels + p] = tile->rows[ky * pixels + count - 1];
        tile->out[p] = tile->out[count - 1];
    }
}

/* Aims the tile at the next `count` pixels. The head has no output. */
static void aim(walk *at, sq_tile *tile, uint32_t count, uint32_t channel) {
    uint32_t kh = at->work->conv->kh, step = at->work->conv->stride * at->work->conv->ic;
    for (uint32_t p = 0; p < count; p++) {
        walk_settle(at);
        for (uint32_t ky = 0; ky < kh; ky++)
            tile->rows[ky * at->pixels + p] = at->rows[ky] + (size_t)at->x * step;
        if (at->work->out)
            tile->out[p] = walk_out(at, channel);
        at->x++;
    }
    fill_up(tile, kh, at->pixels, count);
}

/* Gathers the taps of a pixel, q ^ 0x80 = u. Up to 15 bytes behind them are spoilt. */
static void gather(const walk *at, uint8_t *to) {
    const sq_conv *c = at->work->conv;
    uint32_t run = 3 * c->kw, x = at->x * c->stride * 3;
    const __m128i sign = _mm_set1_epi8(-128);
    for (uint32_t ky = 0; ky < c->kh; ky++, to += run) {
        const uint8_t *from = at->rows[ky] + x;
        if (x + (run + 15) / 16 * 16 <= at->work->in_step)
            for (uint32_t i = 0; i < run; i += 16)
                _mm_storeu_si128((__m128i *)(to + i),
                                 _mm_xor_si128(_mm_loadu_si128((const __m128i *)(from + i)), sign));
        else
            for (uint32_t i = 0; i < run; i++)
                to[i] = from[i] ^ 0x80;
    }
}

/* What is padded beyond the taps meets weights of 0. */
static void conv_gathered(const sq_kernels *kernels, const sq_panel *panels, const sq_work *w,
                          const sq_part *part, uint32_t first, uint32_t last) {
    uint8_t taps[GATHER_BYTES];
    uint8_t *out[GATHER];
    uint32_t bytes = panels->quads * SQ_QUAD;
    walk at;
    walk_start(&at, w, 1, part->from);
    for (uint32_t i = part->from; i < part->to; i += GATHER) {
        uint32_t count = part->to - i < GATHER ? part->to - i : GATHER;
        for (uint32_t p = 0; p < count; p++) {
            walk_settle(&at);
            out[p] = walk_out(&at, 0);
            gather(&at, taps + p * bytes);
            at.x++;
        }
        for (uint32_t k = first; k < last; k++) {
            uint32_t pixels = kernels->pixels[panels[k].vectors];
            for (uint32_t p = 0; p < count; p += pixels) {
                sq_tile tile;
                uint32_t n = count - p < pixels ? count - p : pixels;
                for (uint32_t q = 0; q < n; q++) {
                    tile.rows[q] = taps + (p + q) * bytes;
                    tile.out[q] = out[p + q] + k * SQ_VECTORS * kernels->lanes;
                }
                fill_up(&tile, 1, pixels, n);
                kernels->conv(&panels[k], &tile);
            }
        }
    }
}

/* Panels of groups g0 .. g1-1; parts begin at multiples of a panel. */
static void panels_of(const sq_kernels *kernels, const sq_part *part, uint32_t *first, uint32_t *last) {
    uint32_t groups = SQ_VECTORS * kernels->lanes / SQ_LANES;
    *first = part->g0 / groups;
    *last = (part->g1 + groups - 1) / groups;
}

static void x86_conv(const sqnet_backend *self, const sq_work *w, const sq_part *part) {
    const sq_x86 *x86 = (const sq_x86 *)(const void *)self;
    const sq_kernels *kernels = x86->kernels;
    const sq_panel *panels = x86->conv[w->id];
    uint32_t first, last;
    panels_of(kernels, part, &first, &last);
    if (w->conv->ic % SQ_QUAD != 0) {
        conv_gathered(kernels, panels, w, part, first, last);
        return;
    }
    for (uint32_t k = first; k < last; k++) {
        sq_tile tile;
        walk at;
        walk_start(&at, w, kernels->pixels[panels[k].vectors], part->from);
        for (uint32_t i = part->from; i < part->to; i += at.pixels) {
            uint32_t count = part->to - i < at.pixels ? part->to - i : at.pixels;
            aim(&at, &tile, count, k * SQ_VECTORS * kernels->lanes);
            kernels->conv(&panels[k], &tile);
        }
    }
}

/* Sums are modulo 2^32, as in the portable kernel: a safe blob's stay below 2^31. */
static void x86_head(const sqnet_backend *self, const sq_work *w, const sq_part *part, uint32_t times,
                     int32_t *sums) {
    const sq_x86 *x86 = (const sq_x86 *)(const void *)self;
    const sq_kernels *kernels = x86->kernels;
    const sq_panel *panels = x86->conv[w->id];
    uint32_t first, last;
    panels_of(kernels, part, &first, &last);
    for (uint32_t k = first; k < last; k++) {
        uint32_t local[SQ_VECTORS * SQ_MAX_LANES] = {0};
        int32_t *to = sums + k * SQ_VECTORS * kernels->lanes;
        sq_tile tile;
        walk at;
        walk_start(&at, w, kernels->pixels[panels[k].vectors], part->from);
        for (uint32_t i = part->from; i < part->to; i += at.pixels) {
            uint32_t count = part->to - i < at.pixels ? part->to - i : at.pixels;
            aim(&at, &tile, count, 0);
            kernels->head(&panels[k], &tile, count, local);
        }
        for (uint32_t o = 0; o < panels[k].vectors * kernels->lanes; o++)
            to[o] = (int32_t)((uint32_t)to[o] + times * local[o]);
    }
}

/* --- Public --------------------------------------------------------------------------------------------- */

int sq_x86_supports(enum sq_isa isa) {
    /* The compiler's run-time asks cpuid, and xgetbv for what the operating system saves. */
    __builtin_cpu_init();
    switch (isa) {
    case SQ_ISA_AVX2:
        return __builtin_cpu_supports("avx2");
    case SQ_ISA_VNNI:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
    default:
        return 0;
    }
}

sq_x86 *sq_x86_open(const sqnet_model *model, enum sq_isa isa) {
    totals t = {0, 0, 0, 0};
    if (!sq_x86_supports(isa))
        return NULL;
    sq_x86 *x86 = calloc(1, sizeof *x86);
    if (!x86)
        return NULL;
    x86->kernels = isa == SQ_ISA_VNNI ? &sq_kernels_vnni : &sq_kernels_avx2;
    x86->backend.conv = x86_conv;
    x86->backend.head = x86_head;
    x86->backend.pool = x86->kernels->pool;
    x86->backend.add = x86->kernels->add;
    x86->backend.unit = SQ_VECTORS * x86->kernels->lanes / SQ_LANES;
    for_each_conv(x86, model, measure, &t);
    if (!t.refused) {
        size_t bytes = ((size_t)t.packed + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        x86->weights = aligned_alloc(ALIGNMENT, bytes);
        x86->panels = aligned_alloc(ALIGNMENT, (sizeof(sq_panel) * (size_t)t.panels + ALIGNMENT) / ALIGNMENT *
                                                   ALIGNMENT);
    }
    if (!x86->weights || !x86->panels) {
        sq_x86_close(x86);
        return NULL;
    }
    place at = {x86->weights, x86->panels};
    memset(x86->weights, 0, (size_t)t.packed);
    for_each_conv(x86, model, pack, &at);
    return x86;
}

void sq_x86_close(sq_x86 *x86) {
    if (!x86)
        return;
    free(x86->weights);
    free(x86->panels);
    free(x86);
}

const sqnet_backend *sq_x86_backend(const sq_x86 *x86) {
    return &x86->backend;
}
