/* Models behind handles: reserve, load or map -> open -> begin -> stages -> close. Knows nothing of the CLR.
 *
 * All calls come from one thread, the CLR's; work in the background runs on a worker. Functions return 0 or a
 * positive result, or a negative error of sqnet.h or sqnet_interop.h: Closed for a handle that is not open or
 * not any more, Busy while something runs on it. */
#ifndef SQNET_ENGINE_H
#define SQNET_ENGINE_H

#include "sqnet.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SQNET_ENGINE_MODELS 8
/* A stage takes at most 2 KB of stack; the rest is for interrupts and saved vector registers. */
#define SQNET_ENGINE_STACK 4096

int32_t sqnet_engine_reserve(int32_t bytes);
int32_t sqnet_engine_load(int32_t handle, const uint8_t *piece, uint32_t piece_bytes, int32_t count);
int32_t sqnet_engine_map(const char *label);
/* Where packed weights are decoded. */
enum sqnet_engine_weights {
    SQNET_WEIGHTS_AUTOMATIC, /* at open if there is external memory for them, else in each run */
    SQNET_WEIGHTS_AT_OPEN,   /* into whatever memory there is */
    SQNET_WEIGHTS_EACH_RUN   /* into a window in the arena (SPEC 4.4) */
};

/* 0: the model can run. 1: sqnet_engine_unpack must follow until it returns 0. */
int32_t sqnet_engine_open(int32_t handle, int32_t checks, int32_t weights, uint32_t *error_offset);

/* Decodes, or with a window proves, the next `taps` x 16 packed weights. Returns how many are left; 0: the
 * model can run. After an error it is as before sqnet_engine_open. */
int32_t sqnet_engine_unpack(int32_t handle, int32_t taps);

/* Whether a model that can run decodes its weights in each run. */
int32_t sqnet_engine_decodes_each_run(int32_t handle);

void sqnet_engine_close(int32_t handle);

int32_t sqnet_engine_read_blob(int32_t handle, int32_t offset, uint8_t *bytes, uint32_t count);

/* Zero terminated; empty if there is none. */
void sqnet_engine_label(int32_t handle, int32_t index, char label[SQNET_LABEL_BYTES]);

int32_t sqnet_engine_begin(int32_t handle, const uint8_t *pixels, uint32_t bytes, int32_t width,
                           int32_t height, int32_t stride, int32_t format);
int32_t sqnet_engine_begin_camera(int32_t handle, int32_t frame);
int32_t sqnet_engine_begin_golden(int32_t handle, uint32_t seed);

/* 1: the stage is not done, call again. With a window it takes many short calls, else one. */
int32_t sqnet_engine_stage(int32_t handle, int32_t stage);
int32_t sqnet_engine_self_test(int32_t handle);

/* The same on the worker, a stage as a whole. Stores a ticket (sqnet_ticket.h). */
int32_t sqnet_engine_start_unpack(int32_t handle, int32_t taps, uint32_t *ticket);
int32_t sqnet_engine_start_stage(int32_t handle, int32_t stage, uint32_t *ticket);
int32_t sqnet_engine_start_self_test(int32_t handle, uint32_t *ticket);

int32_t sqnet_engine_stage_microseconds(int32_t handle, int32_t stage);
int32_t sqnet_engine_read_scores(int32_t handle, int32_t *scores, uint32_t count);
int32_t sqnet_engine_top(int32_t handle, int32_t *indices, float *probabilities, uint32_t count);
int32_t sqnet_engine_read_tensor(int32_t handle, int32_t stage, int8_t *tensor, uint32_t bytes);
int32_t sqnet_engine_prove(int32_t handle, uint32_t *error_offset);
int32_t sqnet_engine_allocated_bytes(void);

/* Closes everything and waits for what still runs: the CLR is about to start anew. */
void sqnet_engine_reset(void);

#ifdef __cplusplus
}
#endif

#endif
