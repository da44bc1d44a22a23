/* A stage that is being executed: what engine.c (whole stages) and window.c (group by group) share. */
#ifndef SQNET_ENGINE_CORE_H
#define SQNET_ENGINE_CORE_H

#include "kernels.h"

typedef struct sq_job {
    sqnet_run *run;
    const sqnet_backend *backend; /* or NULL */
    uint32_t index;
    sq_stage stage;
    sq_scratch at;
    uint32_t c_mid;
    const int8_t *weights; /* the piece of the weights space that begins at weights_from */
    uint32_t weights_from;
    const int8_t *added; /* the skip tensor of the stage before, or NULL */
    int8_t *kept;        /* where this stage's goes, or NULL */
} sq_job;

/* A convolution and its cuts. The head adds to `sums`, and only its groups may be cut. */
typedef struct sq_load {
    sq_work work;
    uint32_t pixels, blocks; /* a block is `unit` groups */
    uint32_t pixel_cuts, block_cuts;
    uint32_t times;
    int32_t *sums;
} sq_load;

typedef struct sq_batch {
    const sq_job *job;
    unsigned count;
    sq_load loads[2];
} sq_batch;

static inline int8_t *sq_arena_at(const sq_job *j, uint32_t offset) {
    return (int8_t *)j->run->arena + offset;
}

/* Describes convolution `id` of the stage, whose record is `conv`; its input and output are still to be set.
 */
void sq_init_load(const sq_job *job, const sq_conv *conv, uint32_t id, sq_load *load);

/* Sets the stored input, from row `y` of mid on, as input of A (0) or B (1). */
void sq_read_input(const sq_job *job, unsigned id, uint32_t y, sq_work *work);

/* Executes the loads for `rows` output rows each, in pieces if there is somebody to share them. */
void sq_run_batch(const sq_job *job, sq_batch *all, uint32_t rows);

/* Output row y, [out_w][oc]. */
int8_t *sq_output_row(const sq_job *job, uint32_t y);

/* Writes the zeros that belong to it: its column behind, and in row 0 the pixel in front (SPEC 3.1). */
void sq_close_row(const sq_job *job, uint32_t y);

/* Writes the row of zeros that stands for input rows outside the tensor. */
void sq_clear_outside(const sq_job *job);

/* How often the pixel that stands for the border of a padded head counts. */
uint32_t sq_border_pixels(const sq_stage *stage);

/* All of a stage whose weights are there. */
int sq_execute(const sq_job *job);

/* The next step of a stage with a window: 1 if there are more. */
int sq_window_step(sq_job *job, uint32_t taps);

#endif
