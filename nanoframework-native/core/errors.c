/* What went wrong, in a phrase. */
#include "sqnet_errors.h"

const char *sqnet_error_text(int error) {
    switch (error) {
    case SQNET_OK:
        return "no error";
#define SQNET_ERROR_TEXT(name, number, text)                                                                 \
    case number:                                                                                             \
        return text;
        SQNET_ERRORS(SQNET_ERROR_TEXT)
#undef SQNET_ERROR_TEXT
    default:
        return "unknown error";
    }
}
