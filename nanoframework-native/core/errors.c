/* What went wrong, in a sentence. */
#include "sqnet.h"

const char *sqnet_error_text(int error) {
    switch (error) {
    case SQNET_OK:
        return "no error";
    case SQNET_E_ARGUMENT:
        return "a null pointer, a wrong order of calls, or memory that is not aligned to 16 bytes";
    case SQNET_E_TRUNCATED:
        return "the blob is shorter than its header says";
    case SQNET_E_MAGIC:
        return "this is not a SqueezeNet.Embedded blob";
    case SQNET_E_VERSION:
        return "the blob has a version or encoding that this engine does not know";
    case SQNET_E_CRC:
        return "the blob is damaged (CRC mismatch)";
    case SQNET_E_HEADER:
        return "a header field is out of range";
    case SQNET_E_SECTION:
        return "a section is outside the blob, misaligned, overlapping or of the wrong size";
    case SQNET_E_STAGE:
        return "a stage or convolution record breaks the rules";
    case SQNET_E_PLAN:
        return "the plan's arena offsets overlap or exceed the arena";
    case SQNET_E_PARAMS:
        return "a shift, bias or class map entry is out of range";
    case SQNET_E_LABELS:
        return "the labels are malformed";
    case SQNET_E_UNSAFE:
        return "the saturation proof fails";
    case SQNET_E_ARENA:
        return "the arena is smaller than the blob asks for";
    case SQNET_E_IMAGE:
        return "the image has impossible dimensions, stride or format";
    case SQNET_E_SOURCE:
        return "the row source failed";
    case SQNET_E_GOLDEN:
        return "the self-test's scores differ from the blob's";
    case SQNET_E_PACKED:
        return "the packed weights are damaged";
    default:
        return "unknown error";
    }
}
