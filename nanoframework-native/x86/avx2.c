/* AVX2. vpmaddubsw adds two u8 x s8 products with 16-bit saturation, so what it is given must not reach it.
 */
#include <immintrin.h>
#include <string.h>

#include "x86.h"

#define INLINE static inline __attribute__((always_inline))
#define LANES 8
#define VECTOR_BYTES 32

INLINE __m256i load(const void *at) {
    return _mm256_loadu_si256((const __m256i *)at);
}

INLINE __m256i four_bytes(const uint8_t *at) {
    int32_t four;
    memcpy(&four, at, 4);
    return _mm256_set1_epi32(four);
}

/* Inputs of 0..127: |pair| <= 2 * 127 * 127 < 2^15. */
INLINE __m256i dot_half(__m256i acc, __m256i u, __m256i w, __m256i ones) {
    return _mm256_add_epi32(acc, _mm256_madd_epi16(_mm256_maddubs_epi16(u, w), ones));
}

/* Inputs of 0..255, as |q| and weights with the sign of q = u - 128: |pair| <= 2 * 128 * 127 < 2^15, and
 * there are no weights of -128, whose negative would not exist. The bias lacks 128 * sum(w) in exchange. */
INLINE __m256i dot_full(__m256i acc, __m256i q, __m256i w, __m256i ones) {
    __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(q), _mm256_sign_epi8(w, q));
    return _mm256_add_epi32(acc, _mm256_madd_epi16(pairs, ones));
}

#define START(v, p) __m256i a##v##p = load(panel->bias + v * LANES);
#define AIM(v, p) const uint8_t *in##p = rows[p];
#define DOT_HALF(v, p) a##v##p = dot_half(a##v##p, four_bytes(in##p + i), load(w + v * VECTOR_BYTES), ones);
#define DOT_FULL(v, p)                                                                                       \
    a##v##p =                                                                                                \
        dot_full(a##v##p, _mm256_xor_si256(four_bytes(in##p + i), sign), load(w + v * VECTOR_BYTES), ones);

#define ALL_TAPS(V, P, DOT)                                                                                  \
    for (uint32_t ky = 0; ky < panel->kh; ky++, rows += P) {                                                 \
        SQ_EACH_PIXEL(P, AIM)                                                                                \
        for (size_t i = 0; i < SQ_QUAD * (size_t)panel->quads; i += SQ_QUAD, w += V * VECTOR_BYTES) {        \
            SQ_EACH(V, P, DOT)                                                                               \
        }                                                                                                    \
    }

#define ACCUMULATE(V, P)                                                                                     \
    const int8_t *w = panel->weights;                                                                        \
    const uint8_t *const *rows = tile->rows;                                                                 \
    const __m256i ones = _mm256_set1_epi16(1), sign = _mm256_set1_epi8(-128);                                \
    SQ_EACH(V, P, START)                                                                                     \
    if (panel->full) {                                                                                       \
        ALL_TAPS(V, P, DOT_FULL)                                                                             \
    } else {                                                                                                 \
        ALL_TAPS(V, P, DOT_HALF)                                                                             \
    }

/* Four interleaved vectors: the packs' saturation is the ReLU, and 255 the top of an output with z = -128. */
INLINE void store_32(const sq_panel *panel, uint8_t *out, __m256i a, __m256i b, __m256i c, __m256i d) {
    __m256i shift = load(panel->shift); /* the same for every vector */
    __m256i low = _mm256_packs_epi32(_mm256_srav_epi32(a, shift), _mm256_srav_epi32(b, shift));
    __m256i high = _mm256_packs_epi32(_mm256_srav_epi32(c, shift), _mm256_srav_epi32(d, shift));
    __m256i u = _mm256_min_epu8(_mm256_packus_epi16(low, high), _mm256_set1_epi8((char)panel->top));
    _mm256_storeu_si256((__m256i *)(void *)out, u);
}

/* Two vectors in order: one group. */
INLINE void store_16(const sq_panel *panel, uint8_t *out, __m256i a, __m256i b) {
    __m256i shift = load(panel->shift);
    __m256i words = _mm256_packs_epi32(_mm256_srav_epi32(a, shift), _mm256_srav_epi32(b, shift));
    words = _mm256_permute4x64_epi64(words, 0xD8);
    __m128i u = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    _mm_storeu_si128((__m128i *)(void *)out, _mm_min_epu8(u, _mm_set1_epi8((char)panel->top)));
}

INLINE void add_positive(uint32_t *sums, __m256i acc) {
    __m256i positive = _mm256_max_epi32(acc, _mm256_setzero_si256());
    _mm256_storeu_si256((__m256i *)(void *)sums, _mm256_add_epi32(load(sums), positive));
}

#define STORE_2(v, p) store_16(panel, tile->out[p], a0##p, a1##p);
#define STORE_4(v, p) store_32(panel, tile->out[p], a0##p, a1##p, a2##p, a3##p);
#define SUM(v, p)                                                                                            \
    if (p < count)                                                                                           \
        add_positive(sums + v * LANES, a##v##p);

#define TILE(V, P)                                                                                           \
    static void conv_##V(const sq_panel *panel, const sq_tile *tile) {                                       \
        ACCUMULATE(V, P)                                                                                     \
        SQ_EACH_PIXEL(P, STORE_##V)                                                                          \
    }                                                                                                        \
    static void head_##V(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {       \
        ACCUMULATE(V, P)                                                                                     \
        SQ_EACH(V, P, SUM)                                                                                   \
    }

/* Tiles fill the 16 registers: accumulators, a pixel's inputs, and constants. */
TILE(2, 4)
TILE(4, 2)

static void conv(const sq_panel *panel, const sq_tile *tile) {
    (panel->vectors == SQ_VECTORS ? conv_4 : conv_2)(panel, tile);
}

static void head(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {
    (panel->vectors == SQ_VECTORS ? head_4 : head_2)(panel, tile, count, sums);
}

static void pool(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) {
    uint32_t channels = stage->a.oc + stage->b.oc;
    for (uint32_t x = 0; x < stage->out_w; x++, pooled += channels) {
        uint32_t from, to;
        sq_pool_columns(stage, x, &from, &to);
        for (uint32_t c = 0; c < channels; c += SQ_LANES) {
            __m128i *at = (__m128i *)(void *)(pooled + c);
            __m128i best = merge ? _mm_loadu_si128(at) : _mm_setzero_si128();
            for (uint32_t i = from; i < to; i++)
                best = _mm_max_epu8(
                    best, _mm_loadu_si128((const __m128i *)(const void *)(row + (size_t)i * channels + c)));
            _mm_storeu_si128(at, best);
        }
    }
}

static void add(const uint8_t *skip, uint8_t *sum, uint32_t bytes, uint32_t top) {
    const __m128i most = _mm_set1_epi8((char)top);
    for (uint32_t i = 0; i < bytes; i += SQ_LANES) {
        __m128i *at = (__m128i *)(void *)(sum + i);
        __m128i both =
            _mm_adds_epu8(_mm_loadu_si128((const __m128i *)(const void *)(skip + i)), _mm_loadu_si128(at));
        _mm_storeu_si128(at, _mm_min_epu8(both, most));
    }
}

const sq_kernels sq_kernels_avx2 = {LANES, 1, {0, 0, 4, 0, 2}, conv, head, pool, add};
