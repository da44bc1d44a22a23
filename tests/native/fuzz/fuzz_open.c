/* Opens any bytes as a blob and, if they are accepted and small enough, runs them. */
#include <stdlib.h>
#include <string.h>

#include "sqnet.h"

#define MAX_ARENA (1u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_labels(const sqnet_model *model) {
    char label[SQNET_LABEL_BYTES];
    for (unsigned i = 0; i < model->classes; i++) {
        int length = sqnet_label(model, i, label);
        int has = model->section[4].bytes > 0;
        if (has ? length < 0 || label[length] : length != SQNET_E_ARGUMENT)
            abort(); /* labels of an open blob are sound */
    }
}

/* All inputs of a network are at most 1024 wide. */
static void run(sqnet_model *model, uint8_t *arena, int32_t *scores, float *probabilities) {
    sqnet_run state;
    sqnet_golden_source golden = {1, model->width};
    sqnet_source source = {sqnet_golden_row, &golden};
    sqnet_memory memory = {arena, model->arena_bytes, NULL, 0};
    uint16_t best[5];
    memset(arena, 0x5A, model->arena_bytes);
    if (sqnet_infer(&state, model, &memory, &source, scores) != 0)
        abort(); /* nothing may fail once a blob is open */
    (void)sqnet_top(scores, model->classes, 5, best);
    read_labels(model);
    sqnet_softmax(model, scores, probabilities);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    sqnet_model model;
    uint8_t *blob = malloc(size ? size : 1);
    if (!blob)
        return 0;
    memcpy(blob, data, size);
    int error = sqnet_open(&model, blob, size, 0);
    if (error > 0 || (error != 0 && model.error_offset > size))
        abort();
    uint8_t *weights = NULL;
    if (error == 0 && model.encoding == SQNET_ENCODING_PACKED) {
        sqnet_decoder decoder;
        weights = model.weights_bytes <= MAX_ARENA ? malloc(model.weights_bytes) : NULL;
        if (!weights || sqnet_decode_begin(&decoder, &model) != 0 ||
            sqnet_decode(&decoder, weights, model.weights_bytes, UINT32_MAX) != 0 ||
            sqnet_set_weights(&model, weights) != 0)
            error = SQNET_E_PACKED;
    }
    if (error == 0 && model.arena_bytes <= MAX_ARENA) {
        uint8_t *arena = malloc(model.arena_bytes);
        int32_t *scores = malloc(model.classes * sizeof *scores);
        float *probabilities = malloc(model.classes * sizeof *probabilities);
        (void)sqnet_prove(&model);
        if (arena && scores && probabilities)
            run(&model, arena, scores, probabilities);
        free(arena);
        free(scores);
        free(probabilities);
    }
    free(weights);
    free(blob);
    return error == 0 ? 1 : 0;
}
