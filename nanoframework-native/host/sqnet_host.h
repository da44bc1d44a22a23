/* The engine and image decoding behind opaque handles, for P/Invoke. Results: 0, or a negative sqnet_error.
 *
 * A handle belongs to one thread at a time; different handles may run at once.
 */
#ifndef SQNET_HOST_H
#define SQNET_HOST_H

#include <stdint.h>

#define SQNET_API __attribute__((visibility("default")))

typedef struct sqnet_host sqnet_host;

/* Beside SQNET_OPEN_*, of packed models: decode in each run, with a window (portable kernels only); leave the
 * work to sqnet_host_unpack. */
enum { SQNET_HOST_WINDOW = 256, SQNET_HOST_STEPS = 512 };

/* Opens a copy of the blob. *error_offset tells the offending field. 1: sqnet_host_unpack must follow. */
SQNET_API int32_t sqnet_host_open(const uint8_t *blob, int32_t size, int32_t flags, sqnet_host **out,
                                  uint32_t *error_offset);
SQNET_API void sqnet_host_close(sqnet_host *host);

/* Decodes, or with a window proves, the next `taps` x 16 weights. How many are left; 0: the model can run.
 * After an error it can only be closed. */
SQNET_API int32_t sqnet_host_unpack(sqnet_host *host, int32_t taps, uint32_t *error_offset);
SQNET_API int32_t sqnet_host_decodes_each_run(const sqnet_host *host);

/* Starts an inference on a copy of the image; `format`: enum sqnet_format. */
SQNET_API int32_t sqnet_host_begin(sqnet_host *host, const uint8_t *pixels, int32_t bytes, int32_t width,
                                   int32_t height, int32_t stride, int32_t format);
SQNET_API int32_t sqnet_host_begin_golden(sqnet_host *host, uint32_t seed);
SQNET_API int32_t sqnet_host_stage(sqnet_host *host, int32_t stage);
SQNET_API int32_t sqnet_host_scores(sqnet_host *host, int32_t *scores, int32_t count);
SQNET_API int32_t sqnet_host_self_test(sqnet_host *host);
SQNET_API int32_t sqnet_host_prove(sqnet_host *host, uint32_t *error_offset);
/* The `count` best classes after the last stage, best first, and their softmax probabilities. */
SQNET_API int32_t sqnet_host_top(sqnet_host *host, int32_t *indices, float *probabilities, int32_t count);

/* Output [h][w][c] of the stage that has just run, without the stored columns of z. */
SQNET_API int32_t sqnet_host_tensor(sqnet_host *host, int32_t stage, int8_t *out, int32_t size);
SQNET_API const char *sqnet_host_error_text(int32_t error);

/* What executes the models that this thread opens from now on: "portable", "avx2" or "vnni", and 1 .. 32
 * threads for one image. NULL: the environment's SQNET_ISA if it is usable, or the best there is. Results are
 * the same. SQNET_E_ARGUMENT if this machine cannot do it. */
SQNET_API int32_t sqnet_host_prefer(const char *isa, int32_t threads);
SQNET_API const char *sqnet_host_preferred_isa(void);

/* The same for an open model. Another instruction set ends a run that has begun. */
SQNET_API int32_t sqnet_host_set_isa(sqnet_host *host, const char *name);
SQNET_API const char *sqnet_host_isa_name(const sqnet_host *host);
SQNET_API int32_t sqnet_host_set_threads(sqnet_host *host, int32_t threads);

/* How long a stage of the current run took. */
SQNET_API int32_t sqnet_host_stage_nanoseconds(const sqnet_host *host, int32_t stage,
                                               uint32_t *nanoseconds_out);

/* Runs golden(1) as a device does, plan (packed weights: with a window) and portable kernels, in painted
 * memory: its scores, the highest byte that was written in the arena or behind it, plus one, and the bytes of
 * stack that the call took. */
SQNET_API int32_t sqnet_host_high_water(const uint8_t *blob, int32_t size, int32_t *scores, int32_t count,
                                        uint32_t *high, uint32_t *stack_bytes);

/* The arena that a packed blob takes with a window, 0 for a raw one. */
SQNET_API int32_t sqnet_host_window_bytes(const uint8_t *blob, int32_t size);

/* Decodes JPEG, PNG, BMP or PNM to RGB888 (sqnet_host_free it), up to `max_pixels`. */
SQNET_API int32_t sqnet_host_decode(const uint8_t *file, int32_t size, int32_t max_pixels, int32_t *width,
                                    int32_t *height, uint8_t **rgb);
/* Why the last decode on this thread failed. */
SQNET_API const char *sqnet_host_decode_reason(void);
SQNET_API void sqnet_host_free(uint8_t *rgb);

/* The engine's own crop and resampling (SPEC 2), to pixels: out_width x out_height x 3. */
SQNET_API int32_t sqnet_host_resample(const uint8_t *pixels, int32_t bytes, int32_t width, int32_t height,
                                      int32_t stride, int32_t format, int32_t crop_num, int32_t crop_den,
                                      int32_t out_width, int32_t out_height, uint8_t *rgb);

#endif
