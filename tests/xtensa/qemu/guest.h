/* A program without a C library or start-up code under qemu-xtensa: Linux system calls as they are, a blob
 * from standard input, and marks for whoever counts instructions. Included by the one file of each program,
 * which defines run(). */
#ifndef GUEST_H
#define GUEST_H

#include <stdint.h>

#define BLOB_BYTES (3u << 20)

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

__attribute__((unused)) static uint32_t read_blob(void) {
    uint32_t size = 0;
    int32_t got;
    while (size < BLOB_BYTES && (got = system_call(call_read, 0, blob + size, BLOB_BYTES - size)) > 0)
        size += (uint32_t)got;
    return size;
}

static void print(uint32_t value) {
    char line[9];
    for (unsigned i = 0; i < 8; i++)
        line[i] = "0123456789abcdef"[value >> (28 - 4 * i) & 15];
    line[8] = '\n';
    (void)system_call(call_write, 1, line, sizeof line);
}

/* Where counting begins and ends, for whoever follows the program counter. */
__attribute__((noinline)) void counted_begin(void) {
    __asm__ volatile("" ::: "memory");
}

__attribute__((noinline)) void counted_end(void) {
    __asm__ volatile("" ::: "memory");
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

#endif
