/* The camera: espressif/esp32-camera behind a state machine. There is one.
 *
 * All calls come from one thread, the CLR's, but for those of models. The driver itself is only called on a
 * worker, because it blocks: a start takes as long as the sensor, a frame up to four seconds. Such calls
 * return 0 and store a ticket (port/sqnet_ticket.h). Functions return 0 or a positive result, or a
 * negative error (core/sqnet_errors.h). */
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

/* Whether this firmware has a driver. Without one all calls give Unsupported. */
bool sqnet_camera_available(void);

/* Starts the driver and proves that a frame comes: the driver is known to report success without having a
 * buffer. pins: pwdn, reset, xclk, sda, scl, d0..d7, vsync, href, pclk; -1: not wired. options: width,
 * height, format (enum sqnet_format: RGB565_BE or GRAY8), buffers 1..3, xclk in Hz, mirror, flip, 0. The
 * ticket brings 0; Camera or Memory if the driver did not start, with its own error in sqnet_camera_detail;
 * NoFrame if it did and nothing came; Image if the frames are not those that were asked for; Unsupported if
 * it cannot flip. */
int32_t sqnet_camera_open(const int32_t *pins, const int32_t *options, uint32_t *ticket);

/* The driver's error (esp_err_t) of the last start, 0 if there was none. */
int32_t sqnet_camera_detail(void);

/* Stops the driver. Frames become invalid at once; the ticket comes when no model reads one any more and the
 * driver has let go, four seconds at most. */
int32_t sqnet_camera_close(uint32_t *ticket);

/* The ticket brings a frame's handle, or NoFrame. Busy while another one is waited for, or while all buffers
 * are out. */
int32_t sqnet_camera_grab(uint32_t *ticket);

/* Nobody wants what a grab brings any more: it goes back to the driver, now or when it comes. */
void sqnet_camera_forsake(uint32_t ticket);

int32_t sqnet_camera_orient(bool mirror, bool flip);

/* Frees what a worker that has ended left behind. */
void sqnet_camera_tidy(void);

/* Closes and waits: the CLR is about to start anew. */
void sqnet_camera_reset(void);

#ifdef __cplusplus
}
#endif

#endif
