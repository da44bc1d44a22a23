#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "sqnet.h"
#include "sqnet_host.h"

/* Bytes behind the arena that must stay as they are. */
#define MARGIN 4096u
#define STACK_BYTES (256u * 1024)
#define STACK_PAINT 0xc3

/* A device's engine with portable kernels: a packed model runs with a window. */
typedef struct painted_run {
    const sqnet_model *model;
    sqnet_window *window; /* of a packed model, or NULL */
    uint32_t arena_bytes;
    uint8_t *memory;
    int32_t *scores;
    uint32_t high; /* the highest byte changed, plus one */
    int32_t error;
    const uint8_t *top; /* of the stack when the engine is called */
} painted_run;

static int32_t infer(const painted_run *p) {
    sqnet_golden_source golden = {1, p->model->width};
    sqnet_source source = {sqnet_golden_row, &golden};
    sqnet_memory memory = {p->memory, p->arena_bytes, NULL, 0};
    sqnet_run run;
    if (!p->window)
        return sqnet_infer(&run, p->model, &memory, &source, p->scores);
    int32_t error = sqnet_begin_window(&run, p->window, p->model, &memory, &source);
    for (unsigned k = 0; !error && k < p->model->stages; k++)
        error = sqnet_stage(&run, k);
    return error ? error : sqnet_scores(&run, p->scores);
}

static int32_t run_painted(painted_run *p, uint8_t paint) {
    memset(p->memory, paint, p->arena_bytes + MARGIN);
    int32_t error = infer(p);
    for (uint32_t i = p->arena_bytes + MARGIN; !error && i > p->high; i--)
        if (p->memory[i - 1] != paint)
            p->high = i;
    return error;
}

/* On a painted stack of its own. */
static void *run_on_stack(void *argument) {
    painted_run *p = argument;
    uint8_t here = 0;
    p->top = &here;
    p->error = run_painted(p, 0xa5);
    return NULL;
}

static int32_t measure_stack(painted_run *p, uint32_t *stack_bytes) {
    uint8_t *stack = aligned_alloc(4096, STACK_BYTES);
    pthread_attr_t attributes;
    pthread_t thread;
    if (!stack)
        return SQNET_E_MEMORY;
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
    return failed ? SQNET_E_MEMORY : p->error;
}

static int32_t measure(painted_run *p, uint32_t *stack_bytes) {
    int packed = p->model->encoding == SQNET_ENCODING_PACKED;
    p->arena_bytes = packed ? sqnet_window_bytes(p->model) : p->model->arena_bytes;
    p->memory = aligned_alloc(16, p->arena_bytes + MARGIN);
    p->window = packed ? malloc(sizeof *p->window) : NULL;
    int32_t error = p->memory && (!packed || p->window) ? 0 : SQNET_E_MEMORY;
    /* A byte that happens to be written with the paint's own value differs from the other paint. */
    if (!error)
        error = run_painted(p, 0x5a);
    if (!error)
        error = measure_stack(p, stack_bytes);
    free(p->memory);
    free(p->window);
    return error;
}

/* A copy of the blob, which the caller frees, opened. */
static int32_t open_copy(const uint8_t *blob, int32_t size, uint8_t **copy, sqnet_model *model) {
    *copy = aligned_alloc(16, ((size_t)size + 15) / 16 * 16 + 16);
    if (!*copy)
        return SQNET_E_MEMORY;
    memcpy(*copy, blob, (size_t)size);
    return sqnet_open(model, *copy, (size_t)size, SQNET_OPEN_CHECK_CRC);
}

int32_t sqnet_host_high_water(const uint8_t *blob, int32_t size, int32_t *scores, int32_t count,
                              uint32_t *high, uint32_t *stack_bytes) {
    if (!blob || size < 0 || !scores || !high || !stack_bytes)
        return SQNET_E_ARGUMENT;
    uint8_t *copy;
    sqnet_model model;
    painted_run run = {.model = &model, .scores = scores};
    int32_t error = open_copy(blob, size, &copy, &model);
    if (!error)
        error = count == model.classes ? measure(&run, stack_bytes) : SQNET_E_ARGUMENT;
    free(copy);
    *high = run.high;
    return error;
}

int32_t sqnet_host_window_bytes(const uint8_t *blob, int32_t size) {
    if (!blob || size < 0)
        return SQNET_E_ARGUMENT;
    uint8_t *copy;
    sqnet_model model;
    int32_t error = open_copy(blob, size, &copy, &model);
    int32_t result = error ? error : (int32_t)sqnet_window_bytes(&model);
    free(copy);
    return result;
}
