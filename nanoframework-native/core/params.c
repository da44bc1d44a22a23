#include "params.h"

/* A half is 160 bits: eight signed values of 20 bits, the lowest first. */
#define HALF_LOW 16
#define HALF_HIGH 4
#define HALF (HALF_LOW + HALF_HIGH)

static void read_half(const uint8_t *low, const uint8_t *high, int32_t *bias) {
    uint8_t bits[HALF];
    for (unsigned i = 0; i < HALF_LOW; i++)
        bits[i] = low[i];
    for (unsigned i = 0; i < HALF_HIGH; i++)
        bits[HALF_LOW + i] = high[i];
    for (unsigned pair = 0; pair < 4; pair++) {
        const uint8_t *p = bits + 5 * pair;
        int32_t even = (int32_t)(p[0] | (uint32_t)p[1] << 8 | (uint32_t)(p[2] & 15) << 16);
        int32_t odd = (int32_t)((uint32_t)p[2] >> 4 | (uint32_t)p[3] << 4 | (uint32_t)p[4] << 12);
        bias[2 * pair] = even < 1 << 19 ? even : even - (1 << 20);
        bias[2 * pair + 1] = odd < 1 << 19 ? odd : odd - (1 << 20);
    }
}

void sq_params_biases(const uint8_t *params, int32_t bias[SQ_LANES]) {
    const uint8_t *low = params + SQ_PARAMS_LOW, *high = params + SQ_PARAMS_HIGH;
    read_half(low, high, bias);
    read_half(low + HALF_LOW, high + HALF_HIGH, bias + SQ_LANES / 2);
}

int sq_params_are_sound(const uint8_t *params) {
    for (unsigned i = SQ_PARAMS_SHIFT + 1; i < SQ_PARAMS_BYTES; i++)
        if (params[i] != 0)
            return 0;
    return sq_params_shift(params) <= SQ_MAX_SHIFT;
}

int sq_packed_params_are_sound(const uint8_t *packed) {
    return sq_packed_shift(packed) <= SQ_MAX_SHIFT &&
           sq_packed_exponent(packed) + sq_packed_width(packed) <= SQ_BIAS_BITS;
}
