/* The saturation proof (SPEC 1.3). */
#include "proof.h"

#include <string.h>

#include "bytes.h"
#include "checks.h"
#include "params.h"

/* |b| <= 2^19 and taps <= 2^16, so sums stay below 2^19 + 2^30. */
int sq_group_is_safe(const sq_conv *c, const uint8_t *weights, const uint8_t *params) {
    int32_t high[SQ_LANES], low[SQ_LANES];
    uint32_t taps = c->ic * c->kh * c->kw;
    sq_params_biases(params, high);
    memcpy(low, high, sizeof low);
    for (uint32_t t = 0; t < taps; t++) {
        for (unsigned i = 0; i < SQ_LANES; i++) {
            int32_t w = sq_i8(weights + SQ_LANES * t + i), top = 127 * w, zero = c->z_in * w;
            high[i] += top > zero ? top : zero;
            low[i] += top < zero ? top : zero;
        }
    }
    for (unsigned i = 0; i < SQ_LANES; i++)
        if (high[i] >= 1 << 19 || low[i] < -(1 << 19))
            return 0;
    return 1;
}

static int prove_conv(sqnet_model *model, const sq_conv *c) {
    uint32_t group_bytes = sq_group_bytes(c);
    for (uint32_t g = 0; g < c->oc / SQ_LANES; g++) {
        uint32_t at = c->weights + g * group_bytes;
        const uint8_t *weights = model->weights + at;
        if (!sq_group_is_safe(c, weights, sq_group_params(model, c, g, weights))) {
            uint32_t stored = model->encoding == SQNET_ENCODING_RAW ? at : 0;
            return sq_refuse(model, SQNET_E_UNSAFE, model->section[SQ_SEC_WEIGHTS].offset + stored);
        }
    }
    return 0;
}

int sqnet_prove(sqnet_model *model) {
    if (!model || !model->blob || !model->weights)
        return SQNET_E_ARGUMENT;
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        int error = prove_conv(model, &s.a);
        if (!error && s.flags & SQ_STAGE_HAS_B)
            error = prove_conv(model, &s.b);
        if (!error)
            error = prove_conv(model, &s.c);
        if (error)
            return error;
    }
    return 0;
}
