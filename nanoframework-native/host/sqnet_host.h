/* The engine behind opaque handles, for P/Invoke.
 *
 * A handle belongs to one thread at a time; different handles may run at once. What the calls on one do and
 * which errors they give is said in session/session.h; besides, SQNET_E_CLOSED for a handle that is NULL and
 * SQNET_E_ARGUMENT for another pointer that is.
 */
#ifndef SQNET_HOST_H
#define SQNET_HOST_H

#include <stdint.h>

#ifdef _WIN32
#define SQNET_API __declspec(dllexport)
#else
#define SQNET_API __attribute__((visibility("default")))
#endif

typedef struct sqnet_host sqnet_host;

SQNET_API int32_t sqnet_host_reserve(int32_t bytes, sqnet_host **out);
SQNET_API int32_t sqnet_host_load(sqnet_host *host, const uint8_t *piece, int32_t count);

/* The bytes stay as they were loaded but for the plan: sqnet_host_set_isa. */
SQNET_API int32_t sqnet_host_read_blob(const sqnet_host *host, int32_t offset, uint8_t *bytes, int32_t count);

/* *error_offset tells the offending field. 1: sqnet_host_decode_weights must follow. */
SQNET_API int32_t sqnet_host_open(sqnet_host *host, int32_t checks, int32_t decoding, uint32_t *error_offset);
SQNET_API int32_t sqnet_host_decode_weights(sqnet_host *host, int32_t taps);
SQNET_API int32_t sqnet_host_decodes_each_run(const sqnet_host *host);
SQNET_API void sqnet_host_close(sqnet_host *host);

/* `label` has 256 bytes. */
SQNET_API int32_t sqnet_host_label(const sqnet_host *host, int32_t index, char *label);

/* Of an image; `format`: enum sqnet_format. */
typedef struct sqnet_host_shape {
    int32_t width, height, stride, format;
} sqnet_host_shape;

/* What inferences that begin from now on see of their images: a sqnet_view. */
SQNET_API int32_t sqnet_host_set_view(sqnet_host *host, int32_t rotate, int32_t x, int32_t y, int32_t size);

/* Starts an inference on a copy of the image. */
SQNET_API int32_t sqnet_host_begin(sqnet_host *host, const uint8_t *pixels, int32_t bytes,
                                   const sqnet_host_shape *shape);
SQNET_API int32_t sqnet_host_begin_golden(sqnet_host *host, uint32_t seed);

/* Instead of stage 0: the grid of brightness, 1024 bytes, of the image. The inference is over. */
SQNET_API int32_t sqnet_host_luma(sqnet_host *host, uint8_t *luma, int32_t bytes);
SQNET_API int32_t sqnet_host_stage(sqnet_host *host, int32_t stage);
SQNET_API int32_t sqnet_host_self_test(sqnet_host *host);
SQNET_API int32_t sqnet_host_prove(sqnet_host *host, uint32_t *error_offset);
SQNET_API int32_t sqnet_host_stage_microseconds(const sqnet_host *host, int32_t stage);
SQNET_API int32_t sqnet_host_scores(const sqnet_host *host, int32_t *scores, int32_t count);
SQNET_API int32_t sqnet_host_top(sqnet_host *host, int32_t *indices, float *probabilities, int32_t count);
SQNET_API int32_t sqnet_host_tensor(const sqnet_host *host, int32_t stage, int8_t *tensor, int32_t bytes);
SQNET_API const char *sqnet_host_error_text(int32_t error);

/* What executes the models that this thread opens from now on: "portable"; "avx2" or "vnni" on x86; "neon" or
 * "dotprod" on arm64; and 1 .. 32 threads for one image. NULL: the environment's SQNET_ISA if it is usable,
 * or the best there is. Results are the same. SQNET_E_ARGUMENT if this machine cannot do it. */
SQNET_API int32_t sqnet_host_prefer(const char *isa, int32_t threads);
SQNET_API const char *sqnet_host_preferred_isa(void);
SQNET_API int32_t sqnet_host_preferred_threads(void);

/* The same for an open model. Another instruction set ends a run that has begun, and has a plan of its own; a
 * model that decodes its weights in each run has the portable kernels only. */
SQNET_API int32_t sqnet_host_set_isa(sqnet_host *host, const char *name);
SQNET_API const char *sqnet_host_isa_name(const sqnet_host *host);
SQNET_API int32_t sqnet_host_set_threads(sqnet_host *host, int32_t threads);
SQNET_API int32_t sqnet_host_threads(const sqnet_host *host);

/* Runs golden(1) as a device does, plan (packed weights: with a window) and portable kernels, in painted
 * memory: its scores, the highest byte that was written in the arena or behind it, plus one, and the bytes of
 * stack that the call took, at least 512 and at most 65,536. */
SQNET_API int32_t sqnet_host_high_water(const uint8_t *blob, int32_t size, int32_t *scores, int32_t count,
                                        uint32_t *high, uint32_t *stack_bytes);

/* The arena that a packed blob takes with a window, 0 for a raw one. */
SQNET_API int32_t sqnet_host_window_bytes(const uint8_t *blob, int32_t size);

/* Of the network's input, and the part of the image's shorter side that it sees. */
typedef struct sqnet_host_input {
    int32_t width, height, crop_num, crop_den;
} sqnet_host_input;

/* The engine's own crop and resampling (SPEC 2), to pixels: input->width x input->height x 3. */
SQNET_API int32_t sqnet_host_resample(const uint8_t *pixels, int32_t bytes, const sqnet_host_shape *shape,
                                      const sqnet_host_input *input, uint8_t *rgb);

#endif
