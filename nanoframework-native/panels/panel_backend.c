/* Walking a convolution in tiles. */
#include "panel_backend.h"

#include <stdlib.h>

struct sq_panel_backend {
    sqnet_backend backend; /* first: the backend's `self` is cast back */
    const sq_kernels *kernels;
    sq_panels panels;
};

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

/* 16 bytes, q ^ 0x80 = u: compilers make one vector of it. */
static inline void gather_16(const uint8_t *from, uint8_t *to) {
    for (unsigned i = 0; i < 16; i++)
        to[i] = from[i] ^ 0x80;
}

/* Gathers the taps of a pixel. Up to 15 bytes behind them are spoilt. */
static void gather(const walk *at, uint8_t *to) {
    const sq_conv *c = at->work->conv;
    uint32_t run = 3 * c->kw, x = at->x * c->stride * 3;
    for (uint32_t ky = 0; ky < c->kh; ky++, to += run) {
        const uint8_t *from = at->rows[ky] + x;
        if (x + (run + 15) / 16 * 16 <= at->work->in_step)
            for (uint32_t i = 0; i < run; i += 16)
                gather_16(from + i, to + i);
        else
            for (uint32_t i = 0; i < run; i++)
                to[i] = from[i] ^ 0x80;
    }
}

/* What is padded beyond the taps meets weights of 0. */
static void conv_gathered(const sq_kernels *kernels, const sq_panel *panels, const sq_work *w,
                          const sq_piece *piece, uint32_t first, uint32_t last) {
    uint8_t taps[GATHER_BYTES];
    uint8_t *out[GATHER];
    uint32_t bytes = panels->quads * SQ_QUAD;
    walk at;
    walk_start(&at, w, 1, piece->from);
    for (uint32_t i = piece->from; i < piece->to; i += GATHER) {
        uint32_t count = piece->to - i < GATHER ? piece->to - i : GATHER;
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

/* Panels of groups g0 .. g1-1; pieces begin at multiples of a panel. */
static void panels_of(const sq_kernels *kernels, const sq_piece *piece, uint32_t *first, uint32_t *last) {
    uint32_t groups = SQ_VECTORS * kernels->lanes / SQ_LANES;
    *first = piece->g0 / groups;
    *last = (piece->g1 + groups - 1) / groups;
}

static void panel_conv(const sqnet_backend *self, const sq_work *w, const sq_piece *piece) {
    const sq_panel_backend *over = (const sq_panel_backend *)(const void *)self;
    const sq_kernels *kernels = over->kernels;
    const sq_panel *panels = over->panels.conv[w->id];
    uint32_t first, last;
    panels_of(kernels, piece, &first, &last);
    if (w->conv->ic % SQ_QUAD != 0) {
        conv_gathered(kernels, panels, w, piece, first, last);
        return;
    }
    for (uint32_t k = first; k < last; k++) {
        sq_tile tile;
        walk at;
        walk_start(&at, w, kernels->pixels[panels[k].vectors], piece->from);
        for (uint32_t i = piece->from; i < piece->to; i += at.pixels) {
            uint32_t count = piece->to - i < at.pixels ? piece->to - i : at.pixels;
            aim(&at, &tile, count, k * SQ_VECTORS * kernels->lanes);
            kernels->conv(&panels[k], &tile);
        }
    }
}

/* Sums are modulo 2^32, as in the portable kernel: a safe blob's stay below 2^31. */
static void panel_head(const sqnet_backend *self, const sq_work *w, const sq_piece *piece) {
    const sq_panel_backend *over = (const sq_panel_backend *)(const void *)self;
    const sq_kernels *kernels = over->kernels;
    const sq_panel *panels = over->panels.conv[w->id];
    uint32_t first, last;
    panels_of(kernels, piece, &first, &last);
    for (uint32_t k = first; k < last; k++) {
        uint32_t local[SQ_VECTORS * SQ_MAX_LANES] = {0};
        int32_t *to = w->sums + k * SQ_VECTORS * kernels->lanes;
        sq_tile tile;
        walk at;
        walk_start(&at, w, kernels->pixels[panels[k].vectors], piece->from);
        for (uint32_t i = piece->from; i < piece->to; i += at.pixels) {
            uint32_t count = piece->to - i < at.pixels ? piece->to - i : at.pixels;
            aim(&at, &tile, count, 0);
            kernels->head(&panels[k], &tile, count, local);
        }
        for (uint32_t o = 0; o < panels[k].vectors * kernels->lanes; o++)
            to[o] = (int32_t)((uint32_t)to[o] + w->times * local[o]);
    }
}

/* --- Public --------------------------------------------------------------------------------------------- */

sq_panel_backend *sq_panel_backend_open(const sqnet_model *model, const sq_kernels *kernels) {
    sq_panel_backend *over = calloc(1, sizeof *over);
    if (!over)
        return NULL;
    over->kernels = kernels;
    over->backend.conv = panel_conv;
    over->backend.head = panel_head;
    over->backend.pool = kernels->pool;
    over->backend.add = kernels->add;
    over->backend.unit = SQ_VECTORS * kernels->lanes / SQ_LANES;
    if (sq_panels_open(&over->panels, model, kernels))
        return over;
    free(over);
    return NULL;
}

void sq_panel_backend_close(sq_panel_backend *over) {
    if (!over)
        return;
    sq_panels_close(&over->panels);
    free(over);
}

const sqnet_backend *sq_panel_backend_of(const sq_panel_backend *over) {
    return &over->backend;
}
