/* All errors, of the engine and of what is built around it: name, number, and what it means in one English
 * phrase. Numbers and phrases are those of ErrorCode in firmware/SqueezeNet.Embedded; down to -17 the numbers
 * are those of SPEC section 6. */
#ifndef SQNET_ERRORS_H
#define SQNET_ERRORS_H

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
#define SQNET_ERRORS(E) \
    /* The engine. */ \
    E(ARGUMENT, -1, "an argument is null, out of range or misaligned, or the calls are out of order") \
    E(TRUNCATED, -2, "the blob is shorter than its header says") \
    E(MAGIC, -3, "this is not a SqueezeNet.Embedded blob") \
    E(VERSION, -4, "the blob has a version or encoding that this engine does not know") \
    E(CRC, -5, "the blob is damaged (CRC mismatch)") \
    E(HEADER, -6, "a header field is out of range") \
    E(SECTION, -7, "a section is outside the blob, misaligned, overlapping or of the wrong size") \
    E(STAGE, -8, "a stage or convolution record breaks the rules") \
    E(PLAN, -9, "the plan's arena offsets overlap or exceed the arena") \
    E(PARAMS, -10, "a shift, bias or class map entry is out of range") \
    E(LABELS, -11, "the labels are malformed") \
    E(UNSAFE, -12, "the saturation proof fails") \
    E(ARENA, -13, "there is less memory than the model's arena takes") \
    E(IMAGE, -14, "the image has impossible dimensions, stride or format") \
    E(SOURCE, -15, "the row source failed") \
    E(GOLDEN, -16, "the self-test's scores differ from the blob's") \
    E(PACKED, -17, "the packed weights are damaged") \
    /* Around it: models behind handles, partitions, files and the camera. */ \
    E(TIMEOUT, -32, "the stage has not ended in time and goes on") \
    E(BUSY, -33, "a stage, a camera or a frame is still at work") \
    E(CLOSED, -34, "the model, the camera or the frame is not open") \
    E(MEMORY, -35, "there is no memory for the model or the image") \
    E(PARTITION, -36, "there is no such flash partition, or it cannot be mapped") \
    E(STORAGE, -37, "the file cannot be read") \
    E(UNSUPPORTED, -38, "this firmware or board cannot do it") \
    E(CAMERA, -39, "the camera's driver did not start") \
    E(NO_FRAME, -40, "the camera gave no frame in time")

#define SQNET_ERROR_CODE(name, number, text) SQNET_E_##name = number,
enum sqnet_error { SQNET_OK = 0, SQNET_ERRORS(SQNET_ERROR_CODE) };
#undef SQNET_ERROR_CODE
/* clang-format on */

/* The phrase; never NULL. */
const char *sqnet_error_text(int error);

#ifdef __cplusplus
}
#endif

#endif
