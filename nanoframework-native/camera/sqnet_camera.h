/* The camera: a state machine over espressif/esp32-camera. There is one. Functions return 0 or a positive
 * result, or a negative error of sqnet_interop.h. The ones that take a while return a ticket (sqnet_ticket.h)
 * and work elsewhere. */
#ifndef SQNET_CAMERA_H
#define SQNET_CAMERA_H

#include <stdbool.h>
#include <stdint.h>

#include "sqnet.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SQNET_CAMERA_PINS 16
#define SQNET_CAMERA_OPTIONS 8
#define SQNET_CAMERA_FACTS 5

/* Whether this firmware has a driver. */
bool sqnet_camera_available(void);

/* For a model: takes a use of a frame and describes it (but for its pixels). */
int32_t sqnet_camera_hold(int32_t frame, sqnet_image *image);

/* The pixels of a frame that is held, which stay until sqnet_camera_read_end; NULL if the camera was closed.
 */
const uint8_t *sqnet_camera_read_begin(int32_t frame);
void sqnet_camera_read_end(int32_t frame);

/* Gives the use back. */
void sqnet_camera_release(int32_t frame);

#ifdef __cplusplus
}
#endif

#endif
