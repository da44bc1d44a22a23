#include "sqnet_host.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"
#include "sqnet.h"

struct sqnet_host {
    uint8_t *blob;
    uint8_t *arena;
    uint8_t *pixels; /* copy of the last frame, reused */
    size_t pixel_bytes;
    sqnet_model model;
    sqnet_run run;
    sqnet_image_source image;
    sqnet_golden_source golden;
};

static uint8_t *aligned(size_t bytes) {
    return aligned_alloc(16, (bytes + 15) / 16 * 16 + 16);
}

int32_t sqnet_host_open(const uint8_t *blob, int32_t size, int32_t flags, sqnet_host **out,
                        uint32_t *error_offset) {
    if (!blob || size < 0 || !out || !error_offset)
        return SQNET_E_ARGUMENT;
    *out = NULL;
    *error_offset = 0;
    sqnet_host *host = calloc(1, sizeof *host);
    if (!host)
        return SQNET_E_ARENA;
    int error = SQNET_E_ARENA;
    host->blob = aligned((size_t)size);
    if (host->blob) {
        memcpy(host->blob, blob, (size_t)size);
        error = sqnet_open(&host->model, host->blob, (size_t)size, (unsigned)flags);
        *error_offset = host->model.error_offset;
    }
    if (!error) {
        host->arena = aligned(host->model.arena_bytes);
        error = host->arena ? 0 : SQNET_E_ARENA;
    }
    if (error) {
        sqnet_host_close(host);
        return error;
    }
    *out = host;
    return 0;
}

void sqnet_host_close(sqnet_host *host) {
    if (!host)
        return;
    free(host->blob);
    free(host->arena);
    free(host->pixels);
    free(host);
}

/* Fills *image if `bytes` bytes really hold it. */
static int32_t describe(sqnet_image *image, const uint8_t *pixels, int32_t bytes, int32_t width,
                        int32_t height, int32_t stride, int32_t format) {
    static const uint8_t pixel_bytes[] = {3, 2, 2, 1};
    if (!pixels)
        return SQNET_E_ARGUMENT;
    if (width < 1 || width > 4096 || height < 1 || height > 4096 || stride < 1 || format < 0 || format > 3)
        return SQNET_E_IMAGE;
    int64_t needed = (int64_t)(height - 1) * stride + (int64_t)width * pixel_bytes[format];
    if (stride < width * pixel_bytes[format] || needed > bytes)
        return SQNET_E_IMAGE;
    image->pixels = pixels;
    image->width = (uint32_t)width;
    image->height = (uint32_t)height;
    image->stride = (uint32_t)stride;
    image->format = (uint32_t)format;
    return 0;
}

static int32_t begin(sqnet_host *host, sqnet_row_fn row, void *context) {
    return sqnet_begin(&host->run, &host->model, host->arena, host->model.arena_bytes, row, context);
}

int32_t sqnet_host_begin(sqnet_host *host, const uint8_t *pixels, int32_t bytes, int32_t width,
                         int32_t height, int32_t stride, int32_t format) {
    sqnet_image image;
    if (!host)
        return SQNET_E_ARGUMENT;
    int32_t error = describe(&image, pixels, bytes, width, height, stride, format);
    if (error)
        return error;
    if ((size_t)bytes > host->pixel_bytes) {
        uint8_t *grown = realloc(host->pixels, (size_t)bytes);
        if (!grown)
            return SQNET_E_ARENA;
        host->pixels = grown;
        host->pixel_bytes = (size_t)bytes;
    }
    memcpy(host->pixels, pixels, (size_t)bytes);
    image.pixels = host->pixels;
    error = sqnet_image_open(&host->image, &host->model, &image);
    return error ? error : begin(host, sqnet_image_row, &host->image);
}

int32_t sqnet_host_begin_golden(sqnet_host *host, uint32_t seed) {
    if (!host)
        return SQNET_E_ARGUMENT;
    host->golden.seed = seed;
    host->golden.width = host->model.width;
    return begin(host, sqnet_golden_row, &host->golden);
}

int32_t sqnet_host_stage(sqnet_host *host, int32_t stage) {
    return host && stage >= 0 ? sqnet_stage(&host->run, (unsigned)stage) : SQNET_E_ARGUMENT;
}

int32_t sqnet_host_scores(sqnet_host *host, int32_t *scores, int32_t count) {
    return host && count == host->model.classes ? sqnet_scores(&host->run, scores) : SQNET_E_ARGUMENT;
}

int32_t sqnet_host_self_test(sqnet_host *host) {
    if (!host)
        return SQNET_E_ARGUMENT;
    int32_t *scores = malloc(host->model.classes * sizeof *scores);
    int error = scores ? 0 : SQNET_E_ARENA;
    for (unsigned i = 0; !error && i < sqnet_golden_count(&host->model); i++)
        error = sqnet_self_test(&host->model, i, host->arena, host->model.arena_bytes, scores);
    free(scores);
    host->run.next_stage = (unsigned)-1; /* the arena is spoilt for a run that had begun */
    return error;
}

int32_t sqnet_host_prove(sqnet_host *host, uint32_t *error_offset) {
    if (!host || !error_offset)
        return SQNET_E_ARGUMENT;
    int error = sqnet_prove(&host->model);
    *error_offset = error ? host->model.error_offset : 0;
    return error;
}

int32_t sqnet_host_softmax(sqnet_host *host, const int32_t *scores, float *probabilities, int32_t count) {
    if (!host || !scores || !probabilities || count != host->model.classes)
        return SQNET_E_ARGUMENT;
    sqnet_softmax(&host->model, scores, probabilities);
    return 0;
}

int32_t sqnet_host_tensor(sqnet_host *host, int32_t stage, int8_t *out, int32_t size) {
    if (!host || !out || stage < 0 || stage >= host->model.stages - 1 ||
        host->run.next_stage != (unsigned)stage + 1)
        return SQNET_E_ARGUMENT;
    sq_stage s;
    sq_read_stage(&host->model, (unsigned)stage, &s);
    size_t row = (size_t)s.out_w * s.c.oc;
    if ((size_t)size != s.out_h * row)
        return SQNET_E_ARGUMENT;
    const uint8_t *from = host->arena + s.out_off + s.c.oc;
    for (uint32_t y = 0; y < s.out_h; y++)
        memcpy(out + y * row, from + y * (row + s.c.oc), row);
    return 0;
}

const char *sqnet_host_error_text(int32_t error) {
    return sqnet_error_text(error);
}

int32_t sqnet_host_resample(const uint8_t *pixels, int32_t bytes, int32_t width, int32_t height,
                            int32_t stride, int32_t format, int32_t crop_num, int32_t crop_den,
                            int32_t out_width, int32_t out_height, uint8_t *rgb) {
    sqnet_image image;
    sqnet_image_source source;
    sqnet_model model; /* only the fields that describe the input are used */
    if (!rgb || out_width < 1 || out_width > 1024 || out_height < 1 || out_height > 1024 || crop_num < 1 ||
        crop_num > crop_den || crop_den > 65535)
        return SQNET_E_ARGUMENT;
    int32_t error = describe(&image, pixels, bytes, width, height, stride, format);
    if (error)
        return error;
    memset(&model, 0, sizeof model);
    model.width = (uint16_t)out_width;
    model.height = (uint16_t)out_height;
    model.crop_num = (uint16_t)crop_num;
    model.crop_den = (uint16_t)crop_den;
    error = sqnet_image_open(&source, &model, &image);
    for (int32_t y = 0; !error && y < out_height; y++) {
        uint8_t *row = rgb + (size_t)y * (size_t)out_width * 3;
        error = sqnet_image_row(&source, (unsigned)y, (int8_t *)row);
        for (int32_t i = 0; i < 3 * out_width; i++)
            row[i] ^= 0x80; /* q to pixel */
    }
    return error;
}
