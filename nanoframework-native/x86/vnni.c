/* AVX-512 VNNI: vpdpbusd sums four u8 x s8 products in each of 16 lanes, without saturation. */
#include <immintrin.h>
#include <string.h>

#include "panels.h"

#define INLINE static inline __attribute__((always_inline))
#define LANES 16
#define VECTOR_BYTES 64

/* Tiles fill the 32 registers: accumulators, a panel's weights, and one broadcast. */
enum { P1 = 8, P2 = 8, P3 = 8, P4 = 6 };

INLINE __m512i four_bytes(const uint8_t *at) {
    int32_t four;
    memcpy(&four, at, 4);
    return _mm512_set1_epi32(four);
}

/* V and P are constants: the loops over them unroll and acc lives in registers. */
INLINE void accumulate(const sq_panel *panel, const sq_tile *tile, const int V, const int P,
                       __m512i acc[V][P]) {
    const int8_t *w = panel->weights;
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) {
        __m512i bias = _mm512_loadu_si512(panel->bias + v * LANES);
#pragma GCC unroll 8
        for (int p = 0; p < P; p++)
            acc[v][p] = bias;
    }
    for (uint32_t ky = 0; ky < panel->kh; ky++) {
        const uint8_t *in[SQ_MAX_PIXELS];
#pragma GCC unroll 8
        for (int p = 0; p < P; p++)
            in[p] = tile->rows[ky * (uint32_t)P + (uint32_t)p];
        for (size_t i = 0; i < SQ_QUAD * (size_t)panel->quads; i += SQ_QUAD, w += V * VECTOR_BYTES) {
            __m512i weights[SQ_VECTORS];
#pragma GCC unroll 4
            for (int v = 0; v < V; v++)
                weights[v] = _mm512_load_si512(w + v * VECTOR_BYTES);
#pragma GCC unroll 8
            for (int p = 0; p < P; p++) {
                __m512i u = four_bytes(in[p] + i);
#pragma GCC unroll 4
                for (int v = 0; v < V; v++)
                    acc[v][p] = _mm512_dpbusd_epi32(acc[v][p], u, weights[v]);
            }
        }
    }
}

/* Four interleaved vectors: the packs' saturation is the ReLU, and 255 the top of an output with z = -128. */
INLINE void store_interleaved(const sq_panel *panel, const sq_tile *tile, const int P, __m512i acc[4][P]) {
    __m512i shift = _mm512_loadu_si512(panel->shift); /* the same for every vector */
    __m512i top = _mm512_set1_epi8((char)panel->top);
#pragma GCC unroll 8
    for (int p = 0; p < P; p++) {
        __m512i low =
            _mm512_packs_epi32(_mm512_srav_epi32(acc[0][p], shift), _mm512_srav_epi32(acc[1][p], shift));
        __m512i high =
            _mm512_packs_epi32(_mm512_srav_epi32(acc[2][p], shift), _mm512_srav_epi32(acc[3][p], shift));
        _mm512_storeu_si512(tile->out[p], _mm512_min_epu8(_mm512_packus_epi16(low, high), top));
    }
}

INLINE void store_plain(const sq_panel *panel, const sq_tile *tile, const int V, const int P,
                        __m512i acc[V][P]) {
    __m512i top = _mm512_set1_epi32((int)panel->top);
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) {
        __m512i shift = _mm512_loadu_si512(panel->shift + v * LANES);
#pragma GCC unroll 8
        for (int p = 0; p < P; p++) {
            __m512i u = _mm512_srav_epi32(acc[v][p], shift);
            u = _mm512_min_epi32(_mm512_max_epi32(u, _mm512_setzero_si512()), top);
            _mm_storeu_si128((__m128i *)(void *)(tile->out[p] + v * LANES), _mm512_cvtepi32_epi8(u));
        }
    }
}

INLINE void sum_up(const int V, const int P, __m512i acc[V][P], uint32_t count, uint32_t *sums) {
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) {
        __m512i sum = _mm512_loadu_si512(sums + v * LANES);
#pragma GCC unroll 8
        for (int p = 0; p < P; p++)
            if ((uint32_t)p < count)
                sum = _mm512_add_epi32(sum, _mm512_max_epi32(acc[v][p], _mm512_setzero_si512()));
        _mm512_storeu_si512(sums + v * LANES, sum);
    }
}

#define TILE(V, P, STORE)                                                                                    \
    static void conv_##V(const sq_panel *panel, const sq_tile *tile) {                                       \
        __m512i acc[V][P];                                                                                   \
        accumulate(panel, tile, V, P, acc);                                                                  \
        STORE;                                                                                               \
    }                                                                                                        \
    static void head_##V(const sq_panel *panel, const sq_tile *tile, uint32_t count, uint32_t *sums) {       \
        __m512i acc[V][P];                                                                                   \
        accumulate(panel, tile, V, P, acc);                                                                  \
        sum_up(V, P, acc, count, sums);                                                                      \
    }

TILE(1, P1, store_plain(panel, tile, 1, P1, acc))
TILE(2, P2, store_plain(panel, tile, 2, P2, acc))
TILE(3, P3, store_plain(panel, tile, 3, P3, acc))
TILE(4, P4, store_interleaved(panel, tile, P4, acc))

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
        sq_window(stage, x, &from, &to);
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

const sq_kernels sq_kernels_vnni = {LANES, 0, {0, P1, P2, P3, P4}, conv, head, pool};
