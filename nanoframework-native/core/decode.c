/* Decoding packed weights (SPEC 4.2, 4.3): one tap of 16 weights after the other, in the order in which the
 * weights lie in memory, and behind each group its params if they are packed (SPEC 5.4). Integers only;
 * whatever the stream holds, nothing is written but the weights space. */
#include "decode.h"

#include <string.h>

#include "bytes.h"

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
static void expect(sqnet_decoder *u, uint32_t of_input, const int8_t *out, uint32_t left, uint32_t up) {
    static const int8_t none[SQ_LANES];
    uintptr_t origin = (uintptr_t)u->sizes - LEVEL_AT * sizeof(uint32_t);
    sqnet_decoder_lane *lane = u->lane, *end = lane + SQ_LANES;
    if (u->kernel == 1) {
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
static __attribute__((noinline)) void decode_taps(sqnet_decoder *u, int8_t *out, uint32_t count,
                                                  uint32_t left, uint32_t up) {
    /* Bytes that are written might be anything, but not this. */
    reader r = {u->next, u->end, u->range, u->code};
    uint32_t input = u->input;
    for (; count > 0; count--) {
        uint16_t *average = &u->of_input[input++ & (SQNET_DECODE_INPUTS - 1)];
        uint32_t of_input = *average, sum = 0, *ones;
        expect(u, of_input, out, left, up);
        for (sqnet_decoder_lane *lane = u->lane; (ones = lane->sizes); lane++, out++) {
            uint32_t weight = 0;
            if (__builtin_expect(decode_bit(&r, ones), 0)) {
                weight = decode_magnitude(&r, ones, u->mantissas);
                sum += weight;
                lane->average += (UNIT >> LANE_RATE) * weight;
                int32_t sign = lane->sign;
                if ((uint32_t)sign > 15)
                    sign = sign < 0 ? 0 : 15;
                if (decode_bit(&r, &u->signs[sign]))
                    weight = 0u - weight;
                lane->sum += (int32_t)weight;
            }
            *out = (int8_t)weight;
        }
        *average = (uint16_t)(of_input + (UNIT / SQ_LANES >> INPUT_RATE) * sum - (of_input >> INPUT_RATE));
    }
    u->next = r.next;
    u->range = r.range;
    u->code = r.code;
}

/* --- Packed params -------------------------------------------------------------------------------------- */

/* The biases of a group whose weights have come, of the next packed params and in place of the sums of the
 * weights: below 2^19 + 2^30 + 2^19. It is damage if one does not fit into its bits. Returns the shift. */
static inline uint32_t decode_biases(sqnet_decoder *u) {
    const uint8_t *from = u->params;
    uint32_t shift = from[0] & 15u, width = from[1], bits = 0, held = 0, outside = 0;
    /* Where these were 32, the values are 0. */
    uint32_t above = (32 - width) & 31, below = (32 - width - (from[0] >> 4u)) & 31;
    int32_t base = u->half * (1 << shift) >> 1, zero = u->z_in;
    sqnet_decoder_lane *lane = u->lane;
    from += 2;
    do {
        for (; held < width; held += 8)
            bits |= (uint32_t)*from++ << held;
        int32_t bias = ((int32_t)(bits << above) >> below) + base - zero * lane->sum;
        bits >>= width;
        held -= width;
        lane->sum = bias;
        outside |= (uint32_t)bias + (1u << (SQ_BIAS_BITS - 1));
    } while (++lane != u->lane + SQ_LANES);
    u->params = from;
    if (outside >> SQ_BIAS_BITS)
        u->next = u->end + 1;
    return shift;
}

/* Writes the biases as 2 x 160 bits, 16 bytes and 4 bytes of each (SPEC 5.4), and begins new sums. Returns
 * where they end. */
static inline uint8_t *write_biases(sqnet_decoder *u, uint8_t *low) {
    uint8_t *high = low + 32;
    sqnet_decoder_lane *lane = u->lane;
    do {
        uint8_t *to = low;
        uint32_t left = 4;
        do {
            uint32_t even = (uint32_t)lane[0].sum, odd = (uint32_t)lane[1].sum;
            lane[0].sum = lane[1].sum = 0;
            *to++ = (uint8_t)even;
            to = --left ? to : high;
            *to++ = (uint8_t)(even >> 8);
            *to++ = (uint8_t)((even >> 16 & 15) | odd << 4);
            *to++ = (uint8_t)(odd >> 4);
            *to++ = (uint8_t)(odd >> 12);
            lane += 2;
        } while (left);
        low += 16;
        high = to;
    } while (lane != u->lane + SQ_LANES);
    return high;
}

/* The plain params of a group at `to`, behind its weights. */
static __attribute__((noinline)) void decode_params(sqnet_decoder *u, uint8_t *to) {
    uint32_t shift = decode_biases(u);
    to = write_biases(u, to);
    *to = (uint8_t)shift;
    memset(to + 1, 0, 7);
    u->done += SQ_GROUP_BYTES;
}

/* --- The walk through the weights space ----------------------------------------------------------------- */

/* Goes to the next convolution. 0 behind the last. */
static __attribute__((noinline)) int next_convolution(sqnet_decoder *u) {
    sq_stage s;
    const sq_conv *c;
    do {
        if (u->convolution == 3) {
            u->convolution = 0;
            u->stage++;
        }
        if (u->stage == u->model->stages)
            return 0;
        sq_read_stage(u->model, u->stage, &s);
        c = sq_stage_conv(&s, u->convolution++);
    } while (c->oc == 0);
    u->ic = c->ic;
    u->kw = c->kw;
    u->kh = c->kh;
    u->kernel = c->kh * c->kw;
    u->groups = c->oc / SQ_LANES;
    u->z_in = c->z_in;
    u->half = u->convolution == 3 && s.flags & SQ_STAGE_HEAD ? 0 : 2 * c->z_out + 1;
    for (unsigned i = 0; i < SQNET_DECODE_INPUTS; i++)
        u->of_input[i] = UNIT;
    for (unsigned i = 0; i < SQ_LANES; i++) {
        u->lane[i].average = UNIT;
        u->lane[i].sign = 8;
    }
    return 1;
}

/* Past `count` taps of a row of input channels. 1: they were the last of a group. */
static int advance(sqnet_decoder *u, uint32_t count) {
    u->done += count * SQ_LANES;
    u->input += count;
    if (u->input < u->ic)
        return 0;
    u->input = 0;
    if (++u->kx < u->kw)
        return 0;
    u->kx = 0;
    if (++u->ky < u->kh)
        return 0;
    u->ky = 0;
    u->groups--;
    return 1;
}

int sqnet_decode_begin(sqnet_decoder *u, const sqnet_model *model) {
    if (!u || !model || !model->blob || model->encoding != SQNET_ENCODING_PACKED)
        return SQNET_E_ARGUMENT;
    memset(u, 0, sizeof *u);
    u->model = model;
    const uint8_t *stream = sq_section(model, SQ_SEC_WEIGHTS);
    u->next = (uintptr_t)stream + 4;
    u->end = (uintptr_t)stream + model->section[SQ_SEC_WEIGHTS].bytes;
    u->range = 0xFFFFFFFFu;
    if (u->next > u->end)
        return SQNET_E_PACKED;
    for (unsigned i = 0; i < 4; i++)
        u->code = u->code << 8 | stream[i];
    if (u->code >= u->range)
        return SQNET_E_PACKED;
    uint8_t *all = (uint8_t *)u;
    for (size_t at = offsetof(sqnet_decoder, signs); at < offsetof(sqnet_decoder, of_input); at += 4)
        *(uint32_t *)(void *)(all + at) = EVEN;
    if (model->packed_params)
        u->params = sq_section(model, SQ_SEC_PARAMS);
    return 0;
}

int sq_decode_taps(sqnet_decoder *u, int8_t *out, uint32_t bytes, uint32_t taps) {
    const int8_t *end = out + bytes;
    while (taps > 0 && out != end && (u->groups > 0 || next_convolution(u))) {
        uint32_t column = u->ic * SQ_LANES, count = u->ic - u->input;
        count = count < taps ? count : taps;
        decode_taps(u, out, count, u->kx ? column : 0, u->ky ? column * u->kw : 0);
        if (u->next > u->end)
            break;
        out += count * SQ_LANES;
        taps -= count;
        if (advance(u, count) && u->params) {
            decode_params(u, (uint8_t *)out);
            out += SQ_GROUP_BYTES;
        }
    }
    if (u->next > u->end)
        return SQNET_E_PACKED;
    if (u->done < u->model->weights_bytes)
        return 1;
    return u->next == u->end && u->code == 0 ? 0 : SQNET_E_PACKED;
}

int sqnet_decode(sqnet_decoder *u, void *weights, size_t bytes, uint32_t taps) {
    if (!u || !u->model || !weights || bytes < u->model->weights_bytes)
        return SQNET_E_ARGUMENT;
    return sq_decode_taps(u, (int8_t *)weights + u->done, u->model->weights_bytes - u->done, taps);
}

int sqnet_set_weights(sqnet_model *model, const void *weights) {
    if (!model || !model->blob || !weights || (uintptr_t)weights % 16 != 0 ||
        model->encoding != SQNET_ENCODING_PACKED)
        return SQNET_E_ARGUMENT;
    model->weights = (const uint8_t *)weights;
    return 0;
}
