/* Models behind handles: reserve, load or map -> open -> begin -> stages -> close. Knows nothing of the CLR.
 *
 * All calls come from one thread, the CLR's; tasks in the background run on a worker. What the calls do and
 * which errors they give is said in session/session.h; besides, SQNET_E_CLOSED for a handle that is not open
 * or not any more, SQNET_E_BUSY while a task runs on it. */
#ifndef SQNET_ENGINE_H
#define SQNET_ENGINE_H

#include "sqnet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* These return a handle, at least 1. SQNET_E_MEMORY, too, if there are eight models. */
int32_t sqnet_engine_reserve(int32_t bytes);
int32_t sqnet_engine_map(const char *label);

int32_t sqnet_engine_load(int32_t handle, const uint8_t *piece, uint32_t piece_bytes, int32_t count);
int32_t sqnet_engine_open(int32_t handle, int32_t checks, int32_t decoding, uint32_t *error_offset);
int32_t sqnet_engine_decode(int32_t handle, int32_t taps);

/* If a task still runs on it, its memory is freed when that ends. */
void sqnet_engine_close(int32_t handle);

int32_t sqnet_engine_read_blob(int32_t handle, int32_t offset, uint8_t *bytes, uint32_t count);

/* Zero terminated; empty if there is none. While a stage runs, too. */
void sqnet_engine_label(int32_t handle, int32_t index, char label[SQNET_LABEL_BYTES]);

/* Whether a model that can run decodes its weights in each run. While a stage runs, too. */
int32_t sqnet_engine_decodes_each_run(int32_t handle);

/* On how many cores stages in the background may run, 0: all there are; and on how many the last stage did.
 */
int32_t sqnet_engine_limit_cores(int32_t handle, int32_t most);
int32_t sqnet_engine_cores(int32_t handle);

/* What runs that begin from now on see of their images and frames. */
int32_t sqnet_engine_set_view(int32_t handle, const sqnet_view *view);

/* Starts on an image of at most `bytes` bytes, which is copied, or on a frame of the camera, which stage 0
 * reads in place. */
int32_t sqnet_engine_begin(int32_t handle, const sqnet_image *image, uint32_t bytes);
int32_t sqnet_engine_begin_camera(int32_t handle, int32_t frame);

/* Instead of stage 0: the grid of brightness of what has begun. The run is over, and a frame let go of. */
int32_t sqnet_engine_luma(int32_t handle, uint8_t *luma, uint32_t bytes);

/* On the CLR's thread, and on its core only: whoever does not want a worker does not want its memory either.
 * 1: the stage is not done, call again. With a window it takes many short calls, else one. */
int32_t sqnet_engine_stage(int32_t handle, int32_t stage);
int32_t sqnet_engine_self_test(int32_t handle);

/* On the worker, a stage as a whole, on all cores. Stores a ticket (port/sqnet_ticket.h). */
int32_t sqnet_engine_start_decode(int32_t handle, int32_t taps, uint32_t *ticket);
int32_t sqnet_engine_start_stage(int32_t handle, int32_t stage, uint32_t *ticket);
int32_t sqnet_engine_start_self_test(int32_t handle, uint32_t *ticket);

int32_t sqnet_engine_stage_microseconds(int32_t handle, int32_t stage);
int32_t sqnet_engine_scores(int32_t handle, int32_t *scores, uint32_t count);
int32_t sqnet_engine_top(int32_t handle, int32_t *indices, float *probabilities, uint32_t count);

int32_t sqnet_engine_allocated_bytes(void);

/* Closes everything and waits for what still runs: the CLR is about to start anew. */
void sqnet_engine_reset(void);

#ifdef __cplusplus
}
#endif

#endif
