/* A firmware without a camera driver. */
#include "sqnet_camera.h"

#include <stddef.h>

#include "sqnet_interop.h"

bool sqnet_camera_available(void) {
    return false;
}

int32_t sqnet_camera_hold(int32_t frame, sqnet_image *image) {
    (void)frame;
    (void)image;
    return SQNET_E_UNSUPPORTED;
}

const uint8_t *sqnet_camera_read_begin(int32_t frame) {
    (void)frame;
    return NULL;
}

void sqnet_camera_read_end(int32_t frame) {
    (void)frame;
}

void sqnet_camera_release(int32_t frame) {
    (void)frame;
}
