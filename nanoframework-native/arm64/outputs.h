/* What becomes of the accumulators of a pixel, the same for all kernels of the family. */
#ifndef SQNET_ARM64_OUTPUTS_H
#define SQNET_ARM64_OUTPUTS_H

#include <arm_neon.h>
#include <string.h>

#include "arm64.h"

#define SQ_INLINE static inline __attribute__((always_inline))
#define SQ_NEON_LANES 4
#define SQ_NEON_BYTES 16

/* Four bytes of input, in each lane. */
SQ_INLINE int8x16_t sq_four_bytes(const uint8_t *at) {
    uint32_t four;
    memcpy(&four, at, 4);
    return vreinterpretq_s8_u32(vdupq_n_u32(four));
}

/* What turns inputs into q = u - 128 if they may exceed 127; others are taken as they are. */
SQ_INLINE int8x16_t sq_sign_of(const sq_panel *panel) {
    return vdupq_n_s8(panel->full ? -128 : 0);
}

/* Four vectors in order: one group. Narrowing saturates, which is the ReLU. */
SQ_INLINE void sq_store_16(const sq_panel *panel, uint8_t *out, int32x4_t a, int32x4_t b, int32x4_t c,
                           int32x4_t d) {
    int32x4_t shift = vnegq_s32(vld1q_s32(panel->shift)); /* the same for every vector */
    int16x8_t low = vcombine_s16(vqmovn_s32(vshlq_s32(a, shift)), vqmovn_s32(vshlq_s32(b, shift)));
    int16x8_t high = vcombine_s16(vqmovn_s32(vshlq_s32(c, shift)), vqmovn_s32(vshlq_s32(d, shift)));
    uint8x16_t u = vcombine_u8(vqmovun_s16(low), vqmovun_s16(high));
    vst1q_u8(out, vminq_u8(u, vdupq_n_u8((uint8_t)panel->top)));
}

SQ_INLINE void sq_add_positive(uint32_t *sums, int32x4_t acc) {
    uint32x4_t positive = vreinterpretq_u32_s32(vmaxq_s32(acc, vdupq_n_s32(0)));
    vst1q_u32(sums, vaddq_u32(vld1q_u32(sums), positive));
}

void sq_neon_pool(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge);
void sq_neon_add(const uint8_t *skip, uint8_t *sum, uint32_t bytes, uint32_t top);

#endif
