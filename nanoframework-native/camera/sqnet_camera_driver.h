/* espressif/esp32-camera: what is asked of it, and calls that block. One thread at a time. */
#ifndef SQNET_CAMERA_DRIVER_H
#define SQNET_CAMERA_DRIVER_H

#include <esp_camera.h>
#include <stdbool.h>
#include <stdint.h>

#include "sqnet.h"

#ifdef __cplusplus
extern "C" {
#endif

/* That the driver lends at most. */
#define SQNET_CAMERA_BUFFERS 3

/* Sets what the driver is started with (sqnet_camera_open), while it does not run. */
int32_t sqnet_camera_configure(const int32_t *pins, const int32_t *options);

/* What was asked for: frames without their pixels, and how many buffers. */
const sqnet_image *sqnet_camera_format(void);
uint32_t sqnet_camera_frame_bytes(void);
uint32_t sqnet_camera_buffers(void);

/* Starts the driver, turns the image and proves that a frame comes. Stores the driver's own error. */
int32_t sqnet_camera_start_driver(int32_t *detail);

/* All frames are back. */
void sqnet_camera_stop_driver(void);

int32_t sqnet_camera_turn(bool mirror, bool flip);

/* The next frame that is sound and fresh, or at least sound. NULL: none comes. */
camera_fb_t *sqnet_camera_next_frame(void);

#ifdef __cplusplus
}
#endif

#endif
