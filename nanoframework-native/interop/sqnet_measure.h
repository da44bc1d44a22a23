/* What a board measures of itself: clocks, memory that is left, stacks, how fast memories are read. All calls
 * come from the CLR's thread, return what was asked for, at least 0, or a negative error
 * (core/sqnet_errors.h). */
#ifndef SQNET_MEASURE_H
#define SQNET_MEASURE_H

#include <stdint.h>

#include "sqnet_errors.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sqnet_measured {
    SQNET_MEASURED_CLOCK,   /* cycles in a microsecond of the clock that stages and reads are counted with */
    SQNET_MEASURED_FREE,    /* bytes: of the memory `which`, 0 internal, 1 external */
    SQNET_MEASURED_LARGEST, /* bytes: its largest free block */
    SQNET_MEASURED_LEAST,   /* bytes: the fewest that were free since the start */
    SQNET_MEASURED_STACK /* bytes: never used of the stack of the thread `which`, 0 the CLR's, 1 the worker's,
                          * 2 the helper's; SQNET_E_CLOSED: it does not run, SQNET_E_UNSUPPORTED: nobody
                          * counts */
};

/* SQNET_E_ARGUMENT: there is no such figure. */
int32_t sqnet_measure(int32_t what, int32_t which);

enum sqnet_read_from {
    SQNET_READ_INTERNAL, /* a block of 8 KB, again and again */
    SQNET_READ_EXTERNAL, /* a block of 256 KB, four times the largest cache */
    SQNET_READ_MODEL /* the model `handle`, where it lies: its partition, or the memory it was loaded to */
};

/* Cycles that reading `kilobytes`, 1 to 8,192, takes, in words of 32 bits, on the calling core. Other tasks
 * and interrupts are in it: take the least of several. SQNET_E_MEMORY: there is no block, SQNET_E_ARGUMENT: a
 * wrong number, or errors of the handle. */
int32_t sqnet_measure_read(int32_t from, int32_t handle, int32_t kilobytes);

/* From now on the stages of a model are counted in cycles of the core that runs them instead of microseconds,
 * or the other way round. */
int32_t sqnet_measure_cycles(int32_t handle, int32_t cycles);

#ifdef __cplusplus
}
#endif

#endif
