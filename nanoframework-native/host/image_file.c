#include "sqnet.h"
#include "sqnet_host.h"

#define STBI_NO_STDIO
#include <stb/stb_image.h>

static _Thread_local const char *reason = "";

static int32_t refuse(const char *why) {
    reason = why;
    return SQNET_E_IMAGE;
}

int32_t sqnet_host_decode(const uint8_t *file, int32_t size, int32_t max_pixels, int32_t *width,
                          int32_t *height, uint8_t **rgb) {
    int w, h, channels;
    if (!file || size < 0 || !width || !height || !rgb)
        return SQNET_E_ARGUMENT;
    /* The header first: a bomb must not get memory. */
    if (!stbi_info_from_memory(file, size, &w, &h, &channels))
        return refuse("not a JPEG, PNG, BMP or PNM image, or damaged");
    if (w < 1 || h < 1 || (int64_t)w * h > max_pixels)
        return refuse("the image has too many pixels");
    *rgb = stbi_load_from_memory(file, size, &w, &h, &channels, 3);
    if (!*rgb)
        return refuse(stbi_failure_reason());
    *width = w;
    *height = h;
    return 0;
}

const char *sqnet_host_decode_reason(void) {
    return reason;
}

void sqnet_host_free(uint8_t *rgb) {
    stbi_image_free(rgb);
}
