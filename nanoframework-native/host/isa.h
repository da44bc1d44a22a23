/* Which kernels run a model on this machine, and a plan for machines whose memory is no concern. */
#ifndef SQNET_ISA_H
#define SQNET_ISA_H

#include "sqnet.h"

typedef struct sqnet_isa sqnet_isa; /* a backend that belongs to one model */

/* `name`: portable; avx2 or vnni on x86; neon or dotprod on arm64. NULL for the best there is. NULL if this
 * machine or the model does not allow it. */
sqnet_isa *sqnet_isa_open(const sqnet_model *model, const char *name);
void sqnet_isa_close(sqnet_isa *isa);

/* The name, or that of the best instead of NULL, if this machine can run it; otherwise NULL. */
const char *sqnet_isa_usable(const char *name);

const char *sqnet_isa_name(const sqnet_isa *isa);

/* NULL for the portable kernels. */
const struct sqnet_backend *sqnet_isa_backend(const sqnet_isa *isa);

/* Rewrites the plan in the model's own blob for speed: tall bands, tensors apart. Results do not depend on it
 * (SPEC 3). `stages` are the blob's stage records, writable. */
void sqnet_replan(sqnet_model *model, uint8_t *stages);

#endif
