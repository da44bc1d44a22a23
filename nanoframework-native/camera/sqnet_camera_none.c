/* A firmware without a camera driver. */
#include "sqnet_camera.h"

#include <stddef.h>

#include "sqnet_frame.h"
#include "sqnet_jpeg.h"

bool sqnet_camera_available(void) {
    return false;
}

int32_t sqnet_camera_open(const int32_t *pins, const int32_t *options, uint32_t *ticket) {
    (void)pins;
    (void)options;
    (void)ticket;
    return SQNET_E_UNSUPPORTED;
}

int32_t sqnet_camera_detail(void) {
    return 0;
}

int32_t sqnet_camera_close(uint32_t *ticket) {
    (void)ticket;
    return SQNET_E_UNSUPPORTED;
}

int32_t sqnet_camera_grab(uint32_t *ticket) {
    (void)ticket;
    return SQNET_E_UNSUPPORTED;
}

void sqnet_camera_forsake(uint32_t ticket) {
    (void)ticket;
}

int32_t sqnet_frame_describe(int32_t frame, int32_t *facts) {
    (void)frame;
    (void)facts;
    return SQNET_E_UNSUPPORTED;
}

int32_t sqnet_frame_read(int32_t frame, int32_t offset, uint8_t *bytes, uint32_t count) {
    (void)frame;
    (void)offset;
    (void)bytes;
    (void)count;
    return SQNET_E_UNSUPPORTED;
}

int32_t sqnet_frame_return(int32_t frame) {
    (void)frame;
    return SQNET_E_UNSUPPORTED;
}

int32_t sqnet_camera_orient(bool mirror, bool flip) {
    (void)mirror;
    (void)flip;
    return SQNET_E_UNSUPPORTED;
}

int32_t sqnet_jpeg_encode(int32_t frame, int32_t quality, int32_t most, uint32_t *ticket) {
    (void)frame;
    (void)quality;
    (void)most;
    (void)ticket;
    return SQNET_E_UNSUPPORTED;
}

void sqnet_jpeg_forsake(uint32_t ticket) {
    (void)ticket;
}

int32_t sqnet_jpeg_read(int32_t offset, uint8_t *bytes, uint32_t count) {
    (void)offset;
    (void)bytes;
    (void)count;
    return SQNET_E_UNSUPPORTED;
}

void sqnet_jpeg_drop(void) {
}

void sqnet_camera_tidy(void) {
}

void sqnet_camera_reset(void) {
}

int32_t sqnet_frame_hold(int32_t frame, sqnet_image *image) {
    (void)frame;
    (void)image;
    return SQNET_E_UNSUPPORTED;
}

const uint8_t *sqnet_frame_read_begin(int32_t frame) {
    (void)frame;
    return NULL;
}

void sqnet_frame_read_end(int32_t frame) {
    (void)frame;
}

void sqnet_frame_release(int32_t frame) {
    (void)frame;
}
