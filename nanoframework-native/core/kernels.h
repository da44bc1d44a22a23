/* The inner loops of the network. Every backend implements them bit for bit (SPEC 1).
 *
 * Preconditions, established by sqnet_open: channel counts are multiples of 16 (3 for conv1's input), weights
 * and params are 16-aligned, all memory named here is inside the arena or the blob.
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
    const uint8_t *params; /* 48 bytes */
} sq_taps;

/* out[x * out_step + 0..15] = min(127, max(z_out, acc >> n)) */
void sq_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step);

/* sums[0..15] += times * max(0, acc), over all pixels */
void sq_head_group(const sq_taps *taps, uint32_t times, int32_t *sums);

/* pooled[x][c] = max over the valid columns of window x of row[.][c], and of what pooled holds already if
 * `merge`. */
void sq_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge);

/* `pixels` RGB565 pixels at `row`, of any alignment, to R G B as q = pixel - 128. */
void sq_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out);

#endif
