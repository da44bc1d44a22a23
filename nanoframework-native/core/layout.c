#include "layout.h"

#include "bytes.h"

static void read_conv(const uint8_t *p, uint32_t behind, sq_conv *c) {
    c->ic = sq_u16(p);
    c->oc = sq_u16(p + 2);
    c->used = sq_u16(p + 4);
    c->kh = p[6];
    c->kw = p[7];
    c->stride = p[8];
    c->pad = p[9];
    c->z_in = sq_i8(p + 10);
    c->z_out = sq_i8(p + 11);
    c->weights = sq_u32(p + 12);
    c->params = sq_u32(p + 16);
    c->behind = behind;
}

void sq_read_stage(const sqnet_model *model, unsigned index, sq_stage *stage) {
    const uint8_t *p = sq_section(model, SQ_SEC_STAGES) + SQ_STAGE_BYTES * index;
    uint32_t behind = model->packed_params ? SQ_PARAMS_BYTES : 0;
    stage->flags = p[0];
    stage->pool_k = p[1];
    stage->pool_stride = p[2];
    stage->pool_pad = p[3];
    stage->in_h = sq_u16(p + 4);
    stage->in_w = sq_u16(p + 6);
    stage->mid_h = sq_u16(p + 8);
    stage->mid_w = sq_u16(p + 10);
    stage->out_h = sq_u16(p + 12);
    stage->out_w = sq_u16(p + 14);
    stage->band = sq_u16(p + 16);
    stage->in_off = sq_u32(p + 20);
    stage->out_off = sq_u32(p + 24);
    stage->scratch_off = sq_u32(p + 28);
    read_conv(p + 32, behind, &stage->a);
    read_conv(p + 64, behind, &stage->b);
    read_conv(p + 96, behind, &stage->c);
}

const sq_conv *sq_stage_conv(const sq_stage *stage, unsigned index) {
    return index == 0 ? &stage->a : index == 1 ? &stage->b : &stage->c;
}

uint32_t sq_group_weights(const sq_conv *c) {
    return c->ic * c->kh * c->kw * SQ_LANES;
}

uint32_t sq_group_bytes(const sq_conv *c) {
    return sq_group_weights(c) + c->behind;
}

uint32_t sq_stage_weights(const sq_stage *stage) {
    uint32_t bytes = 0;
    for (unsigned i = 0; i < 3; i++) {
        const sq_conv *c = sq_stage_conv(stage, i);
        bytes += c->oc / SQ_LANES * sq_group_bytes(c);
    }
    return bytes;
}

uint64_t sq_tensor_bytes(uint32_t h, uint32_t w, uint32_t c) {
    return c + (uint64_t)h * (w + 1) * c;
}

uint64_t sq_output_bytes(const sq_stage *stage) {
    return stage->flags & SQ_STAGE_HEAD ? 4 * (uint64_t)stage->c.oc
                                        : sq_tensor_bytes(stage->out_h, stage->out_w, stage->c.oc);
}

uint64_t sq_input_bytes(const sq_stage *stage) {
    return stage->flags & SQ_STAGE_IMAGE ? 0 : sq_tensor_bytes(stage->in_h, stage->in_w, stage->a.ic);
}

uint64_t sq_lay_scratch(const sq_stage *stage, sq_scratch *scratch) {
    uint64_t at = stage->scratch_off;
    uint64_t c_mid = (uint64_t)stage->a.oc + stage->b.oc;

    scratch->zrow = (uint32_t)at;
    if (stage->flags & SQ_STAGE_HAS_B)
        at += sq_align16_wide((uint64_t)(stage->in_w + 2) * stage->a.ic);
    scratch->image = (uint32_t)at;
    scratch->image_stride = sq_align16(3 * (stage->in_w + 2 * stage->a.pad));
    if (stage->flags & SQ_STAGE_IMAGE)
        at += (uint64_t)((stage->band - 1) * stage->a.stride + stage->a.kh) * scratch->image_stride;
    scratch->mid = (uint32_t)at;
    at += sq_align16_wide((uint64_t)stage->band * stage->mid_w * c_mid);
    scratch->pool = (uint32_t)at;
    if (stage->flags & SQ_STAGE_POOL) {
        uint64_t open = (stage->pool_k - 1 + stage->pool_stride - 1) / stage->pool_stride;
        open = open > 0 ? open : 1;
        at += sq_align16_wide((open < stage->out_h ? open : stage->out_h) * stage->out_w * c_mid);
    }
    scratch->end = (uint32_t)at;
    return at;
}

uint64_t sq_skip_bytes(const sq_stage *stage) {
    return stage->flags & SQ_STAGE_KEEP ? (uint64_t)stage->out_h * stage->out_w * (stage->a.oc + stage->b.oc)
                                        : 0;
}

uint32_t sq_skip_offset(const sqnet_model *model, unsigned index, uint32_t bytes) {
    return index % 2 == 0 ? 0 : model->skip_bytes - bytes;
}

uint32_t sq_rows_done(const sq_stage *stage, uint32_t mid_rows) {
    if (!(stage->flags & SQ_STAGE_POOL))
        return mid_rows;
    if (mid_rows >= stage->mid_h)
        return stage->out_h;
    /* The kernel of pooled row j ends at row j * stride - pad + k - 1. */
    uint32_t reach = mid_rows + stage->pool_pad;
    uint32_t done = reach < stage->pool_k ? 0 : (reach - stage->pool_k) / stage->pool_stride + 1;
    return done < stage->out_h ? done : stage->out_h;
}

int sq_in_place_is_safe(const sq_stage *s) {
    uint64_t out_row = (uint64_t)s->c.oc * (s->out_w + 1), in_row = (uint64_t)s->a.ic * (s->in_w + 1);
    for (uint32_t y = 0; y + s->band < s->mid_h; y += s->band) {
        uint32_t rows = sq_rows_done(s, y + s->band);
        if (rows > 0 && s->out_off + s->c.oc + rows * out_row > s->in_off + (y + s->band - 1) * in_row)
            return 0;
    }
    return 1;
}

const uint8_t *sq_group_params(const sqnet_model *model, const sq_conv *c, uint32_t group,
                               const uint8_t *weights) {
    if (c->behind)
        return weights + sq_group_weights(c);
    return sq_section(model, SQ_SEC_PARAMS) + c->params + (size_t)group * SQ_PARAMS_BYTES;
}
