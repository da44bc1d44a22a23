#include "layout.h"

#include "bytes.h"

static void read_conv(const uint8_t *p, sq_conv *c) {
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
}

void sq_read_stage(const sqnet_model *model, unsigned index, sq_stage *stage) {
    const uint8_t *p = sq_section(model, SQ_SEC_STAGES) + SQ_STAGE_BYTES * index;
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
    read_conv(p + 32, &stage->a);
    read_conv(p + 64, &stage->b);
    read_conv(p + 96, &stage->c);
}

uint64_t sq_tensor_bytes(uint32_t h, uint32_t w, uint32_t c) {
    return c + (uint64_t)h * (w + 1) * c;
}

static uint64_t align16(uint64_t x) {
    return (x + 15) & ~(uint64_t)15;
}

uint64_t sq_lay_scratch(const sq_stage *stage, sq_scratch *scratch) {
    uint64_t at = stage->scratch_off;
    uint64_t c_mid = (uint64_t)stage->a.oc + stage->b.oc;

    scratch->zrow = (uint32_t)at;
    if (stage->flags & SQ_STAGE_HAS_B)
        at += align16((uint64_t)(stage->in_w + 2) * stage->a.ic);
    scratch->image = (uint32_t)at;
    scratch->image_stride = sq_align16(3 * (stage->in_w + 2 * stage->a.pad));
    if (stage->flags & SQ_STAGE_IMAGE)
        at += (uint64_t)((stage->band - 1) * stage->a.stride + stage->a.kh) * scratch->image_stride;
    scratch->mid = (uint32_t)at;
    at += align16((uint64_t)stage->band * stage->mid_w * c_mid);
    scratch->pool = (uint32_t)at;
    if (stage->flags & SQ_STAGE_POOL) {
        uint64_t open = (stage->pool_k - 1 + stage->pool_stride - 1) / stage->pool_stride;
        open = open > 0 ? open : 1;
        at += align16((open < stage->out_h ? open : stage->out_h) * stage->out_w * c_mid);
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
    /* Window j ends at row j * stride - pad + k - 1. */
    uint32_t reach = mid_rows + stage->pool_pad;
    uint32_t done = reach < stage->pool_k ? 0 : (reach - stage->pool_k) / stage->pool_stride + 1;
    return done < stage->out_h ? done : stage->out_h;
}

/* Eight signed 20-bit values in 160 bits: 16 bytes at `low`, 4 bytes at `high`. */
static void unpack_eight(const uint8_t *low, const uint8_t *high, int32_t *bias) {
    uint8_t bits[20];
    for (unsigned i = 0; i < 16; i++)
        bits[i] = low[i];
    for (unsigned i = 0; i < 4; i++)
        bits[16 + i] = high[i];
    for (unsigned pair = 0; pair < 4; pair++) {
        const uint8_t *p = bits + 5 * pair;
        int32_t even = (int32_t)(p[0] | (uint32_t)p[1] << 8 | (uint32_t)(p[2] & 15) << 16);
        int32_t odd = (int32_t)((uint32_t)p[2] >> 4 | (uint32_t)p[3] << 4 | (uint32_t)p[4] << 12);
        bias[2 * pair] = even < 1 << 19 ? even : even - (1 << 20);
        bias[2 * pair + 1] = odd < 1 << 19 ? odd : odd - (1 << 20);
    }
}

void sq_unpack_bias(const uint8_t *params, int32_t bias[SQ_LANES]) {
    unpack_eight(params, params + 32, bias);
    unpack_eight(params + 16, params + 36, bias + 8);
}
