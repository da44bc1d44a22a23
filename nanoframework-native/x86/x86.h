/* Kernels for desktop processors of the x86 family. */
#ifndef SQNET_X86_H
#define SQNET_X86_H

#include "panels.h"

extern const sq_kernels sq_kernels_avx2, sq_kernels_vnni;

/* Whether processor and operating system can run them. */
int sq_avx2_usable(void);
int sq_vnni_usable(void);

#endif
