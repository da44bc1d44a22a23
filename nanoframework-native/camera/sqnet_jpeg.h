/* JPEGs of frames, made by the encoder of espressif/esp32-camera on the camera's worker. One at a time, which
 * is kept until it is dropped, another one is asked for or the camera closes. */
#ifndef SQNET_JPEG_H
#define SQNET_JPEG_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The most that is asked of internal RAM where there is no PSRAM. */
#define SQNET_JPEG_INTERNAL_BYTES 16384

/* Takes a hold of a frame and has it encoded with quality 1..100. The ticket brings the JPEG's length, 0 if
 * it is longer than `most`; Memory if there is none for it; Closed if the camera closes meanwhile. Busy while
 * another one is being made. */
int32_t sqnet_jpeg_encode(int32_t frame, int32_t quality, int32_t most, uint32_t *ticket);

/* Nobody wants it any more. */
void sqnet_jpeg_forsake(uint32_t ticket);

/* Copies bytes. Returns how many: fewer than asked for at the end. Closed if there is no JPEG. */
int32_t sqnet_jpeg_read(int32_t offset, uint8_t *bytes, uint32_t count);

/* Frees its memory, unless one is being made. */
void sqnet_jpeg_drop(void);

/* --- For the camera ---------- */

/* Does what is asked for, on the worker. False: nothing is. */
bool sqnet_jpeg_serve(void);

/* The camera closes. With the lock held. */
void sqnet_jpeg_close(void);

#ifdef __cplusplus
}
#endif

#endif
