/* SqueezeNet.Embedded: the engine. SPEC.md is its contract.
 *
 * No allocation, no global state, nothing of libc but memcpy/memset/memmove. All structs belong to the
 * caller. Functions return 0 or a positive result, or a negative sqnet_error.
 */
#ifndef SQNET_H
#define SQNET_H

#include <stddef.h>
#include <stdint.h>

#include "sqnet_errors.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- The model: a blob that passed every check of SPEC section 6 ---------------------------------------- */

#define SQNET_NAME_BYTES 32
#define SQNET_SECTIONS 8

enum { SQNET_ARENA_INTERNAL = 0, SQNET_ARENA_EXTERNAL = 1 };
enum { SQNET_ENCODING_RAW = 0, SQNET_ENCODING_PACKED = 1 };

typedef struct sqnet_model {
    const uint8_t *blob; /* borrowed; must stay readable and unchanged while the model is used */
    uint32_t bytes;
    uint32_t crc;
    uint16_t width, height; /* of the network's input */
    uint16_t crop_num, crop_den;
    int8_t pad[3];
    uint8_t encoding;      /* of the weights: SQNET_ENCODING_* */
    uint8_t packed_labels; /* 1: the labels are packed */
    uint8_t packed_params; /* 1: the params are packed, and are decoded into the weights space */
    uint16_t classes;
    uint8_t stages;
    uint8_t arena_memory; /* where the plan wants the arena: SQNET_ARENA_* */
    uint32_t arena_bytes;
    uint32_t skip_bytes; /* the last ones of the arena, which only bypasses use */
    float score_scale;
    uint32_t weights_bytes;      /* of the weights space, decoded, with params that are packed */
    const uint8_t *weights;      /* the weights space; NULL until packed weights have been set */
    uint32_t head_params;        /* of packed params, where in the section the head's begin */
    char name[SQNET_NAME_BYTES]; /* zero terminated */
    struct {
        uint32_t offset, bytes;
    } section[SQNET_SECTIONS];
    uint32_t error_offset; /* byte offset of the field that sqnet_open refused */
} sqnet_model;

enum { SQNET_OPEN_CHECK_CRC = 1, SQNET_OPEN_PROVE = 2 };

/* Checks `size` bytes at `blob` (16-aligned) and fills *model. Reads nothing outside them whatever they hold.
 * Packed weights are not looked at (sqnet_decode): to prove such a model is SQNET_E_ARGUMENT before they are
 * there. */
int sqnet_open(sqnet_model *model, const void *blob, size_t size, unsigned flags);

/* The saturation proof of SPEC 1.3, recomputed. 0 or SQNET_E_UNSAFE with error_offset at the weight group. */
int sqnet_prove(sqnet_model *model);

#define SQNET_LABEL_BYTES 256

/* Writes the label of class `index`, zero terminated. Returns its length, or SQNET_E_ARGUMENT and an empty
 * text if there is none. */
int sqnet_label(const sqnet_model *model, unsigned index, char label[SQNET_LABEL_BYTES]);

/* --- Packed weights (SPEC 4.2): decoded once, in steps, into memory of the caller ----------------------- */

#define SQNET_DECODE_LEVELS 20
#define SQNET_DECODE_INPUTS 512

/* Of an output channel of a group: average magnitude, the probabilities of the next weight, and the sum of
 * those that have come. */
typedef struct sqnet_decoder_lane {
    uint32_t average, *sizes;
    int32_t sign, sum;
} sqnet_decoder_lane;

/* State of a decoder; 2.6 KB. */
typedef struct sqnet_decoder {
    const sqnet_model *model;
    uintptr_t next, end; /* of the stream; behind the end once it is damaged */
    uint32_t range, code;
    const uint8_t *params;       /* packed ones of the next group; NULL if params are plain */
    uint32_t done;               /* bytes of the weights space that are decoded: progress */
    uint32_t stage, convolution; /* that comes next */
    uint32_t ic, kw, kh, kernel; /* of the current convolution; kernel is kw * kh */
    int32_t z_in, half;          /* of it: 2 z_out + 1, or 0 in the head */
    uint32_t groups;             /* of it that are left */
    uint32_t input, kx, ky;      /* of the next tap */
    sqnet_decoder_lane lane[17]; /* the last has no probabilities */
    uint32_t signs[16], mantissas[128], sizes[7 * SQNET_DECODE_LEVELS];
    uint16_t of_input[SQNET_DECODE_INPUTS];
} sqnet_decoder;

/* Starts to decode the weights of an open model, which must not move meanwhile. */
int sqnet_decode_begin(sqnet_decoder *decoder, const sqnet_model *model);

/* Decodes the next `taps` x 16 weights into the weights space, model->weights_bytes at `weights`, which must
 * hold what the calls before have written. 1: there are more. 0: all are there, and the stream was whole.
 * SQNET_E_PACKED: it is damaged, or params do not fit the weights. A tap takes about 1500 instructions on an
 * ESP32-S3. */
int sqnet_decode(sqnet_decoder *decoder, void *weights, size_t bytes, uint32_t taps);

/* Tells a packed model where its decoded weights (16-aligned) are; they are borrowed as the blob is. */
int sqnet_set_weights(sqnet_model *model, const void *weights);

/* For a device without memory for all weights: a decoder that goes through them once a run. It fills a window
 * in the arena, with all weights of a stage or with those of one group of 16 output channels (SPEC 4.4). */
typedef struct sqnet_window {
    sqnet_decoder decoder;
    uint32_t stage, convolution, group; /* of which the weights come next */
    uint32_t filled;                    /* bytes of these that are in the window */
} sqnet_window;

/* The saturation proof for a packed model whose weights are not set, in steps: begin, then decode and prove
 * `taps` x 16 weights a call. `tile` (any memory, such as the arena of a run to come) holds one group:
 * sqnet_tile_bytes(model). 1: there are more. 0: proved, and the stream was whole. SQNET_E_UNSAFE or
 * SQNET_E_PACKED. */
uint32_t sqnet_tile_bytes(const sqnet_model *model);
int sqnet_window_begin(sqnet_window *window, const sqnet_model *model);
int sqnet_window_prove(sqnet_window *window, void *tile, size_t bytes, uint32_t taps);

/* --- Images --------------------------------------------------------------------------------------------- */

enum sqnet_format { SQNET_RGB888 = 0, SQNET_RGB565_LE = 1, SQNET_RGB565_BE = 2, SQNET_GRAY8 = 3 };

typedef struct sqnet_image {
    const uint8_t *pixels;
    uint32_t width, height; /* 1..4096 */
    uint32_t stride;        /* bytes from row to row, at least width * bytes per pixel */
    uint32_t format;        /* enum sqnet_format */
} sqnet_image;

/* Produces row y (0..model->height-1) of the network's input: width x 3 values q = pixel - 128, R G B.
 * Returns 0, or anything else to stop the run with SQNET_E_SOURCE. */
typedef int (*sqnet_row_fn)(void *context, unsigned y, int8_t *row);

/* Where a run takes its rows from. */
typedef struct sqnet_source {
    sqnet_row_fn row;
    void *context; /* the first argument of `row`; borrowed until stage 0 is done */
} sqnet_source;

/* What a network is to see of an image: turned clockwise, and of that the region whose left upper corner is
 * at x, y and whose width is `size`, in per mille of the turned image. */
typedef struct sqnet_view {
    uint32_t rotate; /* 0, 90, 180 or 270 degrees */
    uint32_t x, y;   /* x + size <= 1000, y <= 1000 */
    uint32_t size;   /* 0: the model's own crop */
} sqnet_view;

int sqnet_is_view(const sqnet_view *view);

/* An image as a row source: turn, crop, resample and convert (SPEC section 2). The context of
 * sqnet_image_row. `image.pixels` may be set to another place between two rows. */
typedef struct sqnet_image_source {
    sqnet_image image;
    uint32_t out_width, out_height;              /* of the network's input */
    uint32_t width, height;                      /* of the turned image */
    uint32_t left, top, crop_width, crop_height; /* in pixels of the turned image */
    ptrdiff_t origin, step_x, step_y;            /* bytes to its first pixel, and on to the next ones */
} sqnet_image_source;

int sqnet_image_open(sqnet_image_source *source, const sqnet_model *model, const sqnet_image *image);
int sqnet_image_open_view(sqnet_image_source *source, const sqnet_model *model, const sqnet_image *image,
                          const sqnet_view *view);
int sqnet_image_row(void *source, unsigned y, int8_t *row);

#define SQNET_LUMA_SIDE 32
#define SQNET_LUMA_BYTES (SQNET_LUMA_SIDE * SQNET_LUMA_SIDE)

/* Brightness of what the network would see, on a grid of 32 x 32 (SPEC section 2). */
int sqnet_image_luma(const sqnet_image_source *source, uint8_t luma[SQNET_LUMA_BYTES]);

/* golden(seed) of SPEC section 2. The context of sqnet_golden_row. */
typedef struct sqnet_golden_source {
    uint32_t seed;
    uint32_t width;
} sqnet_golden_source;

int sqnet_golden_row(void *source, unsigned y, int8_t *row);

/* --- Running -------------------------------------------------------------------------------------------- */

#define SQNET_MAX_STAGES 32

/* Calls piece(all, i) once for every i below `pieces`, in any order and on any threads, and returns when all
 * have returned. */
typedef void (*sqnet_parallel_fn)(void *context, unsigned pieces, void (*piece)(void *all, unsigned index),
                                  void *all);

/* A clock of any unit that wraps at 2^32. */
typedef uint32_t (*sqnet_clock_fn)(void *context);

/* What a run may use beyond one thread and the built-in kernels. All of it is optional (zero), and none of it
 * changes a single bit of the scores. */
typedef struct sqnet_hooks {
    sqnet_parallel_fn parallel;
    void *parallel_context;
    unsigned pieces;      /* into which `parallel` has a convolution cut, at most SQNET_MAX_PIECES */
    uint32_t worth;       /* multiply-accumulates below which a convolution is not cut */
    sqnet_clock_fn clock; /* fills stage_ticks */
    void *clock_context;
    const struct sqnet_backend *backend; /* kernels.h; NULL: the built-in kernels */
} sqnet_hooks;

#define SQNET_MAX_PIECES 64

typedef struct sqnet_run {
    const sqnet_model *model;
    uint8_t *arena;
    uint8_t *skip;
    sqnet_source source;
    unsigned next_stage;
    sqnet_window *window;     /* of a run with one */
    const sqnet_hooks *hooks; /* borrowed; beginning sets NULL, the caller may set it before stage 0 */
    uint32_t stage_ticks[SQNET_MAX_STAGES]; /* how long each stage took, if there is a clock */
} sqnet_run;

/* Working memory of a run, used until the last stage is done. Without `skip` (NULL and 0) the skip tensors of
 * bypasses, model->skip_bytes, lie at the arena's end. With it they lie there, and the arena may be smaller
 * by as much: each skip tensor is written once and read once, in order, so that slower memory will do. */
typedef struct sqnet_memory {
    void *arena; /* 16-aligned */
    size_t arena_bytes;
    void *skip; /* 16-aligned, or NULL */
    size_t skip_bytes;
} sqnet_memory;

/* Starts one inference in an arena of at least model->arena_bytes, or without model->skip_bytes of these if
 * there is skip memory. `memory` and `source` are copied. If it fails the run's stages are SQNET_E_ARGUMENT,
 * as with sqnet_begin_window. */
int sqnet_begin(sqnet_run *run, const sqnet_model *model, const sqnet_memory *memory,
                const sqnet_source *source);

/* Bytes of arena, skip memory included, that a packed model takes if its weights are decoded stage by stage
 * in each run (SPEC 4.4); 0 for raw weights. */
uint32_t sqnet_window_bytes(const sqnet_model *model);

/* Starts such a run of a packed model, whose weights need not be set. The arena has at least
 * sqnet_window_bytes(model), or without model->skip_bytes of these if there is skip memory. The window
 * belongs to the run. Hooks may have no backend of their own kernels. */
int sqnet_begin_window(sqnet_run *run, sqnet_window *window, const sqnet_model *model,
                       const sqnet_memory *memory, const sqnet_source *source);

/* Executes stage `stage`; they must be run in order, 0 .. model->stages - 1. */
int sqnet_stage(sqnet_run *run, unsigned stage);

/* The same in steps, for a caller that must return to its own loop between them: to feed a watchdog, to let
 * other tasks run, to show progress. 1: the stage is not done, call again. 0: it is done. With a window a
 * step decodes `taps` x 16 weights at most, or computes with the weights that are decoded; without a window a
 * step is the whole stage. */
int sqnet_stage_step(sqnet_run *run, unsigned stage, uint32_t taps);

/* After the last stage: one score per class. */
int sqnet_scores(const sqnet_run *run, int32_t *scores);

/* begin + all stages + scores. */
int sqnet_infer(sqnet_run *run, const sqnet_model *model, const sqnet_memory *memory,
                const sqnet_source *source, int32_t *scores);

/* Number of golden vectors; sqnet_self_test runs vector `index`: 0 or SQNET_E_GOLDEN. `scores` is scratch. */
unsigned sqnet_golden_count(const sqnet_model *model);
int sqnet_self_test(const sqnet_model *model, unsigned index, const sqnet_memory *memory, int32_t *scores);

/* The parts of a self-test, for a caller that runs the stages one by one: the seed of vector `index`, whose
 * source is a sqnet_golden_source; and whether the scores are those of the vector, 0 or SQNET_E_GOLDEN. */
int sqnet_golden_seed(const sqnet_model *model, unsigned index, uint32_t *seed);
int sqnet_golden_check(const sqnet_model *model, unsigned index, const int32_t *scores);

/* Indices of the k best scores, best first, lower index first among equals. Returns how many were written. */
unsigned sqnet_top(const int32_t *scores, unsigned classes, unsigned k, uint16_t *indices);

/* Softmax of score * model->score_scale, for display (SPEC section 8). */
void sqnet_softmax(const sqnet_model *model, const int32_t *scores, float *probabilities);

/* CRC-32 (IEEE). Start with crc = 0. */
uint32_t sqnet_crc32(uint32_t crc, const void *data, size_t size);

#ifdef __cplusplus
}
#endif

#endif
