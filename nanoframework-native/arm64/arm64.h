/* Kernels for desktop processors of the 64-bit Arm family. */
#ifndef SQNET_ARM64_H
#define SQNET_ARM64_H

#include "panels.h"

/* neon: what every one of them has. dotprod: those with the instruction SDOT, from Armv8.2 on. */
extern const sq_kernels sq_kernels_neon, sq_kernels_dotprod;

/* Whether processor and operating system can run it. */
int sq_dotprod_usable(void);

#endif
