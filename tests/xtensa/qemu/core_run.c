/* The whole C core on a 32-bit Xtensa machine, under qemu-xtensa: reads a blob from
 * standard input, writes the scores of golden(1) to standard output, one a line, as hexadecimal.
 *
 * With CORE_RUN_NO_KERNELS the kernels do nothing and the image is RGB565 of the network's size: what is left
 * is the engine's own work. */
#include <string.h>

#include "guest.h"
#include "sqnet.h"

#define ARENA_BYTES (1u << 20)
#define MAX_CLASSES 4096

#ifdef CORE_RUN_NO_KERNELS
#include "kernels.h"

void sq_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step) {
    (void)taps, (void)z_out, (void)out, (void)out_step;
}

void sq_head_group(const sq_taps *taps, uint32_t times, int32_t *sums) {
    (void)taps, (void)times, (void)sums;
}

void sq_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) {
    (void)stage, (void)row, (void)pooled, (void)merge;
}

void sq_add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) {
    (void)skip, (void)sum, (void)bytes, (void)z;
}

void sq_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out) {
    (void)row, (void)pixels, (void)big_endian, (void)out;
}
#endif

static uint8_t arena[ARENA_BYTES] __attribute__((aligned(16)));
static const sqnet_memory memory = {arena, sizeof arena, NULL, 0};
static int32_t scores[MAX_CLASSES];

#ifdef CORE_RUN_NO_KERNELS
#define OPEN_FLAGS 0

/* The pixels do not matter; the crop is the whole image. */
static int infer(sqnet_model *model) {
    sqnet_image image = {blob, model->width, model->height, 2u * model->width, SQNET_RGB565_LE};
    sqnet_image_source cropped;
    sqnet_source source = {sqnet_image_row, &cropped};
    sqnet_run run;
    model->crop_num = model->crop_den = 1;
    int error = sqnet_image_open(&cropped, model, &image);
    return error ? error : sqnet_infer(&run, model, &memory, &source, scores);
}
#else
#define OPEN_FLAGS (SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE)

static int infer(sqnet_model *model) {
    sqnet_golden_source golden = {1, model->width};
    sqnet_source source = {sqnet_golden_row, &golden};
    sqnet_run run;
    return sqnet_infer(&run, model, &memory, &source, scores);
}
#endif

void run(void) {
    static sqnet_model model;
    int error = sqnet_open(&model, blob, read_blob(), OPEN_FLAGS);
    if (!error) {
        counted_begin();
        error = infer(&model);
        counted_end();
    }
    for (unsigned c = 0; !error && c < model.classes; c++)
        print((uint32_t)scores[c]);
    (void)system_call(call_exit, error != 0, 0, 0);
}
