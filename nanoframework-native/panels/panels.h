/* Weights as kernels for vectors want them, and the interface between these kernels and what drives them. */
#ifndef SQNET_PANELS_H
#define SQNET_PANELS_H

#include "kernels.h"

#define SQ_QUAD 4u       /* taps that one instruction sums */
#define SQ_VECTORS 4u    /* accumulators that a block of channels fills */
#define SQ_MAX_LANES 16u /* 32-bit lanes of a vector */
#define SQ_MAX_PIXELS 8u /* of a tile */

/* A block of vectors * lanes output channels. The tensors hold u = q - z, so
 *     acc - z_out * 2^n = (b + z_in * sum(w) - z_out * 2^n) + sum(w * u)
 * and (acc - z_out * 2^n) >> n = (acc >> n) - z_out: the clamp has its lower end at 0. All sums are modulo
 * 2^32, and the result is in range: |acc| < 2^30 + 2^19 and 128 * 2^12 = 2^19. */
typedef struct sq_panel {
    const int8_t *weights; /* [quads of taps][vectors][lanes][4] */
    int32_t bias[SQ_VECTORS * SQ_MAX_LANES];
    int32_t shift[SQ_VECTORS * SQ_MAX_LANES];
    uint32_t vectors;
    uint32_t kh, quads; /* of each kernel row */
    uint32_t full;      /* inputs may exceed 127 */
    uint32_t top;       /* largest output, 127 - z_out */
} sq_panel;

/* One tile: `pixels` outputs of a panel. rows[ky * pixels + p] is where output p reads kernel row ky. */
typedef struct sq_tile {
    const uint8_t *rows[SQ_MAX_KERNEL * SQ_MAX_PIXELS];
    uint8_t *out[SQ_MAX_PIXELS];
} sq_tile;

/* Accumulators of a tile are variables a<v><p>, because compilers keep arrays of vectors in memory.
 * SQ_EACH(V, P, F) is F(v, p) for all of them, SQ_EACH_VECTOR(V, F) and SQ_EACH_PIXEL(P, F) leave the other
 * 0. */
#define SQ_V1(F, p) F(0, p)
#define SQ_V2(F, p) SQ_V1(F, p) F(1, p)
#define SQ_V3(F, p) SQ_V2(F, p) F(2, p)
#define SQ_V4(F, p) SQ_V3(F, p) F(3, p)
#define SQ_P2(V, F) V(F, 0) V(F, 1)
#define SQ_P4(V, F) SQ_P2(V, F) V(F, 2) V(F, 3)
#define SQ_P6(V, F) SQ_P4(V, F) V(F, 4) V(F, 5)
#define SQ_P8(V, F) SQ_P6(V, F) V(F, 6) V(F, 7)
#define SQ_EACH(V, P, F) SQ_P##P(SQ_V##V, F)
#define SQ_EACH_VECTOR(V, F) SQ_V##V(F, 0)
#define SQ_EACH_PIXEL(P, F) SQ_P##P(SQ_V1, F)

/* What an instruction set provides. A panel's vectors hold its channels interleaved if there are SQ_VECTORS
 * of them and it is not the head's: lane l of vector v is channel 16 * (l / 4) + 4 * v + l % 4, so that
 * packing 32 bits to 8, which works in 128-bit parts, puts the channels in order. */
typedef struct sq_kernels {
    uint32_t lanes;
    uint32_t centred;                /* full inputs are taken as q = u - 128, and the bias stays that of q */
    uint32_t pixels[SQ_VECTORS + 1]; /* of a tile, by the panel's number of vectors */
    void (*conv)(const sq_panel *panel, const sq_tile *tile);
    /* sums[vectors * lanes] += max(0, acc) over the first `count` pixels */
    void (*head)(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums);
    void (*pool)(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge);
    void (*add)(const uint8_t *skip, uint8_t *sum, uint32_t bytes, uint32_t top);
} sq_kernels;

#define SQ_MAX_CONVS (3 * SQNET_MAX_STAGES)

/* All panels of a model. */
typedef struct sq_panels {
    void *weights; /* as they were allocated */
    sq_panel *panels;
    const sq_panel *conv[SQ_MAX_CONVS]; /* the first of each convolution; NULL where there is none */
} sq_panels;

/* Repacks the weights of a model. 0 if there is no memory or the model is refused (sq_panel_backend_open). */
int sq_panels_open(sq_panels *panels, const sqnet_model *model, const sq_kernels *kernels);
void sq_panels_close(sq_panels *panels);

/* The columns under the pool kernel at x that exist (SPEC 1.4). */
static inline void sq_pool_columns(const sq_stage *s, uint32_t x, uint32_t *from, uint32_t *to) {
    uint32_t start = x * s->pool_stride, end = start + s->pool_k - s->pool_pad;
    *from = start > s->pool_pad ? start - s->pool_pad : 0;
    *to = end < s->mid_w ? end : s->mid_w;
}

#endif
