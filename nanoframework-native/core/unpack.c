/* Decoding packed weights (SPEC 4.2, 4.3): one tap of 16 weights after the other, in the order in which the
 * weights lie in memory. Integers only; whatever the stream holds, nothing is written but the weights. */
#include "unpack.h"

#include <string.h>

#define EVEN 0x8000u
#define RATE 6
#define MOST 1023u /* what a certain 1 adds to a probability */
#define UNIT 64
#define MAX_BITS 7
#define SMALLEST (1u << 24)

/* The range decoder in registers. Behind the end of the stream it reads zeros, and `next` tells how many. */
typedef struct reader {
    uintptr_t next, end;
    uint32_t range, code;
} reader;

static inline void refill(reader *r) {
    while (r->range < SMALLEST) {
        r->range <<= 8;
        r->code <<= 8;
        if (r->next < r->end)
            r->code |= *(const uint8_t *)r->next;
        r->next++;
    }
}

/* One bit. Inlined by hand-picked places only: they must fit into 2 KB of code. */
static inline __attribute__((always_inline)) uint32_t decode_bit(reader *r, uint32_t *one) {
    uint32_t p = *one, bound = (r->range >> 12) * (p >> 4), bit = r->code < bound;
    p -= p >> RATE;
    if (bit) {
        r->range = bound;
        p += MOST;
    } else {
        r->code -= bound;
        r->range -= bound;
    }
    *one = p;
    refill(r);
    return bit;
}

/* The number of ones before the first zero, MAX_BITS at most; each bit has a probability of its own. */
static inline __attribute__((always_inline)) uint32_t decode_unary(reader *r, uint32_t *ones) {
    uint32_t *one = ones;
    do {
        uint32_t p = *one, bound = (r->range >> 12) * (p >> 4);
        p -= p >> RATE;
        if (r->code >= bound) {
            *one = p;
            r->code -= bound;
            r->range -= bound;
            refill(r);
            break;
        }
        *one++ = p + MOST;
        r->range = bound;
        refill(r);
    } while (one != ones + MAX_BITS);
    return (uint32_t)(one - ones);
}

/* Two levels to an octave of x + 2. */
static uint32_t level(uint32_t x) {
    uint32_t shift = 30u - (uint32_t)__builtin_clz(x + 2);
    return 2 * shift + ((x + 2) >> shift) - 2;
}

static int32_t magnitude(int32_t w) {
    return w < 0 ? -w : w;
}

/* What the neighbours in the kernel say of the 16 weights at `out`; they lie `left` and `up` bytes before (0:
 * none). */
static void look_around(sqnet_unpacker *u, const int8_t *out, uint32_t left, uint32_t up) {
    for (unsigned i = 0; i < SQ_LANES; i++, out++) {
        int32_t l = left ? *(out - left) : 0, a = up ? *(out - up) : 0;
        int32_t corner = left && up ? *(out - up - left) : 0, prediction = 2 * l + 2 * a - corner;
        u->lane[i].near = 2 * UNIT * (magnitude(l) + magnitude(a));
        u->lane[i].sign = prediction < -8 ? 0 : prediction > 7 ? 15 : prediction + 8;
    }
}

/* `count` taps of a row of input channels, for `missing` of whose two neighbours in the kernel averages
 * stand. A function of its own: its state just fits into the registers of an Xtensa. */
static __attribute__((noinline)) void decode_taps(sqnet_unpacker *u, reader *state, int8_t *out,
                                                  uint32_t count, uint32_t left, uint32_t up) {
    reader r = *state; /* bytes that are written might be anything, but not this */
    uint32_t factor = 2 + (left ? 0u : 1u) + (up ? 0u : 1u), input = u->input;
    for (; count > 0 && r.next <= r.end; count--) {
        uint16_t *average = &u->of_input[input++ & (SQNET_UNPACK_INPUTS - 1)];
        uint32_t of_input = *average, sum = 0;
        if (u->kernel > 1)
            look_around(u, out, left, up);
        for (sqnet_unpacker_lane *lane = u->lane; lane < u->lane + SQ_LANES; lane++) {
            int32_t of_lane = lane->average, weight = 0;
            uint32_t x = (factor * (of_input + (uint32_t)of_lane) + (uint32_t)lane->near) >> 5;
            uint32_t bits = decode_unary(&r, u->sizes[level(x)]);
            int32_t target = -of_lane;
            if (bits) {
                uint32_t half = 1u << (bits - 1), size = half;
                while (half >>= 1)
                    if (decode_bit(&r, &u->mantissas[size | half]))
                        size |= half;
                sum += size;
                target += (int32_t)(UNIT * size);
                weight = decode_bit(&r, &u->signs[lane->sign]) ? -(int32_t)size : (int32_t)size;
            }
            *out++ = (int8_t)weight;
            lane->average = of_lane + (target >> 4);
        }
        *average = (uint16_t)(of_input + (uint32_t)((int32_t)(UNIT / SQ_LANES * sum - of_input) >> 2));
    }
    *state = r;
}

static void fill(uint32_t *values, unsigned count) {
    while (count--)
        *values++ = EVEN;
}

/* --- The walk through the weights space
 * ------------------------------------------------------------------------- */

/* Goes to the next convolution. 0 behind the last. */
static int next_convolution(sqnet_unpacker *u) {
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
        c = u->convolution == 0 ? &s.a : u->convolution == 1 ? &s.b : &s.c;
        u->convolution++;
    } while (c->oc == 0);
    u->ic = c->ic;
    u->kw = c->kw;
    u->kh = c->kh;
    u->kernel = c->kh * c->kw;
    u->groups = c->oc / SQ_LANES;
    u->input = u->kx = u->ky = 0;
    for (unsigned i = 0; i < SQNET_UNPACK_INPUTS; i++)
        u->of_input[i] = UNIT;
    for (unsigned i = 0; i < SQ_LANES; i++) {
        u->lane[i].average = UNIT;
        u->lane[i].near = 0;
        u->lane[i].sign = 8;
    }
    return 1;
}

/* Past `count` taps of a row of input channels. */
static void advance(sqnet_unpacker *u, uint32_t count) {
    u->done += count * SQ_LANES;
    u->input += count;
    if (u->input < u->ic)
        return;
    u->input = 0;
    if (++u->kx < u->kw)
        return;
    u->kx = 0;
    if (++u->ky < u->kh)
        return;
    u->ky = 0;
    u->groups--;
}

int sqnet_unpack_begin(sqnet_unpacker *u, const sqnet_model *model) {
    if (!u || !model || !model->blob || model->encoding != SQNET_ENCODING_PACKED)
        return SQNET_E_ARGUMENT;
    memset(u, 0, sizeof *u);
    u->model = model;
    u->next = sq_section(model, SQ_SEC_WEIGHTS);
    u->end = u->next + model->section[SQ_SEC_WEIGHTS].bytes;
    u->range = 0xFFFFFFFFu;
    if (u->end - u->next < 4)
        return SQNET_E_PACKED;
    for (unsigned i = 0; i < 4; i++)
        u->code = u->code << 8 | *u->next++;
    if (u->code >= u->range)
        return SQNET_E_PACKED;
    fill(u->sizes[0], sizeof u->sizes / sizeof **u->sizes);
    fill(u->mantissas, sizeof u->mantissas / sizeof *u->mantissas);
    fill(u->signs, sizeof u->signs / sizeof *u->signs);
    return 0;
}

int sq_unpack_taps(sqnet_unpacker *u, int8_t *out, uint32_t taps) {
    reader r = {(uintptr_t)u->next, (uintptr_t)u->end, u->range, u->code};
    while (taps > 0 && r.next <= r.end && (u->groups > 0 || next_convolution(u))) {
        uint32_t column = u->ic * SQ_LANES, count = u->ic - u->input;
        count = count < taps ? count : taps;
        decode_taps(u, &r, out, count, u->kx ? column : 0, u->ky ? column * u->kw : 0);
        out += count * SQ_LANES;
        taps -= count;
        advance(u, count);
    }
    if (r.next > r.end)
        return SQNET_E_PACKED;
    u->next = u->end - (r.end - r.next);
    u->range = r.range;
    u->code = r.code;
    if (u->done < u->model->weights_bytes)
        return 1;
    return u->next == u->end && u->code == 0 ? 0 : SQNET_E_PACKED;
}

int sqnet_unpack(sqnet_unpacker *u, void *weights, size_t bytes, uint32_t taps) {
    if (!u || !u->model || !weights || bytes < u->model->weights_bytes)
        return SQNET_E_ARGUMENT;
    return sq_unpack_taps(u, (int8_t *)weights + u->done, taps);
}

int sqnet_set_weights(sqnet_model *model, const void *weights) {
    if (!model || !model->blob || !weights || (uintptr_t)weights % 16 != 0 ||
        model->encoding != SQNET_ENCODING_PACKED)
        return SQNET_E_ARGUMENT;
    model->weights = (const uint8_t *)weights;
    return 0;
}
