/* A stage in execution, whole or group by group: where its tensors lie, and the zeros around them (SPEC 3).
 */
#ifndef SQNET_JOB_H
#define SQNET_JOB_H

#include "kernels.h"

typedef struct sq_job {
    sqnet_run *run;
    const sqnet_backend *backend; /* or NULL */
    uint32_t index;
    sq_stage stage;
    sq_scratch at;
    uint32_t c_mid;
    const int8_t *weights; /* the part of the weights space that begins at weights_from */
    uint32_t weights_from;
    const int8_t *added; /* the skip tensor of the stage before, or NULL */
    int8_t *kept;        /* where this stage's goes, or NULL */
} sq_job;

static inline int8_t *sq_arena_at(const sq_job *job, uint32_t offset) {
    return (int8_t *)job->run->arena + offset;
}

/* How a tensor with zero point z stores real zero. */
static inline int sq_stored_zero(const sq_job *job, int32_t z) {
    return job->backend ? 0 : z;
}

/* Describes convolution `id` of the stage, 0..2, whose record is `conv`. Still to be set: where its input
 * lies and how wide it is; and either the output or the sums, of which there are none yet. */
void sq_describe_work(const sq_job *job, const sq_conv *conv, uint32_t id, sq_work *work);

/* Sets the stored input, from row `y` of mid on, as input of A (0) or B (1). */
void sq_read_input(const sq_job *job, unsigned id, uint32_t y, sq_work *work);

/* Writes the row of zeros that stands for input rows outside the tensor. */
void sq_clear_outside(const sq_job *job);

/* Output row y, [out_w][oc]. */
int8_t *sq_output_row(const sq_job *job, uint32_t y);

/* Writes the zeros that belong to output row y: its column behind, and in row 0 the pixel in front
 * (SPEC 3.1). */
void sq_close_row(const sq_job *job, uint32_t y);

/* The head's sums, one for each channel. */
int32_t *sq_head_sums(const sq_job *job);
void sq_clear_sums(const sq_job *job);

/* How often the pixel that stands for the border of a padded head counts. */
uint32_t sq_border_pixels(const sq_stage *stage);

#endif
