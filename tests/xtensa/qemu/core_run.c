/* The whole C core on a 32-bit Xtensa machine, under qemu-xtensa: reads a blob from
 * standard input, writes the scores of golden(1) to standard output, one a line, as hexadecimal.
 *
 * No C library but memcpy and the like, no start-up code: Linux system calls as they are.
 *
 * With CORE_RUN_UNPACK it decodes packed weights instead, and writes nothing.
 *
 * With CORE_RUN_NO_KERNELS the kernels do nothing and the image is RGB565 of the network's size: what is left
 * is the engine's own work. */
#include <string.h>

#include "sqnet.h"

#define BLOB_BYTES (3u << 20)
#define ARENA_BYTES (1u << 20)
#define MAX_CLASSES 4096

enum { call_read = 12, call_write = 13, call_exit = 118 };

static uint8_t blob[BLOB_BYTES] __attribute__((aligned(16)));

static int32_t system_call(int32_t number, int32_t a, const void *b, uint32_t c) {
    register int32_t a2 __asm__("a2") = number;
    register int32_t a6 __asm__("a6") = a;
    register const void *a3 __asm__("a3") = b;
    register uint32_t a4 __asm__("a4") = c;
    __asm__ volatile("syscall" : "+r"(a2) : "r"(a6), "r"(a3), "r"(a4) : "memory");
    return a2;
}

static uint32_t read_blob(void) {
    uint32_t size = 0;
    int32_t got;
    while (size < BLOB_BYTES && (got = system_call(call_read, 0, blob + size, BLOB_BYTES - size)) > 0)
        size += (uint32_t)got;
    return size;
}

#ifdef CORE_RUN_NO_KERNELS
#include "kernels.h"

void sq_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step) {
    (void)taps, (void)z_out, (void)out, (void)out_step;
}

void sq_head_group(const sq_taps *taps, uint32_t times, int32_t *sums) {
    (void)taps, (void)times, (void)sums;
}

void sq_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) {
    (void)stage, (void)row, (void)pooled, (void)merge;
}

void sq_add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) {
    (void)skip, (void)sum, (void)bytes, (void)z;
}

void sq_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out) {
    (void)row, (void)pixels, (void)big_endian, (void)out;
}
#endif

/* Where counting begins and ends, for whoever follows the program counter. */
__attribute__((noinline)) void counted_begin(void) {
    __asm__ volatile("" ::: "memory");
}

__attribute__((noinline)) void counted_end(void) {
    __asm__ volatile("" ::: "memory");
}

#ifndef CORE_RUN_UNPACK
static uint8_t arena[ARENA_BYTES] __attribute__((aligned(16)));
#endif
static int32_t scores[MAX_CLASSES];

#if defined CORE_RUN_UNPACK
#define OPEN_FLAGS 0

static uint8_t weights[BLOB_BYTES] __attribute__((aligned(16)));
static sqnet_unpacker unpacker;

static int infer(sqnet_model *model) {
    int error = sqnet_unpack_begin(&unpacker, model);
    if (!error)
        error = sqnet_unpack(&unpacker, weights, sizeof weights, UINT32_MAX);
    model->classes = 0; /* there are no scores */
    return error;
}
#elif defined CORE_RUN_NO_KERNELS
#define OPEN_FLAGS 0

/* The pixels do not matter; the crop is the whole picture. */
static int infer(sqnet_model *model) {
    sqnet_image image = {blob, model->width, model->height, 2u * model->width, SQNET_RGB565_LE};
    sqnet_image_source source;
    sqnet_run run;
    model->crop_num = model->crop_den = 1;
    int error = sqnet_image_open(&source, model, &image);
    return error ? error : sqnet_infer(&run, model, arena, sizeof arena, sqnet_image_row, &source, scores);
}
#else
#define OPEN_FLAGS (SQNET_OPEN_CHECK_CRC | SQNET_OPEN_PROVE)

static int infer(sqnet_model *model) {
    sqnet_golden_source source = {1, model->width};
    sqnet_run run;
    return sqnet_infer(&run, model, arena, sizeof arena, sqnet_golden_row, &source, scores);
}
#endif

static void print(uint32_t value) {
    char line[9];
    for (unsigned i = 0; i < 8; i++)
        line[i] = "0123456789abcdef"[value >> (28 - 4 * i) & 15];
    line[8] = '\n';
    (void)system_call(call_write, 1, line, sizeof line);
}

void run(void) {
    static sqnet_model model;
    int error = sqnet_open(&model, blob, read_blob(), OPEN_FLAGS);
    if (!error) {
        counted_begin();
        error = infer(&model);
        counted_end();
    }
    for (unsigned c = 0; !error && c < model.classes; c++)
        print((uint32_t)scores[c]);
    (void)system_call(call_exit, error != 0, 0, 0);
}

/* A stack of our own: call0 code needs nothing else. */
static uint8_t stack[16384] __attribute__((aligned(16), used));

__asm__(".text\n"
        ".align 4\n"
        ".literal_position\n"
        ".literal stack_end, stack + 16384\n"
        ".global _start\n"
        "_start:\n"
        "l32r a1, stack_end\n"
        "call0 run\n");
