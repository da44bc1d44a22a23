/* Armv8.2 SDOT: sums four s8 x s8 products in each of 4 lanes, without saturation. */
#include <sys/auxv.h>

#include "outputs.h"

#define START(v, p) int32x4_t a##v##p = vld1q_s32(panel->bias + v * SQ_NEON_LANES);
#define AIM(v, p) const uint8_t *in##p = rows[p];
#define WEIGHTS(v, p) const int8x16_t w##v = vld1q_s8(w + v * SQ_NEON_BYTES);
#define INPUT(v, p) const int8x16_t q##p = veorq_s8(sq_four_bytes(in##p + i), sign);
#define DOT(v, p) a##v##p = vdotq_s32(a##v##p, w##v, q##p);

#define ACCUMULATE(V, P)                                                                                     \
    const int8_t *w = panel->weights;                                                                        \
    const uint8_t *const *rows = tile->rows;                                                                 \
    const int8x16_t sign = sq_sign_of(panel);                                                                \
    SQ_EACH(V, P, START)                                                                                     \
    for (uint32_t ky = 0; ky < panel->kh; ky++, rows += P) {                                                 \
        SQ_EACH_PIXEL(P, AIM)                                                                                \
        for (size_t i = 0; i < SQ_QUAD * (size_t)panel->quads; i += SQ_QUAD, w += V * SQ_NEON_BYTES) {       \
            SQ_EACH_VECTOR(V, WEIGHTS)                                                                       \
            SQ_EACH_PIXEL(P, INPUT)                                                                          \
            SQ_EACH(V, P, DOT)                                                                               \
        }                                                                                                    \
    }

#define STORE(v, p) sq_store_16(panel, tile->out[p], a0##p, a1##p, a2##p, a3##p);
#define SUM(v, p)                                                                                            \
    if (p < count)                                                                                           \
        sq_add_positive(sums + v * SQ_NEON_LANES, a##v##p);

/* A panel always has 4 vectors, one group. 24 of the 32 registers are accumulators. */
static void conv(const sq_panel *panel, const sq_tile *tile) {
    ACCUMULATE(4, 6)
    SQ_EACH_PIXEL(6, STORE)
}

static void head(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {
    ACCUMULATE(4, 6)
    SQ_EACH(4, 6, SUM)
}

int sq_dotprod_usable(void) {
    return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
}

const sq_kernels sq_kernels_dotprod = {SQ_NEON_LANES, 1, {0, 0, 0, 0, 6}, conv, head, sq_neon_pool, sq_neon_add};
