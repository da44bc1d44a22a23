/* AVX-512 VNNI: vpdpbusd sums four u8 x s8 products in each of 16 lanes, without saturation. */
#include <immintrin.h>
#include <string.h>

#include "x86.h"

#define INLINE static inline __attribute__((always_inline))
#define LANES 16
#define VECTOR_BYTES 64

INLINE __m512i four_bytes(const uint8_t *at) {
    int32_t four;
    memcpy(&four, at, 4);
    return _mm512_set1_epi32(four);
}

/* acc + u x w. Not the intrinsic, whose accumulators GCC 12 copies from register to register to memory. */
INLINE __m512i dot(__m512i acc, __m512i u, __m512i w) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(acc) : "v"(u), "v"(w));
    return acc;
}

#define START(v, p) __m512i a##v##p = _mm512_loadu_si512(panel->bias + v * LANES);
#define AIM(v, p) const uint8_t *in##p = rows[p];
#define WEIGHTS(v, p) __m512i w##v = _mm512_load_si512(w + v * VECTOR_BYTES);
#define DOT(v, p) a##v##p = dot(a##v##p, four_bytes(in##p + i), w##v);

/* There is at least one tap. */
#define ACCUMULATE(V, P)                                                                                     \
    const int8_t *w = panel->weights;                                                                        \
    const uint8_t *const *rows = tile->rows;                                                                 \
    const size_t run = SQ_QUAD * (size_t)panel->quads;                                                       \
    uint32_t left = panel->kh;                                                                               \
    SQ_EACH(V, P, START)                                                                                     \
    do {                                                                                                     \
        size_t i = 0;                                                                                        \
        SQ_EACH_PIXEL(P, AIM)                                                                                \
        do {                                                                                                 \
            SQ_EACH_VECTOR(V, WEIGHTS)                                                                       \
            SQ_EACH(V, P, DOT)                                                                               \
            w += V * VECTOR_BYTES;                                                                           \
            i += SQ_QUAD;                                                                                    \
        } while (i < run);                                                                                   \
        rows += P;                                                                                           \
    } while (--left > 0);

/* Four interleaved vectors: the packs' saturation is the ReLU, and 255 the top of an output with z = -128. */
INLINE void store_64(const sq_panel *panel, uint8_t *out, __m512i a, __m512i b, __m512i c, __m512i d) {
    __m512i shift = _mm512_loadu_si512(panel->shift); /* the same for every vector */
    __m512i low = _mm512_packs_epi32(_mm512_srav_epi32(a, shift), _mm512_srav_epi32(b, shift));
    __m512i high = _mm512_packs_epi32(_mm512_srav_epi32(c, shift), _mm512_srav_epi32(d, shift));
    __m512i top = _mm512_set1_epi8((char)panel->top);
    _mm512_storeu_si512(out, _mm512_min_epu8(_mm512_packus_epi16(low, high), top));
}

INLINE void store_16(const sq_panel *panel, int v, uint8_t *out, __m512i acc) {
    __m512i u = _mm512_srav_epi32(acc, _mm512_loadu_si512(panel->shift + v * LANES));
    u = _mm512_min_epi32(_mm512_max_epi32(u, _mm512_setzero_si512()), _mm512_set1_epi32((int)panel->top));
    _mm_storeu_si128((__m128i *)(void *)(out + v * LANES), _mm512_cvtepi32_epi8(u));
}

INLINE void add_positive(uint32_t *sums, __m512i acc) {
    __m512i positive = _mm512_max_epi32(acc, _mm512_setzero_si512());
    _mm512_storeu_si512(sums, _mm512_add_epi32(_mm512_loadu_si512(sums), positive));
}

#define STORE_ALL(v, p) store_64(panel, tile->out[p], a0##p, a1##p, a2##p, a3##p);
#define STORE_ONE(v, p) store_16(panel, v, tile->out[p], a##v##p);
#define SUM(v, p)                                                                                            \
    if (p < count)                                                                                           \
        add_positive(sums + v * LANES, a##v##p);

#define TILE(V, P, STORE)                                                                                    \
    static void conv_##V(const sq_panel *panel, const sq_tile *tile) {                                       \
        ACCUMULATE(V, P)                                                                                     \
        STORE                                                                                                \
    }                                                                                                        \
    static void head_##V(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {       \
        ACCUMULATE(V, P)                                                                                     \
        SQ_EACH(V, P, SUM)                                                                                   \
    }

/* Tiles fill the 32 registers: accumulators, a panel's weights, and one broadcast. */
TILE(1, 8, SQ_EACH(1, 8, STORE_ONE))
TILE(2, 8, SQ_EACH(2, 8, STORE_ONE))
TILE(3, 8, SQ_EACH(3, 8, STORE_ONE))
TILE(4, 6, SQ_EACH_PIXEL(6, STORE_ALL))

static void conv(const sq_panel *panel, const sq_tile *tile) {
    static void (*const by_vectors[])(const sq_panel *, const sq_tile *) = {conv_1, conv_2, conv_3, conv_4};
    by_vectors[panel->vectors - 1](panel, tile);
}

static void head(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {
    static void (*const by_vectors[])(const sq_panel *, const sq_tile *, uint32_t,
                                      uint32_t *) = {head_1, head_2, head_3, head_4};
    by_vectors[panel->vectors - 1](panel, tile, count, sums);
}

/* 64 channels at a time; the last ones under a mask. */
static void pool(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) {
    uint32_t channels = stage->a.oc + stage->b.oc;
    for (uint32_t x = 0; x < stage->out_w; x++, pooled += channels) {
        uint32_t from, to;
        sq_pool_columns(stage, x, &from, &to);
        for (uint32_t c = 0; c < channels; c += VECTOR_BYTES) {
            uint32_t left = channels - c;
            __mmask64 mask = left < VECTOR_BYTES ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0;
            __m512i best = merge ? _mm512_maskz_loadu_epi8(mask, pooled + c) : _mm512_setzero_si512();
            for (uint32_t i = from; i < to; i++)
                best = _mm512_max_epu8(best, _mm512_maskz_loadu_epi8(mask, row + (size_t)i * channels + c));
            _mm512_mask_storeu_epi8(pooled + c, mask, best);
        }
    }
}

static void add(const uint8_t *skip, uint8_t *sum, uint32_t bytes, uint32_t top) {
    const __m512i most = _mm512_set1_epi8((char)top);
    for (uint32_t i = 0; i < bytes; i += VECTOR_BYTES) {
        uint32_t left = bytes - i;
        __mmask64 mask = left < VECTOR_BYTES ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0;
        __m512i both =
            _mm512_adds_epu8(_mm512_maskz_loadu_epi8(mask, skip + i), _mm512_maskz_loadu_epi8(mask, sum + i));
        _mm512_mask_storeu_epi8(sum + i, mask, _mm512_min_epu8(both, most));
    }
}

const sq_kernels sq_kernels_vnni = {LANES, 0, {0, 8, 8, 8, 6}, conv, head, pool, add};
