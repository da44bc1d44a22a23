/* Opening a blob: every rule of SPEC 5 and 6, in the order of SPEC 6. Nothing is used before it is checked.
 */
#include <string.h>

#include "bytes.h"
#include "labels.h"

#define MAX_ARENA (16u << 20)
#define MAX_PACKED (16u << 20)
#define MAX_POSITIONS 4096u
#define MAX_TAPS 65536u
#define NO_CLASS 0xFFFFu
#define PACKED_WEIGHTS 1u
#define PACKED_LABELS 2u
#define PACKED_PARAMS 8u /* 4 was another form of params */

static int fail(sqnet_model *model, int error, uint32_t offset) {
    model->error_offset = offset;
    return error;
}

/* --- Header
 * ---------------------------------------------------------------------------------------------------- */

static int read_header(sqnet_model *model, const uint8_t *p, size_t size) {
    if (size < SQ_HEADER_BYTES)
        return fail(model, SQNET_E_TRUNCATED, 0);
    if (p[0] != 'S' || p[1] != 'Q' || p[2] != 'N' || p[3] != 'T')
        return fail(model, SQNET_E_MAGIC, 0);
    if (sq_u16(p + 4) != 1)
        return fail(model, SQNET_E_VERSION, 4);
    if (sq_u16(p + 6) != SQ_HEADER_BYTES)
        return fail(model, SQNET_E_HEADER, 6);
    model->bytes = sq_u32(p + 8);
    if (model->bytes % 16 != 0 || model->bytes < SQ_HEADER_BYTES)
        return fail(model, SQNET_E_HEADER, 8);
    if (model->bytes > size)
        return fail(model, SQNET_E_TRUNCATED, 8);
    model->crc = sq_u32(p + 12);
    model->width = sq_u16(p + 16);
    model->height = sq_u16(p + 18);
    model->crop_num = sq_u16(p + 20);
    model->crop_den = sq_u16(p + 22);
    memcpy(model->pad, p + 24, 3);
    model->encoding = p[27] & PACKED_WEIGHTS;
    model->packed_labels = (p[27] & PACKED_LABELS) != 0;
    model->packed_params = (p[27] & PACKED_PARAMS) != 0;
    model->classes = sq_u16(p + 28);
    model->stages = p[30];
    model->arena_memory = p[31];
    model->arena_bytes = sq_u32(p + 32);
    memcpy(&model->score_scale, p + 36, 4);
    model->weights_bytes = sq_u32(p + 40);
    model->skip_bytes = sq_u32(p + 44);
    memcpy(model->name, p + 48, SQNET_NAME_BYTES);
    for (unsigned i = 0; i < SQNET_SECTIONS; i++) {
        model->section[i].offset = sq_u32(p + 80 + 8 * i);
        model->section[i].bytes = sq_u32(p + 84 + 8 * i);
    }
    return 0;
}

/* Finite and positive, read off the bits: no floating point is needed on a core without an FPU. */
static int is_positive(uint32_t bits) {
    return bits != 0 && bits < 0x7F800000u;
}

static int check_header(sqnet_model *model) {
    const uint8_t *p = model->blob;
    if (model->width < 8 || model->width > 1024)
        return fail(model, SQNET_E_HEADER, 16);
    if (model->height < 8 || model->height > 1024)
        return fail(model, SQNET_E_HEADER, 18);
    if (model->crop_num < 1 || model->crop_num > model->crop_den)
        return fail(model, SQNET_E_HEADER, 20);
    if (p[27] & ~(PACKED_WEIGHTS | PACKED_LABELS | PACKED_PARAMS) ||
        (model->packed_params && model->encoding != SQNET_ENCODING_PACKED))
        return fail(model, SQNET_E_VERSION, 27);
    if (model->classes < 1 || model->classes > 4096)
        return fail(model, SQNET_E_HEADER, 28);
    if (model->stages < 2 || model->stages > 32)
        return fail(model, SQNET_E_HEADER, 30);
    if (model->arena_memory > SQNET_ARENA_EXTERNAL)
        return fail(model, SQNET_E_HEADER, 31);
    if (model->arena_bytes % 16 != 0 || model->arena_bytes > MAX_ARENA)
        return fail(model, SQNET_E_HEADER, 32);
    if (!is_positive(sq_u32(p + 36)))
        return fail(model, SQNET_E_HEADER, 36);
    if (model->encoding == SQNET_ENCODING_PACKED && model->weights_bytes > MAX_PACKED)
        return fail(model, SQNET_E_HEADER, 40);
    if (model->skip_bytes % 16 != 0 || model->skip_bytes > model->arena_bytes)
        return fail(model, SQNET_E_HEADER, 44);
    if (p[48 + SQNET_NAME_BYTES - 1] != 0)
        return fail(model, SQNET_E_HEADER, 48);
    return 0;
}

static int check_crc(sqnet_model *model) {
    static const uint8_t zeros[4] = {0};
    uint32_t crc = sqnet_crc32(0, model->blob, 12);
    crc = sqnet_crc32(crc, zeros, 4);
    crc = sqnet_crc32(crc, model->blob + 16, model->bytes - 16);
    return crc == model->crc ? 0 : fail(model, SQNET_E_CRC, 12);
}

/* --- Sections
 * -------------------------------------------------------------------------------------------------- */

static int overlaps(const sqnet_model *model, unsigned i, unsigned j) {
    uint64_t i_end = (uint64_t)model->section[i].offset + model->section[i].bytes;
    uint64_t j_end = (uint64_t)model->section[j].offset + model->section[j].bytes;
    return model->section[i].bytes != 0 && model->section[j].bytes != 0 && model->section[i].offset < j_end &&
           model->section[j].offset < i_end;
}

static int check_section(sqnet_model *model, unsigned i) {
    uint32_t offset = model->section[i].offset, bytes = model->section[i].bytes;
    int may_be_empty = i >= SQ_SEC_CLASSMAP;
    if (bytes == 0)
        return offset == 0 && may_be_empty ? 0 : fail(model, SQNET_E_SECTION, 80 + 8 * i);
    if (i > SQ_SEC_META || offset % 16 != 0 || offset < SQ_HEADER_BYTES || offset >= model->bytes ||
        bytes > model->bytes - offset)
        return fail(model, SQNET_E_SECTION, 80 + 8 * i);
    for (unsigned j = 0; j < i; j++)
        if (overlaps(model, i, j))
            return fail(model, SQNET_E_SECTION, 80 + 8 * i);
    return 0;
}

static int check_sections(sqnet_model *model) {
    for (unsigned i = 0; i < SQNET_SECTIONS; i++) {
        int error = check_section(model, i);
        if (error)
            return error;
    }
    if (model->section[SQ_SEC_STAGES].bytes != model->stages * SQ_STAGE_BYTES)
        return fail(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_STAGES + 4);
    if (!model->packed_params && model->section[SQ_SEC_PARAMS].bytes % SQ_GROUP_BYTES != 0)
        return fail(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_PARAMS + 4);
    if (model->encoding == SQNET_ENCODING_RAW && model->section[SQ_SEC_WEIGHTS].bytes != model->weights_bytes)
        return fail(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_WEIGHTS + 4);
    if (model->section[SQ_SEC_GOLDEN].bytes % SQ_GOLDEN_BYTES != 0)
        return fail(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_GOLDEN + 4);
    return 0;
}

/* --- Stages
 * ---------------------------------------------------------------------------------------------------- */

static int is_zero(const uint8_t *p, unsigned count) {
    for (unsigned i = 0; i < count; i++)
        if (p[i] != 0)
            return 0;
    return 1;
}

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
    uint32_t params = model->section[SQ_SEC_PARAMS].bytes, needed = c->oc / SQ_LANES * SQ_GROUP_BYTES;
    if (!model->packed_params && (c->params % 16 != 0 || c->params > params || needed > params - c->params))
        return 16;
    return is_zero(p + 20, 12) ? -1 : 20;
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
        return is_zero(p, 32) ? -1 : 0;
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

/* Output size of a pool of one axis: floor or ceil, with the last window starting inside. A window larger
 * than the padded axis by at most a stride makes a floor of 0: one output, in ceil mode. */
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

static int check_stages(sqnet_model *model) {
    sq_stage stage[2]; /* this one and the one before, in turn */
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage *s = &stage[k & 1];
        sq_read_stage(model, k, s);
        int bad = bad_stage(model, k, s, k ? &stage[~k & 1] : NULL);
        if (bad >= 0)
            return fail(model, SQNET_E_STAGE,
                        model->section[SQ_SEC_STAGES].offset + SQ_STAGE_BYTES * k + (uint32_t)bad);
    }
    return 0;
}

/* Packed weights follow each other without gaps, in the order of the records (SPEC 4.2), and so do packed
 * params, which have no places. */
static int check_packing(sqnet_model *model) {
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
                return fail(model, SQNET_E_STAGE, field);
            if (model->packed_params && convs[i]->params != 0)
                return fail(model, SQNET_E_STAGE, field + 4);
            end += convs[i]->oc / SQ_LANES * sq_group_bytes(convs[i]);
        }
    }
    return end == model->weights_bytes ? 0 : fail(model, SQNET_E_STAGE, field);
}

/* --- Plan
 * ------------------------------------------------------------------------------------------------------ */

static int apart(uint64_t a, uint64_t a_end, uint64_t b, uint64_t b_end) {
    return a_end <= b || b_end <= a;
}

/* Returns the offset of the bad field in the record, or -1. */
static int bad_plan(const sqnet_model *model, const sq_stage *s, const sq_stage *before) {
    sq_scratch scratch;
    uint64_t in_end = s->in_off + sq_input_bytes(s), out_end = s->out_off + sq_output_bytes(s);
    uint64_t scratch_end = sq_lay_scratch(s, &scratch);
    uint64_t kept = sq_skip_bytes(s), added = s->flags & SQ_STAGE_ADD ? sq_skip_bytes(before) : 0;
    uint32_t end = model->arena_bytes - model->skip_bytes;

    if (s->in_off != (before ? before->out_off : 0))
        return 20;
    if (s->out_off % 16 != 0 || out_end > end)
        return 24;
    if (s->scratch_off % 16 != 0 || scratch_end > end)
        return 28;
    if (kept + added > model->skip_bytes)
        return 0;
    if (!apart(s->out_off, out_end, s->scratch_off, scratch_end))
        return 28;
    if (!before)
        return -1;
    if (!apart(s->in_off, in_end, s->scratch_off, scratch_end))
        return 28;
    if (apart(s->in_off, in_end, s->out_off, out_end))
        return -1;
    /* The head's sums are written from the first band on. */
    return !(s->flags & SQ_STAGE_HEAD) && sq_in_place_is_safe(s) ? -1 : 24;
}

static int check_plan(sqnet_model *model) {
    sq_stage stage[2];
    int keeps = 0;
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage *s = &stage[k & 1];
        sq_read_stage(model, k, s);
        int bad = bad_plan(model, s, k ? &stage[~k & 1] : NULL);
        if (bad >= 0)
            return fail(model, SQNET_E_PLAN,
                        model->section[SQ_SEC_STAGES].offset + SQ_STAGE_BYTES * k + (uint32_t)bad);
        keeps |= (s->flags & SQ_STAGE_KEEP) != 0;
    }
    if (!keeps && model->skip_bytes != 0)
        return fail(model, SQNET_E_PLAN, 44);
    return 0;
}

/* --- Params, class map, labels
 * --------------------------------------------------------------------------------- */

/* A shift, and zeros to the end of the record. */
static int is_shift(const uint8_t *p) {
    return p[0] <= SQ_MAX_SHIFT && is_zero(p + 1, 7);
}

/* Walks the groups that convolutions use: their records need not lie at multiples of 48. */
static int check_plain(sqnet_model *model, const sq_conv *c) {
    for (uint32_t g = 0; g < c->oc / SQ_LANES; g++) {
        uint32_t at = model->section[SQ_SEC_PARAMS].offset + c->params + g * SQ_GROUP_BYTES + 40;
        if (!is_shift(model->blob + at))
            return fail(model, SQNET_E_PARAMS, at);
    }
    return 0;
}

/* What a packed record begins with: shift, exponent and width of the values. */
static int is_control(const uint8_t *p) {
    uint32_t exponent = p[0] >> 4u, width = p[1];
    return (p[0] & 15u) <= SQ_MAX_SHIFT && exponent + width <= SQ_BIAS_BITS;
}

/* The packed records of a convolution, from `at` in the section on, and to behind them. */
static int check_packed(sqnet_model *model, const sq_conv *c, uint32_t *at) {
    const uint8_t *params = sq_section(model, SQ_SEC_PARAMS);
    uint32_t end = model->section[SQ_SEC_PARAMS].bytes;
    for (uint32_t g = 0; g < c->oc / SQ_LANES; g++) {
        uint32_t left = end - *at;
        if (left < 2 || !is_control(params + *at) || sq_packed_params_bytes(params + *at) > left)
            return fail(model, SQNET_E_PARAMS, model->section[SQ_SEC_PARAMS].offset + *at);
        *at += sq_packed_params_bytes(params + *at);
    }
    return 0;
}

static int check_params(sqnet_model *model) {
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
        return fail(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_PARAMS + 4);
    return 0;
}

static int check_classmap(sqnet_model *model) {
    uint8_t seen[4096 / 8] = {0};
    uint32_t offset = model->section[SQ_SEC_CLASSMAP].offset, mapped = 0;
    sq_stage head;
    sq_read_stage(model, model->stages - 1u, &head);
    if (model->section[SQ_SEC_CLASSMAP].bytes == 0)
        return 0; /* channels are classes: the head uses as many as there are */
    if (model->section[SQ_SEC_CLASSMAP].bytes != 2 * head.c.oc)
        return fail(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_CLASSMAP + 4);
    for (uint32_t o = 0; o < head.c.oc; o++) {
        unsigned c = sq_u16(model->blob + offset + 2 * o);
        if (c == NO_CLASS)
            continue;
        if (c >= model->classes || seen[c / 8] & 1 << c % 8)
            return fail(model, SQNET_E_PARAMS, offset + 2 * o);
        seen[c / 8] |= (uint8_t)(1 << c % 8);
        mapped++;
    }
    return mapped == model->classes ? 0 : fail(model, SQNET_E_PARAMS, offset);
}

static int check_labels(sqnet_model *model) {
    int32_t bad = sq_bad_labels(model);
    return bad < 0 ? 0 : fail(model, SQNET_E_LABELS, model->section[SQ_SEC_LABELS].offset + (uint32_t)bad);
}

/* --- Public
 * ---------------------------------------------------------------------------------------------------- */

int sqnet_open(sqnet_model *model, const void *blob, size_t size, unsigned flags) {
    if (!model)
        return SQNET_E_ARGUMENT;
    memset(model, 0, sizeof *model);
    if (!blob || (uintptr_t)blob % 16 != 0)
        return SQNET_E_ARGUMENT;
    model->blob = (const uint8_t *)blob;
    int error = read_header(model, model->blob, size);
    if (!error)
        error = check_header(model);
    if (!error && flags & SQNET_OPEN_CHECK_CRC)
        error = check_crc(model);
    if (!error)
        error = check_sections(model);
    if (!error)
        error = check_stages(model);
    if (!error)
        error = check_packing(model);
    if (!error)
        error = check_plan(model);
    if (!error)
        error = check_params(model);
    if (!error)
        error = check_classmap(model);
    if (!error)
        error = check_labels(model);
    if (!error && model->encoding == SQNET_ENCODING_RAW)
        model->weights = sq_section(model, SQ_SEC_WEIGHTS);
    if (!error && flags & SQNET_OPEN_PROVE)
        error = sqnet_prove(model);
    return error;
}

/* |b| <= 2^19 and taps <= 2^16, so sums stay below 2^19 + 2^30. */
int sq_group_is_safe(const sq_conv *c, const uint8_t *weights, const uint8_t *params) {
    int32_t high[SQ_LANES], low[SQ_LANES];
    uint32_t taps = c->ic * c->kh * c->kw;
    sq_decode_bias(params, high);
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
            return fail(model, SQNET_E_UNSAFE, model->section[SQ_SEC_WEIGHTS].offset + stored);
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

const char *sqnet_error_text(int error) {
    switch (error) {
    case SQNET_OK:
        return "no error";
#define SQNET_ERROR_TEXT(name, number, text)                                                                 \
    case number:                                                                                             \
        return text;
        SQNET_ERRORS(SQNET_ERROR_TEXT)
#undef SQNET_ERROR_TEXT
    default:
        return "unknown error";
    }
}
