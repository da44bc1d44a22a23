/* The kernels in plain C. The 16-lane loops are the shape that compilers vectorize. */
#include "kernels.h"

#include "bytes.h"

/* |b| < 2^19 and taps * 127 * 128 <= 2^30: 32 bits cannot overflow, safe blob or not (SPEC 1.3). */
static void accumulate(const sq_taps *t, uint32_t x, const int32_t *restrict bias, int32_t *restrict acc) {
    const int8_t *w = t->weights;
    for (unsigned i = 0; i < SQ_LANES; i++)
        acc[i] = bias[i];
    for (uint32_t ky = 0; ky < t->kh; ky++) {
        const int8_t *in = t->rows[ky] + (size_t)x * t->step;
        for (uint32_t j = 0; j < t->run; j++, w += SQ_LANES) {
            int32_t q = in[j];
            for (unsigned i = 0; i < SQ_LANES; i++)
                acc[i] += q * w[i];
        }
    }
}

void sq_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step) {
    int32_t bias[SQ_LANES], acc[SQ_LANES];
    unsigned n = sq_params_shift(taps->params);
    sq_params_biases(taps->params, bias);
    for (uint32_t x = 0; x < taps->pixels; x++, out += out_step) {
        accumulate(taps, x, bias, acc);
        for (unsigned i = 0; i < SQ_LANES; i++) {
            int32_t v = acc[i] >> n;
            v = v > z_out ? v : z_out;
            out[i] = (int8_t)(v < 127 ? v : 127);
        }
    }
}

/* Sums stay in 31 bits for a safe blob; an unsafe one wraps, without undefined behaviour. */
void sq_head_group(const sq_taps *taps, uint32_t times, int32_t *sums) {
    int32_t bias[SQ_LANES], acc[SQ_LANES];
    sq_params_biases(taps->params, bias);
    for (uint32_t x = 0; x < taps->pixels; x++) {
        accumulate(taps, x, bias, acc);
        for (unsigned i = 0; i < SQ_LANES; i++) {
            uint32_t v = acc[i] > 0 ? (uint32_t)acc[i] : 0;
            sums[i] = (int32_t)((uint32_t)sums[i] + times * v);
        }
    }
}

static void merge_pixel(const int8_t *restrict in, int8_t *restrict out, uint32_t channels) {
    for (uint32_t c = 0; c < channels; c++)
        out[c] = in[c] > out[c] ? in[c] : out[c];
}

void sq_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) {
    uint32_t channels = stage->a.oc + stage->b.oc;
    for (uint32_t x = 0; x < stage->out_w; x++, pooled += channels) {
        /* Columns [from, to) under the pool kernel that exist; there is at least one (SPEC 5.2). */
        uint32_t start = x * stage->pool_stride, end = start + stage->pool_k;
        uint32_t from = start > stage->pool_pad ? start - stage->pool_pad : 0;
        uint32_t to = end - stage->pool_pad < stage->mid_w ? end - stage->pool_pad : stage->mid_w;
        if (!merge)
            for (uint32_t c = 0; c < channels; c++)
                pooled[c] = -128;
        for (; from < to; from++)
            merge_pixel(row + (size_t)from * channels, pooled, channels);
    }
}

void sq_add_skip(const int8_t *restrict skip, int8_t *restrict sum, uint32_t bytes, int32_t z) {
    for (uint32_t i = 0; i < bytes; i++) {
        int32_t v = skip[i] + sum[i] - z;
        sum[i] = (int8_t)(v < 127 ? v : 127);
    }
}

void sq_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out) {
    uint32_t low = big_endian ? 1 : 0;
    for (uint32_t x = 0; x < pixels; x++, row += 2, out += 3) {
        uint32_t v = (uint32_t)(row[low] | row[1 - low] << 8);
        uint32_t r = v >> 11, g = v >> 5 & 63, b = v & 31;
        out[0] = (int8_t)((int32_t)(r << 3 | r >> 2) - 128);
        out[1] = (int8_t)((int32_t)(g << 2 | g >> 4) - 128);
        out[2] = (int8_t)((int32_t)(b << 3 | b >> 2) - 128);
    }
}
