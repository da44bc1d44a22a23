#include "sqnet_measure.h"

#include <stddef.h>

#include "sqnet_block.h"
#include "sqnet_cores.h"
#include "sqnet_slots.h"
#include "sqnet_tasks.h"
#include "sqnet_worker.h"

#define KILOBYTE 1024u
#define MOST_KILOBYTES 8192
#define INTERNAL_BYTES (8u * KILOBYTE)
#define EXTERNAL_BYTES (256u * KILOBYTE)

/* --- Figures ---------- */

static int32_t clamp(size_t value) {
    return value > INT32_MAX ? INT32_MAX : (int32_t)value;
}

static int32_t memory(int32_t what, int32_t which) {
    if (which != SQNET_PORT_INTERNAL && which != SQNET_PORT_EXTERNAL)
        return SQNET_E_ARGUMENT;
    enum sqnet_port_memory kind = (enum sqnet_port_memory)which;
    return clamp(what == SQNET_MEASURED_FREE      ? sqnet_port_free_bytes(kind)
                 : what == SQNET_MEASURED_LARGEST ? sqnet_port_largest(kind)
                                                  : sqnet_port_least_free(kind));
}

/* A worker that ends meanwhile does so with the lock held. */
static int32_t stack_of(const sqnet_worker *worker) {
    sqnet_port_lock();
    bool runs = worker->thread && !worker->ended;
    int32_t left = runs ? sqnet_port_stack_left(worker->thread) : SQNET_E_CLOSED;
    sqnet_port_unlock();
    return runs && left < 0 ? SQNET_E_UNSUPPORTED : left;
}

static int32_t stack(int32_t which) {
    if (which == 0) {
        int32_t left = sqnet_port_stack_left(NULL);
        return left < 0 ? SQNET_E_UNSUPPORTED : left;
    }
    return which == 1   ? stack_of(sqnet_tasks_worker())
           : which == 2 ? stack_of(sqnet_cores_helper())
                        : SQNET_E_ARGUMENT;
}

int32_t sqnet_measure(int32_t what, int32_t which) {
    switch (what) {
    case SQNET_MEASURED_CLOCK:
        return (int32_t)sqnet_port_cycles_in_microsecond();
    case SQNET_MEASURED_FREE:
    case SQNET_MEASURED_LARGEST:
    case SQNET_MEASURED_LEAST:
        return memory(what, which);
    case SQNET_MEASURED_STACK:
        return stack(which);
    default:
        return SQNET_E_ARGUMENT;
    }
}

/* --- Reading ---------- */

/* What is read ends up here, so that no compiler leaves reading out. */
static volatile uint32_t sink;

/* Eight words a turn: the loop itself costs less than the loads. */
static uint32_t read_words(const uint32_t *words, uint32_t count) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i + 8 <= count; i += 8)
        sum ^= words[i] ^ words[i + 1] ^ words[i + 2] ^ words[i + 3] ^ words[i + 4] ^ words[i + 5] ^
               words[i + 6] ^ words[i + 7];
    return sum;
}

/* `bytes` is a multiple of 1 KB. A piece at a time, so that blocks of any such length do. */
static int32_t read_over(const uint8_t *block, uint32_t bytes, uint32_t kilobytes) {
    uint32_t sum = 0, at = 0, begin = sqnet_port_cycles();
    for (uint32_t i = 0; i < kilobytes; i++) {
        sum ^= read_words((const uint32_t *)(const void *)(block + at), KILOBYTE / 4);
        at = at + KILOBYTE == bytes ? 0 : at + KILOBYTE;
    }
    uint32_t cycles = sqnet_port_cycles() - begin;
    sink = sum;
    return clamp(cycles);
}

static int32_t read_block(enum sqnet_block_policy policy, uint32_t bytes, uint32_t kilobytes) {
    sqnet_block block = {NULL, 0};
    if (sqnet_block_take(&block, bytes, policy))
        return SQNET_E_MEMORY;
    for (uint32_t i = 0; i < bytes; i++)
        block.at[i] = (uint8_t)i;
    int32_t cycles = read_over(block.at, bytes, kilobytes);
    sqnet_block_drop(&block);
    return cycles;
}

static int32_t read_model(int32_t handle, uint32_t kilobytes) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    if (error)
        return error;
    const sqnet_mapping *mapping = &s->session.mapping;
    const uint8_t *blob = mapping->bytes ? mapping->bytes : s->session.loaded.at;
    uint32_t bytes = (mapping->bytes ? mapping->size : s->session.loaded_bytes) / KILOBYTE * KILOBYTE;
    return sqnet_slots_leave(s, bytes ? read_over(blob, bytes, kilobytes) : SQNET_E_ARGUMENT);
}

int32_t sqnet_measure_read(int32_t from, int32_t handle, int32_t kilobytes) {
    if (kilobytes < 1 || kilobytes > MOST_KILOBYTES)
        return SQNET_E_ARGUMENT;
    switch (from) {
    case SQNET_READ_INTERNAL:
        return read_block(SQNET_BLOCK_INTERNAL, INTERNAL_BYTES, (uint32_t)kilobytes);
    case SQNET_READ_EXTERNAL:
        return read_block(SQNET_BLOCK_EXTERNAL, EXTERNAL_BYTES, (uint32_t)kilobytes);
    case SQNET_READ_MODEL:
        return read_model(handle, (uint32_t)kilobytes);
    default:
        return SQNET_E_ARGUMENT;
    }
}

int32_t sqnet_measure_cycles(int32_t handle, int32_t cycles) {
    sqnet_slot *s;
    int32_t error = sqnet_slots_enter(handle, &s);
    if (error)
        return error;
    sqnet_slots_count(s, cycles != 0);
    return sqnet_slots_leave(s, 0);
}
