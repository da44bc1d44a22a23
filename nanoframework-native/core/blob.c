/* Opening a blob: every rule of SPEC 5 and 6, in the order of SPEC 6. Nothing is used before it is checked.
 */
#include <string.h>

#include "bytes.h"
#include "checks.h"
#include "labels.h"
#include "params.h"

#define MAX_ARENA (16u << 20)
#define MAX_PACKED (16u << 20)
#define PACKED_WEIGHTS 1u
#define PACKED_LABELS 2u
#define PACKED_PARAMS 8u /* 4 was another form of params */

/* --- Header --------------------------------------------------------------------------------------------- */

static int read_header(sqnet_model *model, const uint8_t *p, size_t size) {
    if (size < SQ_HEADER_BYTES)
        return sq_refuse(model, SQNET_E_TRUNCATED, 0);
    if (p[0] != 'S' || p[1] != 'Q' || p[2] != 'N' || p[3] != 'T')
        return sq_refuse(model, SQNET_E_MAGIC, 0);
    if (sq_u16(p + 4) != 1)
        return sq_refuse(model, SQNET_E_VERSION, 4);
    if (sq_u16(p + 6) != SQ_HEADER_BYTES)
        return sq_refuse(model, SQNET_E_HEADER, 6);
    model->bytes = sq_u32(p + 8);
    if (model->bytes % 16 != 0 || model->bytes < SQ_HEADER_BYTES)
        return sq_refuse(model, SQNET_E_HEADER, 8);
    if (model->bytes > size)
        return sq_refuse(model, SQNET_E_TRUNCATED, 8);
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
        return sq_refuse(model, SQNET_E_HEADER, 16);
    if (model->height < 8 || model->height > 1024)
        return sq_refuse(model, SQNET_E_HEADER, 18);
    if (model->crop_num < 1 || model->crop_num > model->crop_den)
        return sq_refuse(model, SQNET_E_HEADER, 20);
    if (p[27] & ~(PACKED_WEIGHTS | PACKED_LABELS | PACKED_PARAMS) ||
        (model->packed_params && model->encoding != SQNET_ENCODING_PACKED))
        return sq_refuse(model, SQNET_E_VERSION, 27);
    if (model->classes < 1 || model->classes > 4096)
        return sq_refuse(model, SQNET_E_HEADER, 28);
    if (model->stages < 2 || model->stages > 32)
        return sq_refuse(model, SQNET_E_HEADER, 30);
    if (model->arena_memory > SQNET_ARENA_EXTERNAL)
        return sq_refuse(model, SQNET_E_HEADER, 31);
    if (model->arena_bytes % 16 != 0 || model->arena_bytes > MAX_ARENA)
        return sq_refuse(model, SQNET_E_HEADER, 32);
    if (!is_positive(sq_u32(p + 36)))
        return sq_refuse(model, SQNET_E_HEADER, 36);
    if (model->encoding == SQNET_ENCODING_PACKED && model->weights_bytes > MAX_PACKED)
        return sq_refuse(model, SQNET_E_HEADER, 40);
    if (model->skip_bytes % 16 != 0 || model->skip_bytes > model->arena_bytes)
        return sq_refuse(model, SQNET_E_HEADER, 44);
    if (p[48 + SQNET_NAME_BYTES - 1] != 0)
        return sq_refuse(model, SQNET_E_HEADER, 48);
    return 0;
}

static int check_crc(sqnet_model *model) {
    static const uint8_t zeros[4] = {0};
    uint32_t crc = sqnet_crc32(0, model->blob, 12);
    crc = sqnet_crc32(crc, zeros, 4);
    crc = sqnet_crc32(crc, model->blob + 16, model->bytes - 16);
    return crc == model->crc ? 0 : sq_refuse(model, SQNET_E_CRC, 12);
}

/* --- Sections ------------------------------------------------------------------------------------------- */

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
        return offset == 0 && may_be_empty ? 0 : sq_refuse(model, SQNET_E_SECTION, 80 + 8 * i);
    if (i > SQ_SEC_META || offset % 16 != 0 || offset < SQ_HEADER_BYTES || offset >= model->bytes ||
        bytes > model->bytes - offset)
        return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * i);
    for (unsigned j = 0; j < i; j++)
        if (overlaps(model, i, j))
            return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * i);
    return 0;
}

static int check_sections(sqnet_model *model) {
    for (unsigned i = 0; i < SQNET_SECTIONS; i++) {
        int error = check_section(model, i);
        if (error)
            return error;
    }
    if (model->section[SQ_SEC_STAGES].bytes != model->stages * SQ_STAGE_BYTES)
        return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_STAGES + 4);
    if (!model->packed_params && model->section[SQ_SEC_PARAMS].bytes % SQ_PARAMS_BYTES != 0)
        return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_PARAMS + 4);
    if (model->encoding == SQNET_ENCODING_RAW && model->section[SQ_SEC_WEIGHTS].bytes != model->weights_bytes)
        return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_WEIGHTS + 4);
    if (model->section[SQ_SEC_GOLDEN].bytes % SQ_GOLDEN_BYTES != 0)
        return sq_refuse(model, SQNET_E_SECTION, 80 + 8 * SQ_SEC_GOLDEN + 4);
    return 0;
}

/* --- Opening -------------------------------------------------------------------------------------------- */

static int check_labels(sqnet_model *model) {
    int32_t bad = sq_bad_labels(model);
    return bad < 0 ? 0
                   : sq_refuse(model, SQNET_E_LABELS, model->section[SQ_SEC_LABELS].offset + (uint32_t)bad);
}

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
        error = sq_check_stages(model);
    if (!error)
        error = sq_check_packing(model);
    if (!error)
        error = sq_check_plan(model);
    if (!error)
        error = sq_check_params(model);
    if (!error)
        error = sq_check_classmap(model);
    if (!error)
        error = check_labels(model);
    if (!error && model->encoding == SQNET_ENCODING_RAW)
        model->weights = sq_section(model, SQ_SEC_WEIGHTS);
    if (!error && flags & SQNET_OPEN_PROVE)
        error = sqnet_prove(model);
    return error;
}
