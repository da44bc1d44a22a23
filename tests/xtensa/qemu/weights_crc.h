/* What tells whether a model's weights and params are those of another blob, wherever its params lie. */
#ifndef WEIGHTS_CRC_H
#define WEIGHTS_CRC_H

#include "layout.h"

typedef struct weights_crc {
    uint32_t count, weights, params;
} weights_crc;

/* Number of weights, and the CRC-32 of them and of all params, in the order of the weights space. */
static inline weights_crc crc_of_weights(const sqnet_model *model) {
    weights_crc crc = {0, 0, 0};
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        for (unsigned i = 0; i < 3; i++) {
            const sq_conv *c = sq_stage_conv(&s, i);
            for (uint32_t g = 0; g < c->oc / SQ_LANES; g++) {
                const uint8_t *group = model->weights + c->weights + g * sq_group_bytes(c);
                crc.count += sq_group_weights(c);
                crc.weights = sqnet_crc32(crc.weights, group, sq_group_weights(c));
                crc.params = sqnet_crc32(crc.params, sq_group_params(model, c, g, group), SQ_PARAMS_BYTES);
            }
        }
    }
    return crc;
}

#endif
