/* Decoding packed weights (SPEC 4.2, 4.3): one tap of 16 weights after the other, in the order in which the
 * weights lie in memory. Integers only; whatever the stream holds, nothing is written but the weights. */
#include "unpack.h"

#include <string.h>

#define EVEN 0x8000u
#define RATE 6
#define UNIT 64
#define AVERAGE_RATE 4
#define MAX_BITS 7
#define SMALLEST (1u << 24)

/* The range decoder in registers. */
typedef struct reader {
    const uint8_t *next, *end;
    uint32_t range, code, missing;
} reader;

static uint32_t next_byte(reader *r) {
    if (r->next != r->end)
        return *r->next++;
    r->missing = 1;
    return 0;
}

/* Inlined by hand-picked places only: three of them fit the code into 2 KB. */
static inline __attribute__((always_inline)) uint32_t decode_bit(reader *r, uint16_t *one) {
    uint32_t p = *one, bound = (r->range >> 12) * (p >> 4), bit;
    if (r->code < bound) {
        r->range = bound;
        p += (65536 - p) >> RATE;
        bit = 1;
    } else {
        r->code -= bound;
        r->range -= bound;
        p -= p >> RATE;
        bit = 0;
    }
    *one = (uint16_t)p;
    while (r->range < SMALLEST) {
        r->range <<= 8;
        r->code = r->code << 8 | next_byte(r);
    }
    return bit;
}

/* Two levels to an octave of x + 2; x < 2046. */
static uint32_t level(uint32_t x) {
    x += 2;
    uint32_t log = 31u - (uint32_t)__builtin_clz(x);
    return 2 * log + (x >> (log - 1) & 1) - 2;
}

static int32_t magnitude(int32_t w) {
    return w < 0 ? -w : w;
}

/* One tap: 16 weights at `out`, whose neighbours in the kernel lie `left` and `up` bytes before them (0:
 * none). */
static void decode_tap(sqnet_unpacker *u, reader *r, int8_t *out, uint32_t left, uint32_t up) {
    int32_t of_input = u->of_input[u->input & (SQNET_UNPACK_INPUTS - 1)];
    for (unsigned lane = 0; lane < SQ_LANES; lane++, out++) {
        int32_t of_lane = u->of_lane[lane], expected = of_input + of_lane, near, prediction = 0;
        near = expected >> 1;
        if (left) {
            int32_t w = *(out - left);
            near += UNIT * magnitude(w);
            prediction = 2 * w;
        } else {
            near += expected >> 1;
        }
        if (up) {
            int32_t w = *(out - up);
            near += UNIT * magnitude(w) - (expected >> 1);
            prediction += 2 * w;
            if (left)
                prediction -= *(out - up - left);
        }
        uint16_t *sizes = u->sizes[level((uint32_t)(expected + near) >> 4)];
        uint32_t bits = 0, size = 0;
        while (bits < MAX_BITS && decode_bit(r, &sizes[bits]))
            bits++;
        if (bits) {
            uint32_t half = 1u << (bits - 1);
            size = half;
            while (half >>= 1)
                if (decode_bit(r, &u->mantissas[size | half]))
                    size |= half;
            prediction = prediction < -8 ? -8 : prediction > 7 ? 7 : prediction;
            *out = (int8_t)(decode_bit(r, &u->signs[prediction + 8]) ? -(int32_t)size : (int32_t)size);
        } else {
            *out = 0;
        }
        int32_t target = UNIT * (int32_t)size;
        of_input += (target - of_input) >> AVERAGE_RATE;
        u->of_lane[lane] = (uint16_t)(of_lane + ((target - of_lane) >> AVERAGE_RATE));
    }
    u->of_input[u->input & (SQNET_UNPACK_INPUTS - 1)] = (uint16_t)of_input;
}

static void fill(uint16_t *values, unsigned count, uint16_t value) {
    while (count--)
        *values++ = value;
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
    u->groups = c->oc / SQ_LANES;
    u->input = u->kx = u->ky = 0;
    fill(u->of_input, SQNET_UNPACK_INPUTS, UNIT);
    fill(u->of_lane, SQ_LANES, UNIT);
    return 1;
}

/* To the next tap of the convolution. */
static void advance(sqnet_unpacker *u) {
    u->done += SQ_LANES;
    if (++u->input < u->ic)
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
    fill(u->sizes[0], sizeof u->sizes / sizeof **u->sizes, EVEN);
    fill(u->mantissas, sizeof u->mantissas / sizeof *u->mantissas, EVEN);
    fill(u->signs, sizeof u->signs / sizeof *u->signs, EVEN);
    return 0;
}

int sq_unpack_taps(sqnet_unpacker *u, int8_t *out, uint32_t taps) {
    reader r = {u->next, u->end, u->range, u->code, 0};
    int more = 1;
    for (; taps > 0 && !r.missing; taps--) {
        if (u->groups == 0 && !(more = next_convolution(u)))
            break;
        uint32_t column = u->ic * SQ_LANES;
        decode_tap(u, &r, out, u->kx ? column : 0, u->ky ? column * u->kw : 0);
        out += SQ_LANES;
        advance(u);
    }
    u->next = r.next;
    u->range = r.range;
    u->code = r.code;
    if (r.missing)
        return SQNET_E_PACKED;
    if (u->done < u->model->weights_bytes)
        return more;
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
