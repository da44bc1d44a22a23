/* Handles of slots in a table: slot + 1 + generation * 256, at least 1. An old handle never means what has
 * come into its slot since, until 2^20 others have. */
#ifndef SQNET_HANDLE_H
#define SQNET_HANDLE_H

#include <stdint.h>

#define SQNET_GENERATIONS (1u << 20)

static inline uint32_t sqnet_next_generation(uint32_t generation) {
    return (generation + 1) % SQNET_GENERATIONS;
}

static inline int32_t sqnet_handle(uint32_t slot, uint32_t generation) {
    return (int32_t)(slot + 1 + (generation << 8));
}

/* The slot that a handle names, whatever its generation; at least 255 if it names none. */
static inline uint32_t sqnet_handle_slot(int32_t handle) {
    return handle < 0 ? 255u : ((uint32_t)handle & 255u) - 1u;
}

#endif
