#include "sqnet_interop.h"

const char *sqnet_interop_error_text(int error) {
    switch (error) {
    case SQNET_E_TIMEOUT:
        return "the stage has not ended in time and goes on";
    case SQNET_E_BUSY:
        return "a stage, a camera or a frame is still at work";
    case SQNET_E_CLOSED:
        return "the model, the camera or the frame is not open";
    case SQNET_E_MEMORY:
        return "there is no memory for the model or the picture";
    case SQNET_E_PARTITION:
        return "there is no such flash partition, or it cannot be mapped";
    case SQNET_E_STORAGE:
        return "the file cannot be read";
    case SQNET_E_UNSUPPORTED:
        return "this firmware or board cannot do it";
    case SQNET_E_CAMERA:
        return "the camera's driver did not start";
    case SQNET_E_NO_FRAME:
        return "the camera gave no frame in time";
    default:
        return sqnet_error_text(error);
    }
}
