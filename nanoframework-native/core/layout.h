/* Stage and convolution records (SPEC 5.2, 5.3) as structs, and the arena sizes that follow from them (SPEC
 * 3). */
#ifndef SQNET_LAYOUT_H
#define SQNET_LAYOUT_H

#include "params.h"
#include "sqnet.h"

enum {
    SQ_SEC_STAGES,
    SQ_SEC_PARAMS,
    SQ_SEC_WEIGHTS,
    SQ_SEC_CLASSMAP,
    SQ_SEC_LABELS,
    SQ_SEC_GOLDEN,
    SQ_SEC_META
};

#define SQ_HEADER_BYTES 144u
#define SQ_STAGE_BYTES 128u
#define SQ_GOLDEN_BYTES 16u
#define SQ_MAX_KERNEL 11u

#define SQ_STAGE_IMAGE 1u
#define SQ_STAGE_HAS_B 2u
#define SQ_STAGE_POOL 4u
#define SQ_STAGE_HEAD 8u
#define SQ_STAGE_ADD 16u  /* mid has the skip tensor of the stage before added */
#define SQ_STAGE_KEEP 32u /* pooled mid is kept as a skip tensor for the next stage */

typedef struct sq_conv {
    uint32_t ic, oc, used; /* channels; oc is a multiple of 16 */
    uint32_t kh, kw, stride, pad;
    int32_t z_in, z_out;
    uint32_t weights; /* offset in the weights space */
    uint32_t params;  /* offset in the params section, if they are plain */
    uint32_t behind;  /* bytes of params behind the weights of each group: 0 if they are plain */
} sq_conv;

typedef struct sq_stage {
    uint32_t flags;
    uint32_t pool_k, pool_stride, pool_pad;
    uint32_t in_h, in_w, mid_h, mid_w, out_h, out_w;
    uint32_t band;
    uint32_t in_off, out_off, scratch_off;
    sq_conv a, b, c;
} sq_stage;

/* Offsets of the scratch parts in the arena, and where the scratch ends (SPEC 3.2). */
typedef struct sq_scratch {
    uint32_t zrow, image, image_stride, mid, pool, end;
} sq_scratch;

/* Reads record `index`, which must exist; checks nothing. */
void sq_read_stage(const sqnet_model *model, unsigned index, sq_stage *stage);

/* Convolution 0..2 of a stage: A, B, C. */
const sq_conv *sq_stage_conv(const sq_stage *stage, unsigned index);

/* Weight bytes of a group of 16 output channels (at most 2^20). */
uint32_t sq_group_weights(const sq_conv *conv);

/* Bytes of the weights space, with the params that it holds: of a group, and of a stage. */
uint32_t sq_group_bytes(const sq_conv *conv);
uint32_t sq_stage_weights(const sq_stage *stage);

/* Bytes of a stored tensor. h, w <= 1040, c <= 4096: below 2^33, hence 64 bits. */
uint64_t sq_tensor_bytes(uint32_t h, uint32_t w, uint32_t c);

/* Lays the scratch out. Returns its end, which may exceed 32 bits for records that are not checked yet. */
uint64_t sq_lay_scratch(const sq_stage *stage, sq_scratch *scratch);

/* Bytes of a stage's output tensor, or of the head's sums; of its input tensor, 0 for the image. */
uint64_t sq_output_bytes(const sq_stage *stage);
uint64_t sq_input_bytes(const sq_stage *stage);

/* SPEC 3.3 for input and output that overlap. Offsets and sizes are below 2^34. */
int sq_in_place_is_safe(const sq_stage *stage);

/* Bytes of the skip tensor that a stage keeps, [out_h][out_w][c_mid]; 0 if it keeps none. Below 2^34. */
uint64_t sq_skip_bytes(const sq_stage *stage);

/* Where in the skip memory the skip tensor that stage `index` keeps lies (SPEC 3.4). */
uint32_t sq_skip_offset(const sqnet_model *model, unsigned index, uint32_t bytes);

/* Number of pooled rows that are complete once mid rows 0 .. mid_rows-1 exist. */
uint32_t sq_rows_done(const sq_stage *stage, uint32_t mid_rows);

/* The plain params of a group whose weights are given: behind these, or in the blob. */
const uint8_t *sq_group_params(const sqnet_model *model, const sq_conv *conv, uint32_t group,
                               const uint8_t *weights);

static inline const uint8_t *sq_section(const sqnet_model *model, unsigned section) {
    return model->blob + model->section[section].offset;
}

#endif
