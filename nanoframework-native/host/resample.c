#include <string.h>

#include "sqnet.h"
#include "sqnet_host.h"

static int is_input(const sqnet_host_input *input) {
    return input->width >= 1 && input->width <= 1024 && input->height >= 1 && input->height <= 1024 &&
           input->crop_num >= 1 && input->crop_num <= input->crop_den && input->crop_den <= 65535;
}

/* Whether `bytes` bytes hold the image; the core checks the rest. Its sides and stride are below 2^31. */
static int holds(int32_t bytes, const sqnet_host_shape *shape) {
    static const uint8_t pixel_bytes[] = {3, 2, 2, 1};
    if (shape->width < 1 || shape->height < 1 || shape->stride < 1 || shape->format < 0 || shape->format > 3)
        return 0;
    return (int64_t)(shape->height - 1) * shape->stride +
               (int64_t)shape->width * pixel_bytes[shape->format] <=
           bytes;
}

int32_t sqnet_host_resample(const uint8_t *pixels, int32_t bytes, const sqnet_host_shape *shape,
                            const sqnet_host_input *input, uint8_t *rgb) {
    if (!pixels || !shape || !input || !rgb || !is_input(input))
        return SQNET_E_ARGUMENT;
    if (!holds(bytes, shape))
        return SQNET_E_IMAGE;
    const sqnet_image image = {pixels, (uint32_t)shape->width, (uint32_t)shape->height,
                               (uint32_t)shape->stride, (uint32_t)shape->format};
    sqnet_image_source source;
    sqnet_model model; /* only the fields that describe the input are used */
    memset(&model, 0, sizeof model);
    model.width = (uint16_t)input->width;
    model.height = (uint16_t)input->height;
    model.crop_num = (uint16_t)input->crop_num;
    model.crop_den = (uint16_t)input->crop_den;
    int32_t error = sqnet_image_open(&source, &model, &image);
    for (int32_t y = 0; !error && y < input->height; y++) {
        uint8_t *row = rgb + (size_t)y * (size_t)input->width * 3;
        error = sqnet_image_row(&source, (unsigned)y, (int8_t *)row);
        for (int32_t i = 0; i < 3 * input->width; i++)
            row[i] ^= 0x80; /* q to pixel */
    }
    return error;
}
