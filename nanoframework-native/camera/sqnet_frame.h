/* Frames of the camera, behind handles. Functions return 0 or a positive result, or a negative error
 * (core/sqnet_errors.h). */
#ifndef SQNET_FRAME_H
#define SQNET_FRAME_H

#include <stdint.h>

#include "sqnet.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SQNET_FRAME_FACTS 5

/* --- For the managed side ---------- */

/* facts: width, height, bytes, format (enum sqnet_format), milliseconds since the start-up. */
int32_t sqnet_frame_describe(int32_t frame, int32_t *facts);

/* Copies bytes. Returns how many: fewer than asked for at the frame's end. */
int32_t sqnet_frame_read(int32_t frame, int32_t offset, uint8_t *bytes, uint32_t count);

/* Gives the buffer back to the driver, as soon as no model holds it any more. */
int32_t sqnet_frame_return(int32_t frame);

/* --- For models and JPEGs, on any thread ---------- */

/* Takes a hold of a frame and describes it, but for its pixels. */
int32_t sqnet_frame_hold(int32_t frame, sqnet_image *image);

/* The pixels of a frame that is held, which stay until sqnet_frame_read_end. NULL if the camera was closed.
 */
const uint8_t *sqnet_frame_read_begin(int32_t frame);
void sqnet_frame_read_end(int32_t frame);

/* Lets go. */
void sqnet_frame_release(int32_t frame);

#ifdef __cplusplus
}
#endif

#endif
