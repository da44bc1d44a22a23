/* The frames that the camera's driver has lent: who has them, who reads them, and when they go back. */
#ifndef SQNET_FRAMES_H
#define SQNET_FRAMES_H

#include <esp_camera.h>

#include "sqnet_camera_driver.h"
#include "sqnet_frame.h"
#include "sqnet_worker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- For the camera, with the lock held ---------- */

/* Frames are valid from now on. The worker is woken when there is something for it to do. */
void sqnet_frames_open(sqnet_worker *worker);

/* All frames are invalid at once, and none can be read that is not read already. */
void sqnet_frames_close(void);

/* How many the driver has not got back. */
uint32_t sqnet_frames_lent(void);

bool sqnet_frames_are_read(void);

/* Gives it to the managed side, as a handle. The driver lends no more than SQNET_CAMERA_BUFFERS. */
int32_t sqnet_frames_lend(camera_fb_t *buffer);

/* Wakes the worker while a frame is held. */
void sqnet_frames_wake(void);

/* --- For the camera, without ---------- */

/* Gives all back to the driver: nobody reads one. */
void sqnet_frames_give_back(void);

#ifdef __cplusplus
}
#endif

#endif
