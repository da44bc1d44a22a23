/* Decodes any bytes as packed weights, and as packed params if they say so. The first four choose the shape
 * and the steps. */
#include <stdlib.h>
#include <string.h>

#include "sqnet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TABLE_BYTES 256u
#define MOST_GROUPS 6u
#define MOST_PARAMS (MOST_GROUPS * 42u)

/* What an input chooses: two stages with three convolutions. Returns the groups of these. */
static uint32_t describe(sqnet_model *model, uint8_t *tables, const uint8_t *choice) {
    uint32_t groups = 0, bytes = 0;
    memset(model, 0, sizeof *model);
    memset(tables, 0, TABLE_BYTES);
    for (unsigned i = 0; i < 3; i++) {
        uint8_t *record = tables + (i == 0 ? 32 : 128 + 32 * i);
        record[0] = (uint8_t)(1 + (choice[0] >> 2 * i & 3));
        record[2] = (uint8_t)(16 * (1 + (choice[1] >> i & 1)));
        record[6] = (uint8_t)(1 + (choice[2] >> i & 1));
        record[7] = (uint8_t)(1 + (choice[2] >> (i + 3) & 1));
        record[10] = choice[2] & 64 ? 128 : 0;
        record[11] = choice[2] & 128 ? 128 : 0;
        groups += record[2] / 16u;
        bytes += (uint32_t)record[0] * record[2] * record[6] * record[7];
    }
    model->encoding = SQNET_ENCODING_PACKED;
    model->packed_params = (choice[3] & 16) != 0;
    model->stages = 2;
    model->weights_bytes = bytes + (model->packed_params ? 48 * groups : 0);
    return groups;
}

/* Packed params as sqnet_open lets them pass, of whatever the input holds. Returns how many bytes of it. */
static uint32_t take_params(uint8_t *params, uint32_t groups, const uint8_t *data, size_t size) {
    uint32_t at = 0;
    memset(params, 0, MOST_PARAMS);
    memcpy(params, data, size < MOST_PARAMS ? size : MOST_PARAMS);
    while (groups-- > 0) {
        uint8_t *record = params + at;
        uint32_t exponent = record[0] >> 4u, width = record[1] & 31u;
        record[0] = (uint8_t)((record[0] & 15u) > 12 ? record[0] - 4 : record[0]);
        record[1] = (uint8_t)(exponent + width > 20 ? 20 - exponent : width);
        at += 2 + 2u * record[1];
    }
    return at;
}

static int decode(const sqnet_model *model, uint8_t *weights, uint32_t taps) {
    sqnet_decoder decoder;
    int result = sqnet_decode_begin(&decoder, model);
    for (uint32_t steps = 0; result >= 0; steps++) {
        result = sqnet_decode(&decoder, weights, model->weights_bytes, taps);
        if (result == 0)
            return 0;
        if (steps > model->weights_bytes || decoder.done > model->weights_bytes)
            abort(); /* no progress, or too much */
    }
    if (result != SQNET_E_PACKED)
        abort();
    return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 4)
        return 0;
    sqnet_model model;
    uint8_t tables[TABLE_BYTES], params[MOST_PARAMS];
    uint32_t groups = describe(&model, tables, data), params_bytes = 0;
    const uint8_t *stream = data + 4;
    size_t stream_bytes = size - 4;
    if (model.packed_params) {
        params_bytes = take_params(params, groups, stream, stream_bytes);
        uint32_t taken = params_bytes < stream_bytes ? params_bytes : (uint32_t)stream_bytes;
        stream += taken;
        stream_bytes -= taken;
    }
    /* Behind the params there is nothing. */
    uint8_t *blob = malloc(TABLE_BYTES + stream_bytes + params_bytes);
    if (!blob)
        return 0;
    memcpy(blob, tables, TABLE_BYTES);
    memcpy(blob + TABLE_BYTES, stream, stream_bytes);
    memcpy(blob + TABLE_BYTES + stream_bytes, params, params_bytes);
    model.blob = blob;
    model.section[2].offset = TABLE_BYTES;
    model.section[2].bytes = (uint32_t)stream_bytes;
    model.section[1].offset = TABLE_BYTES + (uint32_t)stream_bytes;
    model.section[1].bytes = params_bytes;
    uint8_t *whole = calloc(1, model.weights_bytes), *pieces = calloc(1, model.weights_bytes);
    int verdict = SQNET_E_PACKED;
    if (whole && pieces) {
        verdict = decode(&model, whole, UINT32_MAX);
        /* Steps make no difference. How far a stream that ends too early is followed is not said. */
        if (decode(&model, pieces, 1 + (data[3] & 15u)) != verdict ||
            (verdict == 0 && memcmp(whole, pieces, model.weights_bytes) != 0))
            abort();
    }
    free(whole);
    free(pieces);
    free(blob);
    return verdict == 0 ? 1 : 0;
}
