/* The params of a group of 16 output channels, its biases and its shift: the plain record that kernels read,
 * and the packed one (SPEC 5.4). The constants are those of the assembly, too. */
#ifndef SQNET_PARAMS_H
#define SQNET_PARAMS_H

#define SQ_LANES 16 /* output channels of a group */

/* The plain record: two halves of eight biases, 20 bytes each, of which 16 are at LOW and 4 at HIGH; the
 * shift in one byte, and zeros. */
#define SQ_PARAMS_BYTES 48
#define SQ_PARAMS_LOW 0
#define SQ_PARAMS_HIGH 32
#define SQ_PARAMS_SHIFT 40

#define SQ_BIAS_BITS 20
#define SQ_MAX_SHIFT 12

#ifndef __ASSEMBLER__
#include <stdint.h>

static inline unsigned sq_params_shift(const uint8_t *params) {
    return params[SQ_PARAMS_SHIFT];
}

/* Reads the biases of a plain record. */
void sq_params_biases(const uint8_t *params, int32_t bias[SQ_LANES]);

/* Writes a plain record of biases that fit into SQ_BIAS_BITS. Inline: it is a part of the decoder's code,
 * whose size is limited. */
static inline void sq_params_write(uint8_t *params, const int32_t *bias, unsigned shift) {
    uint8_t *low = params + SQ_PARAMS_LOW, *high = params + SQ_PARAMS_HIGH;
    do {
        uint8_t *to = low;
        uint32_t left = 4;
        do {
            uint32_t even = (uint32_t)*bias++, odd = (uint32_t)*bias++;
            *to++ = (uint8_t)even;
            to = --left ? to : high;
            *to++ = (uint8_t)(even >> 8);
            *to++ = (uint8_t)((even >> 16 & 15) | odd << 4);
            *to++ = (uint8_t)(odd >> 4);
            *to++ = (uint8_t)(odd >> 12);
        } while (left);
        low += 16;
        high = to;
    } while (low != params + SQ_PARAMS_HIGH);
    for (uint8_t *end = high + SQ_PARAMS_BYTES - SQ_PARAMS_SHIFT; high != end; shift = 0)
        *high++ = (uint8_t)shift;
}

/* Whether what follows the biases of a plain record is a shift and zeros. */
int sq_params_are_sound(const uint8_t *params);

/* A packed record: two bytes with shift, exponent and width, then 16 values of `width` bits. A value times
 * 2^exponent, and what follows from the weights, is a bias. */
#define SQ_PACKED_PARAMS_VALUES 2 /* where the values begin */

static inline unsigned sq_packed_shift(const uint8_t *packed) {
    return packed[0] & 15u;
}

static inline uint32_t sq_packed_exponent(const uint8_t *packed) {
    return packed[0] >> 4u;
}

static inline uint32_t sq_packed_width(const uint8_t *packed) {
    return packed[1];
}

/* Bytes of a record; of one that is not checked yet at most 2 + 2 * 31. */
static inline uint32_t sq_packed_params_bytes(const uint8_t *packed) {
    return SQ_PACKED_PARAMS_VALUES + SQ_LANES / 8 * (sq_packed_width(packed) & 31u);
}

/* Whether shift, exponent and width are in range; nothing but the first two bytes is read. */
int sq_packed_params_are_sound(const uint8_t *packed);

#endif
#endif
