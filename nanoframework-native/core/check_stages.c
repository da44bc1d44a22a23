/* Stage and convolution records, each for itself and beside the one before (SPEC 5.2, 5.3). */
#include "bytes.h"
#include "checks.h"
#include "params.h"

#define MAX_POSITIONS 4096u
#define MAX_TAPS 65536u

static int is_z(int32_t z) {
    return z == 0 || z == -128;
}

/* Rules that hold for every convolution. Returns the offset of the bad field within the record, or -1. */
static int bad_conv_field(const sqnet_model *model, const uint8_t *p, const sq_conv *c) {
    if (c->ic == 0 || c->ic > 4096)
        return 0;
    if (c->oc == 0 || c->oc > 4096 || c->oc % SQ_LANES != 0)
        return 2;
    if (c->used > c->oc || c->used + 15 < c->oc || c->used == 0)
        return 4;
    if (c->kh < 1 || c->kh > SQ_MAX_KERNEL || c->kw < 1 || c->kw > SQ_MAX_KERNEL)
        return 6;
    if (c->stride < 1 || c->stride > 8)
        return 8;
    uint32_t taps = c->ic * c->kh * c->kw; /* below 2^19 */
    if (taps > MAX_TAPS)
        return 0;
    if (!is_z(c->z_in))
        return 10;
    if (!is_z(c->z_out))
        return 11;
    /* At most 256 groups of 2^20 + 48. */
    if (c->weights % 16 != 0 || c->weights > model->weights_bytes ||
        c->oc / SQ_LANES * sq_group_bytes(c) > model->weights_bytes - c->weights)
        return 12;
    uint32_t params = model->section[SQ_SEC_PARAMS].bytes, needed = c->oc / SQ_LANES * SQ_PARAMS_BYTES;
    if (!model->packed_params && (c->params % 16 != 0 || c->params > params || needed > params - c->params))
        return 16;
    return sq_is_zero(p + 20, 12) ? -1 : 20;
}

static int is_pointwise(const sq_conv *c) {
    return c->kh == 1 && c->kw == 1 && c->stride == 1;
}

static int bad_a(const sqnet_model *model, const uint8_t *p, const sq_stage *s) {
    int bad = bad_conv_field(model, p, &s->a);
    if (bad >= 0)
        return bad;
    if (s->flags & SQ_STAGE_IMAGE) {
        if (s->a.ic != 3)
            return 0;
        if (s->a.pad >= s->a.kh || s->a.pad >= s->a.kw)
            return 9;
        return s->a.z_in == -128 ? -1 : 10;
    }
    if (s->a.ic % SQ_LANES != 0)
        return 0;
    if (!is_pointwise(&s->a))
        return 6;
    return s->a.pad == 0 ? -1 : 9;
}

static int bad_b(const sqnet_model *model, const uint8_t *p, const sq_stage *s) {
    if (!(s->flags & SQ_STAGE_HAS_B))
        return sq_is_zero(p, 32) ? -1 : 0;
    int bad = bad_conv_field(model, p, &s->b);
    if (bad >= 0)
        return bad;
    if (s->b.ic != s->a.ic)
        return 0;
    if (s->b.kh != 3 || s->b.kw != 3 || s->b.stride != 1)
        return 6;
    if (s->b.pad != 1)
        return 9;
    if (s->b.z_in != s->a.z_in)
        return 10;
    return s->b.z_out == s->a.z_out ? -1 : 11;
}

static int bad_c(const sqnet_model *model, const uint8_t *p, const sq_stage *s) {
    int bad = bad_conv_field(model, p, &s->c);
    if (bad >= 0)
        return bad;
    if (s->c.ic != s->a.oc + s->b.oc)
        return 0;
    if (!is_pointwise(&s->c))
        return 6;
    if (s->c.z_in != s->a.z_out)
        return 10;
    if (!(s->flags & SQ_STAGE_HEAD))
        return s->c.pad == 0 ? -1 : 9;
    if (s->c.used != model->classes)
        return 4;
    if (s->c.pad > 4)
        return 9;
    return s->c.z_out == 0 ? -1 : 11;
}

static int bad_convs(const sqnet_model *model, const uint8_t *p, const sq_stage *s) {
    int bad = bad_a(model, p + 32, s);
    if (bad >= 0)
        return 32 + bad;
    bad = bad_b(model, p + 64, s);
    if (bad >= 0)
        return 64 + bad;
    bad = bad_c(model, p + 96, s);
    return bad >= 0 ? 96 + bad : -1;
}

static uint32_t expected_flags(const sqnet_model *model, unsigned index) {
    if (index == 0)
        return SQ_STAGE_IMAGE;
    return index + 1 == model->stages ? SQ_STAGE_HAS_B | SQ_STAGE_HEAD : SQ_STAGE_HAS_B;
}

/* Output size of a pool of one axis: floor or ceil, and the last kernel starts inside. A kernel that is
 * larger than the padded axis by at most a stride makes a floor of 0: one output, in ceil mode. */
static int pool_fits(const sq_stage *s, uint32_t mid, uint32_t out) {
    uint32_t reach = mid + 2 * s->pool_pad + s->pool_stride;
    if (reach < s->pool_k || out == 0)
        return 0;
    uint32_t floor_size = (reach - s->pool_k) / s->pool_stride;
    return (out == floor_size || out == floor_size + 1) && (out - 1) * s->pool_stride < mid + s->pool_pad;
}

static int bad_pool(const sq_stage *s) {
    if (!(s->flags & SQ_STAGE_POOL)) {
        if (s->pool_k != 0 || s->pool_stride != 0 || s->pool_pad != 0)
            return 1;
        return s->out_h == s->mid_h && s->out_w == s->mid_w ? -1 : 12;
    }
    if (s->pool_k < 1 || s->pool_k > 8)
        return 1;
    if (s->pool_stride < 1 || s->pool_stride > s->pool_k)
        return 2;
    if (s->pool_pad >= s->pool_k)
        return 3;
    return pool_fits(s, s->mid_h, s->out_h) && pool_fits(s, s->mid_w, s->out_w) ? -1 : 12;
}

static int bad_input(const sqnet_model *model, const sq_stage *s, const sq_stage *before) {
    if (!before)
        return s->in_h == model->height && s->in_w == model->width ? -1 : 4;
    if (s->in_h != before->out_h || s->in_w != before->out_w)
        return 4;
    if (s->a.ic != before->c.oc)
        return 32;
    return s->a.z_in == before->c.z_out ? -1 : 42;
}

static int bad_mid(const sq_stage *s) {
    uint32_t h = s->in_h, w = s->in_w;
    if (s->flags & SQ_STAGE_IMAGE) {
        h += 2 * s->a.pad;
        w += 2 * s->a.pad;
        if (h < s->a.kh || w < s->a.kw)
            return 8;
        h = (h - s->a.kh) / s->a.stride + 1;
        w = (w - s->a.kw) / s->a.stride + 1;
    }
    return s->mid_h == h && s->mid_w == w && h > 0 && w > 0 ? -1 : 8;
}

/* A stage adds what the one before keeps, and so mid must be like it. The sizes are: pooled mid of the stage
 * before is as large as its output, which is the input here. */
static int bad_bypass(const sq_stage *s, const sq_stage *before) {
    int kept = before && before->flags & SQ_STAGE_KEEP;
    if (!(s->flags & SQ_STAGE_ADD) != !kept || (s->flags & SQ_STAGE_KEEP && s->flags & SQ_STAGE_HEAD))
        return 0;
    if (!kept)
        return -1;
    if (s->a.oc + s->b.oc != before->a.oc + before->b.oc)
        return 34;
    return s->a.z_out == before->a.z_out ? -1 : 43;
}

/* Returns the offset of the bad field in the record, or -1. */
static int bad_stage(const sqnet_model *model, unsigned index, const sq_stage *s, const sq_stage *before) {
    const uint8_t *p = sq_section(model, SQ_SEC_STAGES) + SQ_STAGE_BYTES * index;
    if ((s->flags & ~(SQ_STAGE_POOL | SQ_STAGE_ADD | SQ_STAGE_KEEP)) != expected_flags(model, index))
        return 0;
    int bad = bad_convs(model, p, s);
    if (bad < 0)
        bad = bad_input(model, s, before);
    if (bad < 0)
        bad = bad_mid(s);
    if (bad < 0)
        bad = bad_pool(s);
    if (bad < 0)
        bad = bad_bypass(s, before);
    if (bad >= 0)
        return bad;
    if (s->band < 1 || s->band > s->mid_h)
        return 16;
    if (sq_u16(p + 18) != 0)
        return 18;
    if (s->flags & SQ_STAGE_HEAD && (s->out_h + 2 * s->c.pad) * (s->out_w + 2 * s->c.pad) > MAX_POSITIONS)
        return 12;
    return -1;
}

int sq_check_stages(sqnet_model *model) {
    sq_stage stage[2]; /* this one and the one before, in turn */
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage *s = &stage[k & 1];
        sq_read_stage(model, k, s);
        int bad = bad_stage(model, k, s, k ? &stage[~k & 1] : NULL);
        if (bad >= 0)
            return sq_refuse(model, SQNET_E_STAGE,
                             model->section[SQ_SEC_STAGES].offset + SQ_STAGE_BYTES * k + (uint32_t)bad);
    }
    return 0;
}

/* Packed weights follow each other without gaps, in the order of the records (SPEC 4.2), and so do packed
 * params, which have no places. */
int sq_check_packing(sqnet_model *model) {
    uint32_t end = 0, field = 0;
    if (model->encoding != SQNET_ENCODING_PACKED)
        return 0;
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        const sq_conv *convs[] = {&s.a, &s.b, &s.c};
        for (unsigned i = 0; i < 3; i++) {
            if (convs[i]->oc == 0)
                continue;
            field = model->section[SQ_SEC_STAGES].offset + SQ_STAGE_BYTES * k + 32 * (i + 1) + 12;
            if (convs[i]->weights != end)
                return sq_refuse(model, SQNET_E_STAGE, field);
            if (model->packed_params && convs[i]->params != 0)
                return sq_refuse(model, SQNET_E_STAGE, field + 4);
            end += convs[i]->oc / SQ_LANES * sq_group_bytes(convs[i]);
        }
    }
    return end == model->weights_bytes ? 0 : sq_refuse(model, SQNET_E_STAGE, field);
}
