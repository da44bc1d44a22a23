/* Errors of the native component, beside those of the engine (core/sqnet.h). The numbers are those of
 * ErrorCode in firmware/SqueezeNet.Embedded. */
#ifndef SQNET_INTEROP_H
#define SQNET_INTEROP_H

#include "sqnet.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sqnet_interop_error {
    SQNET_E_TIMEOUT = -32,
    SQNET_E_BUSY = -33,
    SQNET_E_CLOSED = -34,
    SQNET_E_MEMORY = -35,
    SQNET_E_PARTITION = -36,
    SQNET_E_STORAGE = -37,
    SQNET_E_UNSUPPORTED = -38,
    SQNET_E_CAMERA = -39,
    SQNET_E_NO_FRAME = -40
};

/* One English sentence for an error of either kind; never NULL. */
const char *sqnet_interop_error_text(int error);

#ifdef __cplusplus
}
#endif

#endif
