/* Little-endian fields of a blob, read byte by byte: no alignment, no host byte order. */
#ifndef SQNET_BYTES_H
#define SQNET_BYTES_H

#include <stdint.h>

static inline uint16_t sq_u16(const uint8_t *p) {
    return (uint16_t)(p[0] | (unsigned)p[1] << 8);
}

static inline uint32_t sq_u32(const uint8_t *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline int8_t sq_i8(const uint8_t *p) {
    return (int8_t)*p;
}

/* Rounds up to a multiple of 16; x <= 2^32 - 16. */
static inline uint32_t sq_align16(uint32_t x) {
    return (x + 15u) & ~15u;
}

static inline uint64_t sq_align16_wide(uint64_t x) {
    return (x + 15) & ~(uint64_t)15;
}

#endif
