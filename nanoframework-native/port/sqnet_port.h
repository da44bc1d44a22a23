/* What is needed of a platform. port_esp32.c, port_posix.c and port_windows.c offer it. */
#ifndef SQNET_PORT_H
#define SQNET_PORT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum sqnet_port_memory { SQNET_PORT_INTERNAL, SQNET_PORT_EXTERNAL };

/* 16-aligned, or NULL. */
void *sqnet_port_allocate(size_t bytes, enum sqnet_port_memory memory);
void sqnet_port_free(void *memory);

/* The largest block that can be had now. */
size_t sqnet_port_largest(enum sqnet_port_memory memory);

/* A flash partition in the address space, read-only. */
typedef struct sqnet_mapping {
    const uint8_t *bytes; /* 16-aligned */
    uint32_t size;
    uintptr_t token; /* the platform's own */
} sqnet_mapping;

/* 0, or anything else if there is no partition of that name or no address space for it. A partition may be
 * mapped several times, each mapping is unmapped by itself. */
int sqnet_port_map(const char *label, sqnet_mapping *mapping);
void sqnet_port_unmap(const sqnet_mapping *mapping);

/* A thread on the core that the caller does not run on, if there is one. `run` ends it by returning. */
typedef struct sqnet_thread sqnet_thread;

/* NULL: there is no memory for it. */
sqnet_thread *sqnet_port_start(const char *name, uint32_t stack_bytes,
                               void (*run)(sqnet_thread *self, void *context), void *context);

/* Lets the thread's next (or present) sqnet_port_sleep return; several wakes before it are one. */
void sqnet_port_wake(sqnet_thread *thread);
void sqnet_port_sleep(sqnet_thread *self);

/* Waits until `run` has returned, and frees the thread. */
void sqnet_port_join(sqnet_thread *thread);

/* How many threads can run at once, at least 1. */
unsigned sqnet_port_cores(void);

/* One lock for all, not recursive, never held while anything takes long. */
void sqnet_port_lock(void);
void sqnet_port_unlock(void);

/* Wraps at 2^32. */
uint32_t sqnet_port_microseconds(void);

/* --- For measuring; not on Windows ---------- */

/* The calling core's own clock, which wraps at 2^32, and how often it counts in a microsecond. */
uint32_t sqnet_port_cycles(void);
uint32_t sqnet_port_cycles_in_microsecond(void);

/* Bytes that are free, and the fewest since the start. */
size_t sqnet_port_free_bytes(enum sqnet_port_memory memory);
size_t sqnet_port_least_free(enum sqnet_port_memory memory);

/* Bytes of a thread's stack that it has never used, the caller's for NULL; negative: nobody counts. */
int32_t sqnet_port_stack_left(const sqnet_thread *thread);

#ifdef __cplusplus
}
#endif

#endif
