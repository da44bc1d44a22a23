/* Armv8.0: 16-bit products of bytes, whose sums of two are added to 32 bits by pairs. */
#include "outputs.h"

/* Two products may be summed in 16 bits: |pair| <= 2 * 128 * 127 < 2^15. There are no weights of -128. */
typedef struct halves {
    int32x4_t low, high; /* channels 0 1, 2 3: two lanes each */
} halves;

SQ_INLINE halves dot(halves acc, int8x16_t w, int8x16_t q) {
    acc.low = vpadalq_s16(acc.low, vmull_s8(vget_low_s8(w), vget_low_s8(q)));
    acc.high = vpadalq_s16(acc.high, vmull_high_s8(w, q));
    return acc;
}

SQ_INLINE halves dot_twice(halves acc, const int8_t *w, int8x16_t q, int8x16_t next) {
    int8x16_t first = vld1q_s8(w), second = vld1q_s8(w + SQ_VECTORS * SQ_NEON_BYTES);
    int16x8_t low = vmull_s8(vget_low_s8(first), vget_low_s8(q)), high = vmull_high_s8(first, q);
    low = vmlal_s8(low, vget_low_s8(second), vget_low_s8(next));
    high = vmlal_high_s8(high, second, next);
    acc.low = vpadalq_s16(acc.low, low);
    acc.high = vpadalq_s16(acc.high, high);
    return acc;
}

#define START(v, p) halves h##v##p = {vdupq_n_s32(0), vdupq_n_s32(0)};
#define AIM(v, p) const uint8_t *in##p = rows[p];
#define INPUT(v, p) const int8x16_t q##p = veorq_s8(sq_four_bytes(in##p + i), sign);
#define INPUTS(v, p)                                                                                         \
    INPUT(v, p)                                                                                              \
    const int8x16_t r##p = veorq_s8(sq_four_bytes(in##p + i + SQ_QUAD), sign);
#define DOT(v, p) h##v##p = dot(h##v##p, vld1q_s8(w + v * SQ_NEON_BYTES), q##p);
#define DOT_TWICE(v, p) h##v##p = dot_twice(h##v##p, w + v * SQ_NEON_BYTES, q##p, r##p);
#define FINISH(v, p)                                                                                         \
    const int32x4_t a##v##p =                                                                                \
        vaddq_s32(vld1q_s32(panel->bias + v * SQ_NEON_LANES), vpaddq_s32(h##v##p.low, h##v##p.high));

#define ACCUMULATE(V, P)                                                                                     \
    const int8_t *w = panel->weights;                                                                        \
    const uint8_t *const *rows = tile->rows;                                                                 \
    const size_t run = SQ_QUAD * (size_t)panel->quads;                                                       \
    const int8x16_t sign = sq_sign_of(panel);                                                                \
    SQ_EACH(V, P, START)                                                                                     \
    for (uint32_t ky = 0; ky < panel->kh; ky++, rows += P) {                                                 \
        size_t i = 0;                                                                                        \
        SQ_EACH_PIXEL(P, AIM)                                                                                \
        for (; i + SQ_QUAD < run; i += 2 * SQ_QUAD, w += 2 * V * SQ_NEON_BYTES) {                            \
            SQ_EACH_PIXEL(P, INPUTS)                                                                         \
            SQ_EACH(V, P, DOT_TWICE)                                                                         \
        }                                                                                                    \
        if (i < run) {                                                                                       \
            SQ_EACH_PIXEL(P, INPUT)                                                                          \
            SQ_EACH(V, P, DOT)                                                                               \
            w += V * SQ_NEON_BYTES;                                                                          \
        }                                                                                                    \
    }                                                                                                        \
    SQ_EACH(V, P, FINISH)

#define STORE(v, p) sq_store_16(panel, tile->out[p], a0##p, a1##p, a2##p, a3##p);
#define SUM(v, p)                                                                                            \
    if (p < count)                                                                                           \
        sq_add_positive(sums + v * SQ_NEON_LANES, a##v##p);

/* A panel always has 4 vectors, one group. 16 of the 32 registers are accumulators. */
static void conv(const sq_panel *panel, const sq_tile *tile) {
    ACCUMULATE(4, 2)
    SQ_EACH_PIXEL(2, STORE)
}

static void head(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {
    ACCUMULATE(4, 2)
    SQ_EACH(4, 2, SUM)
}

void sq_neon_pool(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) {
    uint32_t channels = stage->a.oc + stage->b.oc;
    for (uint32_t x = 0; x < stage->out_w; x++, pooled += channels) {
        uint32_t from, to;
        sq_pool_columns(stage, x, &from, &to);
        for (uint32_t c = 0; c < channels; c += SQ_LANES) {
            uint8_t *at = (uint8_t *)pooled + c;
            uint8x16_t best = merge ? vld1q_u8(at) : vdupq_n_u8(0);
            for (uint32_t i = from; i < to; i++)
                best = vmaxq_u8(best, vld1q_u8((const uint8_t *)row + (size_t)i * channels + c));
            vst1q_u8(at, best);
        }
    }
}

void sq_neon_add(const uint8_t *skip, uint8_t *sum, uint32_t bytes, uint32_t top) {
    const uint8x16_t most = vdupq_n_u8((uint8_t)top);
    for (uint32_t i = 0; i < bytes; i += SQ_LANES)
        vst1q_u8(sum + i, vminq_u8(vqaddq_u8(vld1q_u8(skip + i), vld1q_u8(sum + i)), most));
}

const sq_kernels sq_kernels_neon = {SQ_NEON_LANES, 1, {0, 0, 0, 0, 2}, conv, head, sq_neon_pool, sq_neon_add};
