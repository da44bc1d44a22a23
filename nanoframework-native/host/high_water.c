#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "sqnet.h"
#include "sqnet_host.h"
#include "sqnet_port.h"

/* Bytes behind the arena that must stay as they are. */
#define MARGIN 4096u

/* Of the measuring thread's stack, the part below a frame that is painted, behind a gap for the function that
 * paints or looks. */
#define STACK_BYTES (256u * 1024)
#define PAINTED_BYTES (63u * 1024 + 512)
#define GAP_BYTES 512u
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
    uint32_t stack_bytes;
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

/* What lies below the frame of a caller belongs to nobody: volatile, and hidden from the optimizer. From above,
 * as Windows lends a stack page by page. */
static __attribute__((noinline)) void paint_below(uintptr_t frame) {
    volatile uint8_t *at = (volatile uint8_t *)(frame - GAP_BYTES);
    for (uint32_t i = 0; i < PAINTED_BYTES; i++)
        *--at = STACK_PAINT;
}

static __attribute__((noinline)) uint32_t changed_below(uintptr_t frame) {
    uint32_t bytes = GAP_BYTES + PAINTED_BYTES;
    const volatile uint8_t *at = (const volatile uint8_t *)(frame - bytes);
    while (bytes > GAP_BYTES && *at++ == STACK_PAINT)
        bytes--;
    return bytes;
}

/* On a thread of its own, whose stack is large enough to be painted. */
static void *run_on_stack(void *argument) {
    painted_run *p = argument;
    volatile uint8_t here = 0;
    uintptr_t frame = (uintptr_t)&here;
    paint_below(frame);
    p->error = run_painted(p, 0xa5);
    p->stack_bytes = changed_below(frame);
    return NULL;
}

static int32_t measure_stack(painted_run *p) {
    pthread_attr_t attributes;
    pthread_t thread;
    int failed = pthread_attr_init(&attributes) || pthread_attr_setstacksize(&attributes, STACK_BYTES) ||
                 pthread_create(&thread, &attributes, run_on_stack, p) || pthread_join(thread, NULL);
    return failed ? SQNET_E_MEMORY : p->error;
}

static int32_t measure(painted_run *p) {
    int packed = p->model->encoding == SQNET_ENCODING_PACKED;
    p->arena_bytes = packed ? sqnet_window_bytes(p->model) : p->model->arena_bytes;
    p->memory = sqnet_port_allocate(p->arena_bytes + MARGIN, SQNET_PORT_INTERNAL);
    p->window = packed ? malloc(sizeof *p->window) : NULL;
    int32_t error = p->memory && (!packed || p->window) ? 0 : SQNET_E_MEMORY;
    /* A byte that happens to be written with the paint's own value differs from the other paint. */
    if (!error)
        error = run_painted(p, 0x5a);
    if (!error)
        error = measure_stack(p);
    sqnet_port_free(p->memory);
    free(p->window);
    return error;
}

/* A copy of the blob, which the caller gives back, opened. */
static int32_t open_copy(const uint8_t *blob, int32_t size, uint8_t **copy, sqnet_model *model) {
    *copy = sqnet_port_allocate((size_t)size + 1, SQNET_PORT_INTERNAL);
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
        error = count == model.classes ? measure(&run) : SQNET_E_ARGUMENT;
    sqnet_port_free(copy);
    *high = run.high;
    *stack_bytes = run.stack_bytes;
    return error;
}

int32_t sqnet_host_window_bytes(const uint8_t *blob, int32_t size) {
    if (!blob || size < 0)
        return SQNET_E_ARGUMENT;
    uint8_t *copy;
    sqnet_model model;
    int32_t error = open_copy(blob, size, &copy, &model);
    int32_t result = error ? error : (int32_t)sqnet_window_bytes(&model);
    sqnet_port_free(copy);
    return result;
}
