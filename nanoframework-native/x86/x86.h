/* Backends for desktop processors, host only: they allocate. Bit for bit the same as the portable kernels. */
#ifndef SQNET_X86_H
#define SQNET_X86_H

#include "kernels.h"

typedef struct sq_x86 sq_x86;

enum sq_isa { SQ_ISA_PORTABLE, SQ_ISA_AVX2, SQ_ISA_VNNI, SQ_ISA_COUNT };

/* Whether processor and operating system can run it. */
int sq_x86_supports(enum sq_isa isa);

/* Repacks the weights of an open model, which is not needed any more afterwards. NULL if there is no memory,
 * or if the model is one that only the portable kernels handle: weights of -128, or convolutions that share
 * weights to excess. No packer writes such a model. */
sq_x86 *sq_x86_open(const sqnet_model *model, enum sq_isa isa);
void sq_x86_close(sq_x86 *x86);

/* The backend, alive as long as `x86`. Safe for use by several threads. */
const sqnet_backend *sq_x86_backend(const sq_x86 *x86);

#endif
