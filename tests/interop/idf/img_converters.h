// Stand-in for the encoder of espressif/esp32-camera, by its public declarations.
#pragma once

#include "esp_camera.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef size_t (*jpg_out_cb)(void *arg, size_t index, const void *data, size_t len);

bool fmt2jpg_cb(uint8_t *src, size_t src_len, uint16_t width, uint16_t height, pixformat_t format,
                uint8_t quality, jpg_out_cb cb, void *arg);

#ifdef __cplusplus
}
#endif
