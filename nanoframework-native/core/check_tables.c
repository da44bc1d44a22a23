/* Params and class map (SPEC 5.4, 5.5). */
#include "bytes.h"
#include "checks.h"
#include "params.h"

#define NO_CLASS 0xFFFFu

/* Walks the groups that convolutions use: their records need not follow each other. */
static int check_plain(sqnet_model *model, const sq_conv *c) {
    for (uint32_t g = 0; g < c->oc / SQ_LANES; g++) {
        uint32_t at = model->section[SQ_SEC_PARAMS].offset + c->params + g * SQ_PARAMS_BYTES;
        if (!sq_params_are_sound(model->blob + at))
            return sq_refuse(model, SQNET_E_PARAMS, at + SQ_PARAMS_SHIFT);
    }
    return 0;
}

/* The packed records of a convolution, from `at` in the section on, and to behind them. */
static int check_packed(sqnet_model *model, const sq_conv *c, uint32_t *at) {
    const uint8_t *params = sq_section(model, SQ_SEC_PARAMS);
    uint32_t end = model->section[SQ_SEC_PARAMS].bytes;
    for (uint32_t g = 0; g < c->oc / SQ_LANES; g++) {
        const uint8_t *packed = params + *at;
        uint32_t left = end - *at;
        if (left < SQ_PACKED_PARAMS_VALUES || !sq_packed_params_are_sound(packed) ||
            sq_packed_params_bytes(packed) > left)
            return sq_refuse(model, SQNET_E_PARAMS, model->section[SQ_SEC_PARAMS].offset + *at);
        *at += sq_packed_params_bytes(packed);
    }
    return 0;
}

int sq_check_params(sqnet_model *model) {
    uint32_t at = 0;
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        for (unsigned i = 0; i < 3; i++) { /* B has no groups in stage 0 */
            const sq_conv *c = sq_stage_conv(&s, i);
            model->head_params = at;
            int error = model->packed_params ? check_packed(model, c, &at) : check_plain(model, c);
            if (error)
                return error;
        }
    }
    if (model->packed_params && at != model->section[SQ_SEC_PARAMS].bytes)
        return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_PARAMS + 4);
    return 0;
}

int sq_check_classmap(sqnet_model *model) {
    uint8_t seen[4096 / 8] = {0};
    uint32_t offset = model->section[SQ_SEC_CLASSMAP].offset, mapped = 0;
    sq_stage head;
    sq_read_stage(model, model->stages - 1u, &head);
    if (model->section[SQ_SEC_CLASSMAP].bytes == 0)
        return 0; /* channels are classes: the head uses as many as there are */
    if (model->section[SQ_SEC_CLASSMAP].bytes != 2 * head.c.oc)
        return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_CLASSMAP + 4);
    for (uint32_t o = 0; o < head.c.oc; o++) {
        unsigned c = sq_u16(model->blob + offset + 2 * o);
        if (c == NO_CLASS)
            continue;
        if (c >= model->classes || seen[c / 8] & 1 << c % 8)
            return sq_refuse(model, SQNET_E_PARAMS, offset + 2 * o);
        seen[c / 8] |= (uint8_t)(1 << c % 8);
        mapped++;
    }
    return mapped == model->classes ? 0 : sq_refuse(model, SQNET_E_PARAMS, offset);
}
