/* Decodes the packed weights of a blob: decode BLOB >WEIGHTS. What a decompressor of the command line does.
 */
#include <stdio.h>
#include <stdlib.h>

#include "layout.h"

#define MOST_BYTES (20u << 20)

static int fail(const char *what, int error) {
    fprintf(stderr, "error: %s: %s\n", what, error ? sqnet_error_text(error) : "cannot be read");
    return 1;
}

/* The weights without what lies between those of two groups. 0: done. */
static int print_weights(const sqnet_model *model, const uint8_t *weights) {
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        for (unsigned i = 0; i < 3; i++) {
            const sq_conv *c = sq_stage_conv(&s, i);
            for (uint32_t g = 0; g < c->oc / SQ_LANES; g++) {
                const uint8_t *group = weights + c->weights + g * sq_group_bytes(c);
                if (fwrite(group, 1, sq_group_weights(c), stdout) != sq_group_weights(c))
                    return 1;
            }
        }
    }
    return 0;
}

int main(int count, char **arguments) {
    sqnet_model model;
    sqnet_decoder decoder;
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    uint8_t *blob = aligned_alloc(16, MOST_BYTES);
    if (!file || !blob)
        return fail(count == 2 ? arguments[1] : "usage: decode BLOB", 0);
    int error = sqnet_open(&model, blob, fread(blob, 1, MOST_BYTES, file), SQNET_OPEN_CHECK_CRC);
    if (!error)
        error = sqnet_decode_begin(&decoder, &model);
    uint8_t *weights = error ? NULL : malloc(model.weights_bytes);
    if (!error && weights)
        error = sqnet_decode(&decoder, weights, model.weights_bytes, UINT32_MAX);
    if (error || !weights)
        return fail(arguments[1], error);
    return print_weights(&model, weights);
}
