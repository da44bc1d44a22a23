/* Decodes any bytes as packed weights. The first four choose the shape and the steps. */
#include <stdlib.h>
#include <string.h>

#include "sqnet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything the decoder looks at: two stages with three convolutions, and the stream. */
static sqnet_model describe(uint8_t *blob, const uint8_t *choice, size_t stream) {
    sqnet_model model;
    memset(&model, 0, sizeof model);
    memset(blob, 0, 256);
    uint32_t bytes = 0;
    for (unsigned i = 0; i < 3; i++) {
        uint8_t *record = blob + (i == 0 ? 32 : 128 + 32 * i);
        record[0] = (uint8_t)(1 + (choice[0] >> 2 * i & 3));
        record[2] = (uint8_t)(16 * (1 + (choice[1] >> i & 1)));
        record[6] = (uint8_t)(1 + (choice[2] >> i & 1));
        record[7] = (uint8_t)(1 + (choice[2] >> (i + 3) & 1));
        bytes += (uint32_t)record[0] * record[2] * record[6] * record[7];
    }
    model.blob = blob;
    model.encoding = SQNET_ENCODING_PACKED;
    model.stages = 2;
    model.weights_bytes = bytes;
    model.section[2].offset = 256;
    model.section[2].bytes = (uint32_t)stream;
    return model;
}

static int decode(const sqnet_model *model, uint8_t *weights, uint32_t taps) {
    sqnet_unpacker unpacker;
    int result = sqnet_unpack_begin(&unpacker, model);
    for (uint32_t steps = 0; result >= 0; steps++) {
        result = sqnet_unpack(&unpacker, weights, model->weights_bytes, taps);
        if (result == 0)
            return 0;
        if (steps > model->weights_bytes || unpacker.done > model->weights_bytes)
            abort(); /* no progress, or too much */
    }
    if (result != SQNET_E_PACKED)
        abort();
    return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 4)
        return 0;
    uint8_t *blob = malloc(256 + size - 4);
    if (!blob)
        return 0;
    memcpy(blob + 256, data + 4, size - 4);
    sqnet_model model = describe(blob, data, size - 4);
    uint8_t *whole = calloc(1, model.weights_bytes), *pieces = calloc(1, model.weights_bytes);
    int verdict = SQNET_E_PACKED;
    if (whole && pieces) {
        verdict = decode(&model, whole, UINT32_MAX);
        /* A step that meets the end of the stream stops there, wherever steps begin. */
        if (decode(&model, pieces, 1 + (data[3] & 15u)) != verdict ||
            memcmp(whole, pieces, model.weights_bytes) != 0)
            abort();
    }
    free(whole);
    free(pieces);
    free(blob);
    return verdict == 0 ? 1 : 0;
}
