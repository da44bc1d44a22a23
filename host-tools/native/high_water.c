#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "sqnet.h"
#include "sqnet_host.h"

/* Bytes behind the arena that must stay as they are. */
#define MARGIN 4096u
#define STACK_BYTES (256u * 1024)
#define STACK_PAINT 0xc3

/* One inference by the device's engine, portable kernels, in a painted arena. Highest byte changed, plus one.
 */
static int32_t run_painted(const sqnet_model *model, uint8_t paint, uint8_t *memory, int32_t *scores,
                           uint32_t *high) {
    sqnet_golden_source source = {1, model->width};
    sqnet_run run;
    memset(&run, 0, sizeof run);
    memset(memory, paint, model->arena_bytes + MARGIN);
    int32_t error = sqnet_infer(&run, model, memory, model->arena_bytes, sqnet_golden_row, &source, scores);
    for (uint32_t i = model->arena_bytes + MARGIN; !error && i > *high; i--)
        if (memory[i - 1] != paint)
            *high = i;
    return error;
}

/* The same on a painted stack of its own. */
typedef struct painted_run {
    const sqnet_model *model;
    uint8_t *memory;
    int32_t *scores;
    uint32_t high;
    int32_t error;
    const uint8_t *top; /* of the stack when the engine is called */
} painted_run;

static void *run_on_stack(void *argument) {
    painted_run *p = argument;
    uint8_t here = 0;
    p->top = &here;
    p->error = run_painted(p->model, 0xa5, p->memory, p->scores, &p->high);
    return NULL;
}

static int32_t measure_stack(painted_run *p, uint32_t *stack_bytes) {
    uint8_t *stack = aligned_alloc(4096, STACK_BYTES);
    pthread_attr_t attributes;
    pthread_t thread;
    if (!stack)
        return SQNET_E_ARENA;
    memset(stack, STACK_PAINT, STACK_BYTES);
    int failed = pthread_attr_init(&attributes) || pthread_attr_setstack(&attributes, stack, STACK_BYTES) ||
                 pthread_create(&thread, &attributes, run_on_stack, p) || pthread_join(thread, NULL);
    if (!failed) {
        const uint8_t *lowest = stack;
        while (*lowest == STACK_PAINT)
            lowest++;
        *stack_bytes = (uint32_t)(p->top - lowest);
    }
    free(stack);
    return failed ? SQNET_E_ARENA : p->error;
}

int32_t sqnet_host_high_water(const uint8_t *blob, int32_t size, int32_t *scores, int32_t count,
                              uint32_t *high, uint32_t *stack_bytes) {
    if (!blob || size < 0 || !scores || !high || !stack_bytes)
        return SQNET_E_ARGUMENT;
    size_t bytes = ((size_t)size + 15) / 16 * 16 + 16;
    uint8_t *copy = aligned_alloc(16, bytes);
    uint8_t *memory = NULL;
    sqnet_model model;
    int32_t error = SQNET_E_ARENA;
    *high = 0;
    if (copy) {
        memcpy(copy, blob, (size_t)size);
        error = sqnet_open(&model, copy, (size_t)size, SQNET_OPEN_CHECK_CRC);
    }
    if (!error && count != model.classes)
        error = SQNET_E_ARGUMENT;
    if (!error) {
        memory = aligned_alloc(16, model.arena_bytes + MARGIN);
        error = memory ? 0 : SQNET_E_ARENA;
    }
    /* A byte that happens to be written with the paint's own value differs from the other paint. */
    if (!error)
        error = run_painted(&model, 0x5a, memory, scores, high);
    if (!error) {
        painted_run painted = {&model, memory, scores, *high, 0, NULL};
        error = measure_stack(&painted, stack_bytes);
        *high = painted.high;
    }
    free(memory);
    free(copy);
    return error;
}
