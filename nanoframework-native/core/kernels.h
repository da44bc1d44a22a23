/* The inner loops of the network. Every backend implements them bit for bit (SPEC 1).
 *
 * Preconditions, established by sqnet_open: channel counts are multiples of 16 (3 for conv1's input), weights
 * and params are 16-aligned, all memory named here is inside the arena, the blob or the weights space.
 */
#ifndef SQNET_KERNELS_H
#define SQNET_KERNELS_H

#include "layout.h"

/* One group of 16 output channels over a row of `pixels` outputs.
 * Output x sees, for each ky, the `run` bytes at rows[ky] + x * step. */
typedef struct sq_taps {
    const int8_t *rows[SQ_MAX_KERNEL]; /* leftmost input pixel of each kernel row */
    uint32_t kh;
    uint32_t run;  /* kw * ic */
    uint32_t step; /* stride * ic */
    uint32_t pixels;
    const int8_t *weights; /* [kh][run][16] */
    const uint8_t *params; /* plain, params.h */
} sq_taps;

/* out[x * out_step + 0..15] = min(127, max(z_out, acc >> n)) */
void sq_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step);

/* sums[0..15] += times * max(0, acc), over all pixels */
void sq_head_group(const sq_taps *taps, uint32_t times, int32_t *sums);

/* pooled[x][c] = max of row[.][c] over the valid columns under the pool kernel at x, and of what pooled holds
 * already if `merge`. */
void sq_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge);

/* sum[i] = min(127, skip[i] + sum[i] - z). Both are 16-aligned, not below z; bytes is a multiple of 16. */
void sq_add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z);

/* `pixels` RGB565 pixels at `row`, of any alignment, to R G B as q = pixel - 128. */
void sq_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out);

/* --- Backends that take larger bites than a group and a row --------------------------------------------- */

/* The arguments of a kernel call: a convolution over consecutive output rows, each of `width` pixels. Output
 * (r, x) of kernel row ky reads at column x * stride of sq_work_row(w, r, ky). */
typedef struct sq_work {
    uint32_t id; /* 3 * stage + 0, 1, 2 for A, B, C */
    const sq_conv *conv;
    const int8_t *weights;    /* of the whole convolution, as in the weights space */
    const sqnet_model *model; /* which has its params if they are plain */
    const int8_t *in;         /* leftmost pixel of input row 0 */
    uint32_t in_step;         /* bytes from row to row */
    uint32_t in_rows;
    int32_t first;         /* input row of output row 0 and kernel row 0; may be -1 */
    const int8_t *outside; /* stands for rows that are not in 0 .. in_rows-1 */
    uint32_t width;
    int8_t *out; /* channel 0 of output (0, 0) */
    uint32_t out_step, out_row;
    int32_t *sums;  /* of the head, which has them instead of an output; else NULL */
    uint32_t times; /* how often the head adds each pixel to them */
} sq_work;

/* What one thread computes at a time: groups g0 .. g1-1 of pixels from .. to-1, which are counted through the
 * rows. */
typedef struct sq_piece {
    uint32_t g0, g1, from, to;
} sq_piece;

static inline const int8_t *sq_work_row(const sq_work *w, uint32_t r, uint32_t ky) {
    int32_t y = w->first + (int32_t)(r * w->conv->stride + ky);
    return y < 0 || y >= (int32_t)w->in_rows ? w->outside : w->in + (size_t)y * w->in_step;
}

/* With a backend, tensors in the arena hold the unsigned bytes q - z instead of q; only image rows hold q. */
typedef struct sqnet_backend {
    void (*conv)(const struct sqnet_backend *self, const sq_work *work, const sq_piece *piece);
    /* sums[16 * group ..] += times * max(0, acc) */
    void (*head)(const struct sqnet_backend *self, const sq_work *work, const sq_piece *piece);
    void (*pool)(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge);
    /* sum[i] = min(top, skip[i] + sum[i]), unsigned; top is 127 - z. */
    void (*add)(const uint8_t *skip, uint8_t *sum, uint32_t bytes, uint32_t top);
    uint32_t unit; /* groups that it computes together: pieces begin at multiples */
} sqnet_backend;

#endif
