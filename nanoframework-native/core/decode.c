/* Decoding packed weights (SPEC 4.2, 4.3): one tap of 16 weights after the other, in the order in which the
 * weights lie in memory, and behind each group its params if they are packed (SPEC 5.4). Integers only;
 * whatever the stream holds, nothing is written but the weights space. */
#include "decode.h"

#include <string.h>

#include "params.h"

#define EVEN 0x8000u
#define RATE 6
#define MOST 1023u /* what a certain 1 adds to a probability */
#define UNIT 64
#define LANE_RATE 4
#define INPUT_RATE 2
#define LEVEL_AT 39
#define LARGEST 64u /* the first bit of the largest magnitudes */
#define SMALLEST (1u << 24)

/* The range decoder in registers. Behind the end of the stream it reads zeros, and `next` tells how many. */
typedef struct reader {
    uintptr_t next, end;
    uint32_t range, code;
} reader;

static inline __attribute__((always_inline)) void refill(reader *r) {
    while (r->range < SMALLEST) {
        r->range <<= 8;
        r->code <<= 8;
        if (r->next < r->end)
            r->code |= *(const uint8_t *)r->next;
        r->next++;
    }
}

/* One bit. Refilled in both branches, so that what depends on the bit follows without another test. */
static inline __attribute__((always_inline)) int decode_bit(reader *r, uint32_t *one) {
    uint32_t p = *one, bound = (r->range >> 16) * p;
    p -= p >> RATE;
    if (r->code < bound) {
        *one = p + MOST;
        r->range = bound;
        refill(r);
        return 1;
    }
    *one = p;
    r->code -= bound;
    r->range -= bound;
    refill(r);
    return 0;
}

/* A magnitude above 0: its bits but the first in unary, then those from high to low. */
static inline __attribute__((always_inline)) uint32_t decode_magnitude(reader *r, uint32_t *ones,
                                                                       uint32_t *mantissas) {
    uint32_t size = 1, half;
    while (size != LARGEST && decode_bit(r, ones += SQNET_DECODE_LEVELS))
        size <<= 1;
    half = size;
    while (half >>= 1)
        if (decode_bit(r, &mantissas[size | half]))
            size |= half;
    return size;
}

static uint32_t magnitude(int32_t w) {
    return (uint32_t)(w < 0 ? -w : w);
}

/* Index of the probabilities where x + 2 is `y`, 2..2047: two levels to an octave, the highest first;
 * LEVEL_AT is that of the highest. */
static inline uint32_t level(uint32_t y) {
    uint32_t zeros = (uint32_t)__builtin_clz(y);
    return 2 * zeros - (y << zeros >> 30);
}

/* Chooses the probabilities of the 16 weights of a tap by the averages and by the neighbours in the kernel,
 * which lie `left` and `up` bytes before `out` (0: none), and lets the averages of the lanes fade. */
static void expect(sqnet_decoder *d, uint32_t of_input, const int8_t *out, uint32_t left, uint32_t up) {
    static const int8_t none[SQ_LANES];
    uintptr_t origin = (uintptr_t)d->sizes - LEVEL_AT * sizeof(uint32_t);
    sqnet_decoder_lane *lane = d->lane, *end = lane + SQ_LANES;
    if (d->kernel == 1) {
        of_input += 2 * 8;
        do {
            uint32_t average = lane->average;
            lane->sizes = (uint32_t *)origin + level((of_input + average) >> 3);
            lane->average = average - (average >> LANE_RATE);
        } while (++lane != end);
        return;
    }
    uint32_t factor = 2 + (left ? 0u : 1u) + (up ? 0u : 1u);
    const int8_t *l = left ? out - left : none, *a = up ? out - up : none;
    const int8_t *corner = left && up ? out - up - left : none;
    of_input = factor * of_input + 2 * 32;
    for (; lane < end; lane++) {
        int32_t twice_l = 2 * *l++, twice_a = 2 * *a++;
        uint32_t average = lane->average;
        lane->sign = twice_l + twice_a - *corner++ + 8;
        uint32_t near = UNIT * (magnitude(twice_l) + magnitude(twice_a));
        lane->sizes = (uint32_t *)origin + level((of_input + factor * average + near) >> 5);
        lane->average = average - (average >> LANE_RATE);
    }
}

/* `count` taps of a row of input channels. A function of its own: its state just fits into the registers of
 * an Xtensa. */
static __attribute__((noinline)) void decode_taps(sqnet_decoder *d, int8_t *out, uint32_t count,
                                                  uint32_t left, uint32_t up) {
    /* Bytes that are written might be anything, but not this. */
    reader r = {d->next, d->end, d->range, d->code};
    uint32_t input = d->input;
    for (; count > 0; count--) {
        uint16_t *average = &d->of_input[input++ & (SQNET_DECODE_INPUTS - 1)];
        uint32_t of_input = *average, sum = 0, *ones;
        expect(d, of_input, out, left, up);
        for (sqnet_decoder_lane *lane = d->lane; (ones = lane->sizes); lane++, out++) {
            uint32_t weight = 0;
            if (__builtin_expect(decode_bit(&r, ones), 0)) {
                weight = decode_magnitude(&r, ones, d->mantissas);
                sum += weight;
                lane->average += (UNIT >> LANE_RATE) * weight;
                int32_t sign = lane->sign;
                if ((uint32_t)sign > 15)
                    sign = sign < 0 ? 0 : 15;
                if (decode_bit(&r, &d->signs[sign]))
                    weight = 0u - weight;
                lane->sum += (int32_t)weight;
            }
            *out = (int8_t)weight;
        }
        *average = (uint16_t)(of_input + (UNIT / SQ_LANES >> INPUT_RATE) * sum - (of_input >> INPUT_RATE));
    }
    d->next = r.next;
    d->range = r.range;
    d->code = r.code;
}

/* --- Packed params -------------------------------------------------------------------------------------- */

/* The biases of a group whose weights have come, of the next packed params: below 2^19 + 2^30 + 2^19. It is
 * damage if one does not fit into its bits. Begins new sums of weights. Returns the shift. */
static inline uint32_t decode_biases(sqnet_decoder *d, int32_t *bias) {
    const uint8_t *from = d->params;
    uint32_t shift = sq_packed_shift(from), width = sq_packed_width(from), bits = 0, held = 0, outside = 0;
    /* Where these were 32, the values are 0. */
    uint32_t above = (32 - width) & 31, below = (32 - width - sq_packed_exponent(from)) & 31;
    int32_t base = d->half * (1 << shift) >> 1, zero = d->z_in;
    sqnet_decoder_lane *lane = d->lane;
    from += SQ_PACKED_PARAMS_VALUES;
    do {
        for (; held < width; held += 8)
            bits |= (uint32_t)*from++ << held;
        int32_t value = ((int32_t)(bits << above) >> below) + base - zero * lane->sum;
        bits >>= width;
        held -= width;
        lane->sum = 0;
        *bias++ = value;
        outside |= (uint32_t)value + (1u << (SQ_BIAS_BITS - 1));
    } while (++lane != d->lane + SQ_LANES);
    d->params = from;
    if (outside >> SQ_BIAS_BITS)
        d->next = d->end + 1;
    return shift;
}

/* The plain params of a group at `to`, behind its weights. */
static __attribute__((noinline)) void decode_params(sqnet_decoder *d, uint8_t *to) {
    int32_t bias[SQ_LANES];
    uint32_t shift = decode_biases(d, bias);
    d->done += SQ_PARAMS_BYTES;
    sq_params_write(to, bias, shift);
}

/* --- The walk through the weights space ----------------------------------------------------------------- */

/* Goes to the next convolution. 0 behind the last. */
static __attribute__((noinline)) int next_convolution(sqnet_decoder *d) {
    sq_stage s;
    const sq_conv *c;
    do {
        if (d->convolution == 3) {
            d->convolution = 0;
            d->stage++;
        }
        if (d->stage == d->model->stages)
            return 0;
        sq_read_stage(d->model, d->stage, &s);
        c = sq_stage_conv(&s, d->convolution++);
    } while (c->oc == 0);
    d->ic = c->ic;
    d->kw = c->kw;
    d->kh = c->kh;
    d->kernel = c->kh * c->kw;
    d->groups = c->oc / SQ_LANES;
    d->z_in = c->z_in;
    d->half = d->convolution == 3 && s.flags & SQ_STAGE_HEAD ? 0 : 2 * c->z_out + 1;
    for (unsigned i = 0; i < SQNET_DECODE_INPUTS; i++)
        d->of_input[i] = UNIT;
    for (unsigned i = 0; i < SQ_LANES; i++) {
        d->lane[i].average = UNIT;
        d->lane[i].sign = 8;
    }
    return 1;
}

/* Past `count` taps of a row of input channels. 1: they were the last of a group. */
static int advance(sqnet_decoder *d, uint32_t count) {
    d->done += count * SQ_LANES;
    d->input += count;
    if (d->input < d->ic)
        return 0;
    d->input = 0;
    if (++d->kx < d->kw)
        return 0;
    d->kx = 0;
    if (++d->ky < d->kh)
        return 0;
    d->ky = 0;
    d->groups--;
    return 1;
}

int sqnet_decode_begin(sqnet_decoder *d, const sqnet_model *model) {
    if (!d || !model || !model->blob || model->encoding != SQNET_ENCODING_PACKED)
        return SQNET_E_ARGUMENT;
    memset(d, 0, sizeof *d);
    d->model = model;
    const uint8_t *stream = sq_section(model, SQ_SEC_WEIGHTS);
    d->next = (uintptr_t)stream + 4;
    d->end = (uintptr_t)stream + model->section[SQ_SEC_WEIGHTS].bytes;
    d->range = 0xFFFFFFFFu;
    if (d->next > d->end)
        return SQNET_E_PACKED;
    for (unsigned i = 0; i < 4; i++)
        d->code = d->code << 8 | stream[i];
    if (d->code >= d->range)
        return SQNET_E_PACKED;
    uint8_t *all = (uint8_t *)d;
    for (size_t at = offsetof(sqnet_decoder, signs); at < offsetof(sqnet_decoder, of_input); at += 4)
        *(uint32_t *)(void *)(all + at) = EVEN;
    if (model->packed_params)
        d->params = sq_section(model, SQ_SEC_PARAMS);
    return 0;
}

int sq_decode_taps(sqnet_decoder *d, int8_t *out, uint32_t bytes, uint32_t taps) {
    const int8_t *end = out + bytes;
    while (taps > 0 && out != end && (d->groups > 0 || next_convolution(d))) {
        uint32_t column = d->ic * SQ_LANES, count = d->ic - d->input;
        count = count < taps ? count : taps;
        decode_taps(d, out, count, d->kx ? column : 0, d->ky ? column * d->kw : 0);
        if (d->next > d->end)
            break;
        out += count * SQ_LANES;
        taps -= count;
        if (advance(d, count) && d->params) {
            decode_params(d, (uint8_t *)out);
            out += SQ_PARAMS_BYTES;
        }
    }
    if (d->next > d->end)
        return SQNET_E_PACKED;
    if (d->done < d->model->weights_bytes)
        return 1;
    return d->next == d->end && d->code == 0 ? 0 : SQNET_E_PACKED;
}

int sqnet_decode(sqnet_decoder *d, void *weights, size_t bytes, uint32_t taps) {
    if (!d || !d->model || !weights || bytes < d->model->weights_bytes)
        return SQNET_E_ARGUMENT;
    return sq_decode_taps(d, (int8_t *)weights + d->done, d->model->weights_bytes - d->done, taps);
}

int sqnet_set_weights(sqnet_model *model, const void *weights) {
    if (!model || !model->blob || !weights || (uintptr_t)weights % 16 != 0 ||
        model->encoding != SQNET_ENCODING_PACKED)
        return SQNET_E_ARGUMENT;
    model->weights = (const uint8_t *)weights;
    return 0;
}
