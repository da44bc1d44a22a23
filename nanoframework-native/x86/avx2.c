/* AVX2. vpmaddubsw adds two u8 x s8 products with 16-bit saturation, so what it is given must not reach it.
 */
#include <immintrin.h>
#include <string.h>

#include "panels.h"

#define INLINE static inline __attribute__((always_inline))
#define LANES 8
#define VECTOR_BYTES 32

/* Tiles fill the 16 registers: P * 4 accumulators, the inputs, and constants. */
enum { P2 = 4, P4 = 2 };

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

/* V, P and FULL are constants: the loops over them unroll and acc lives in registers. */
INLINE void accumulate(const sq_panel *panel, const sq_tile *tile, const int V, const int P, const int full,
                       __m256i acc[V][P]) {
    const int8_t *w = panel->weights;
    const __m256i ones = _mm256_set1_epi16(1), sign = _mm256_set1_epi8(-128);
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) {
        __m256i bias = _mm256_loadu_si256((const __m256i *)(const void *)(panel->bias + v * LANES));
#pragma GCC unroll 4
        for (int p = 0; p < P; p++)
            acc[v][p] = bias;
    }
    for (uint32_t ky = 0; ky < panel->kh; ky++) {
        const uint8_t *in[SQ_MAX_PIXELS];
#pragma GCC unroll 4
        for (int p = 0; p < P; p++)
            in[p] = tile->rows[ky * (uint32_t)P + (uint32_t)p];
        for (size_t i = 0; i < SQ_QUAD * (size_t)panel->quads; i += SQ_QUAD, w += V * VECTOR_BYTES) {
#pragma GCC unroll 4
            for (int p = 0; p < P; p++) {
                __m256i u = four_bytes(in[p] + i);
                if (full)
                    u = _mm256_xor_si256(u, sign);
#pragma GCC unroll 4
                for (int v = 0; v < V; v++) {
                    __m256i weights =
                        _mm256_load_si256((const __m256i *)(const void *)(w + v * VECTOR_BYTES));
                    acc[v][p] =
                        full ? dot_full(acc[v][p], u, weights, ones) : dot_half(acc[v][p], u, weights, ones);
                }
            }
        }
    }
}

/* Four interleaved vectors: the packs' saturation is the ReLU, and 255 the top of an output with z = -128. */
INLINE void store_4(const sq_panel *panel, const sq_tile *tile, const int P, __m256i acc[4][P]) {
    __m256i shift = _mm256_loadu_si256((const __m256i *)(const void *)panel->shift); /* of every vector */
    __m256i top = _mm256_set1_epi8((char)panel->top);
#pragma GCC unroll 4
    for (int p = 0; p < P; p++) {
        __m256i low =
            _mm256_packs_epi32(_mm256_srav_epi32(acc[0][p], shift), _mm256_srav_epi32(acc[1][p], shift));
        __m256i high =
            _mm256_packs_epi32(_mm256_srav_epi32(acc[2][p], shift), _mm256_srav_epi32(acc[3][p], shift));
        __m256i u = _mm256_min_epu8(_mm256_packus_epi16(low, high), top);
        _mm256_storeu_si256((__m256i *)(void *)tile->out[p], u);
    }
}

/* Two vectors in order: one group. */
INLINE void store_2(const sq_panel *panel, const sq_tile *tile, const int P, __m256i acc[2][P]) {
    __m256i shift = _mm256_loadu_si256((const __m256i *)(const void *)panel->shift);
    __m128i top = _mm_set1_epi8((char)panel->top);
#pragma GCC unroll 4
    for (int p = 0; p < P; p++) {
        __m256i words =
            _mm256_packs_epi32(_mm256_srav_epi32(acc[0][p], shift), _mm256_srav_epi32(acc[1][p], shift));
        words = _mm256_permute4x64_epi64(words, 0xD8);
        __m128i u = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
        _mm_storeu_si128((__m128i *)(void *)tile->out[p], _mm_min_epu8(u, top));
    }
}

INLINE void sum_up(const int V, const int P, __m256i acc[V][P], uint32_t count, uint32_t *sums) {
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) {
        __m256i *to = (__m256i *)(void *)(sums + v * LANES);
        __m256i sum = _mm256_loadu_si256(to);
#pragma GCC unroll 4
        for (int p = 0; p < P; p++)
            if ((uint32_t)p < count)
                sum = _mm256_add_epi32(sum, _mm256_max_epi32(acc[v][p], _mm256_setzero_si256()));
        _mm256_storeu_si256(to, sum);
    }
}

#define TILE(V, P)                                                                                           \
    static void conv_##V(const sq_panel *panel, const sq_tile *tile) {                                       \
        __m256i acc[V][P];                                                                                   \
        if (panel->full)                                                                                     \
            accumulate(panel, tile, V, P, 1, acc);                                                           \
        else                                                                                                 \
            accumulate(panel, tile, V, P, 0, acc);                                                           \
        store_##V(panel, tile, P, acc);                                                                      \
    }                                                                                                        \
    static void head_##V(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {       \
        __m256i acc[V][P];                                                                                   \
        if (panel->full)                                                                                     \
            accumulate(panel, tile, V, P, 1, acc);                                                           \
        else                                                                                                 \
            accumulate(panel, tile, V, P, 0, acc);                                                           \
        sum_up(V, P, acc, count, sums);                                                                      \
    }

TILE(2, P2)
TILE(4, P4)

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
        sq_window(stage, x, &from, &to);
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

const sq_kernels sq_kernels_avx2 = {LANES, 1, {0, 0, P2, 0, P4}, conv, head, pool};
