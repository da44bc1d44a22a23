/* The saturation proof of one group (SPEC 1.3). */
#ifndef SQNET_PROOF_H
#define SQNET_PROOF_H

#include "layout.h"

/* Whether the sums of the group's 16 channels stay within 20 bits, whatever the input. `params` is plain. */
int sq_group_is_safe(const sq_conv *conv, const uint8_t *weights, const uint8_t *params);

#endif
