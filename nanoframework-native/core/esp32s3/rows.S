/* sq_rgb565_row of kernels.h for the ESP32-S3: two pixels a turn.
 *
 *   void sq_rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out) */
#include "kernel.inc"
#include "section.inc"

        .macro  load_halfword pixel, at
        l16ui   \pixel, a2, \at
        .endm

        .macro  load_little pixel, at
        l8ui    a12, a2, \at + 1
        l8ui    \pixel, a2, \at
        slli    a12, a12, 8
        or      \pixel, \pixel, a12
        .endm

        .macro  load_big pixel, at
        l8ui    a12, a2, \at
        l8ui    \pixel, a2, \at + 1
        slli    a12, a12, 8
        or      \pixel, \pixel, a12
        .endm

/* v << 3 | v >> 2 for red and blue, v << 2 | v >> 4 for green. Flipping the top bit of v flips that of the byte,
 * which takes 128 away; what is shifted right comes from the pixel as it was. */
        .macro  store_rgb pixel, flipped, at
        extui   a12, \flipped, 11, 5
        extui   a13, \pixel, 13, 3
        extui   a14, \flipped, 5, 6
        addx8   a12, a12, a13
        extui   a15, \pixel, 9, 2
        s8i     a12, a5, \at
        extui   a12, \flipped, 0, 5
        addx4   a14, a14, a15
        extui   a13, \pixel, 2, 3
        s8i     a14, a5, \at + 1
        addx8   a12, a12, a13
        s8i     a12, a5, \at + 2
        .endm

        .macro  convert load, label
        loopnez a6, .Lpairs_done_\label
        \load   a8, 0
        \load   a9, 2
        xor     a10, a8, a11
        store_rgb a8, a10, 0
        xor     a10, a9, a11
        store_rgb a9, a10, 3
        addi    a2, a2, 4
        addi    a5, a5, 6
.Lpairs_done_\label:
        beqz    a3, .Lno_last_\label
        \load   a8, 0
        xor     a10, a8, a11
        store_rgb a8, a10, 0
.Lno_last_\label:
        retw.n
        .endm

        KERNEL_SECTION
        .align  4
        .global sq_rgb565_row
        .type   sq_rgb565_row, @function

sq_rgb565_row:
        entry   a1, 32
        srli    a6, a3, 1
        extui   a3, a3, 0, 1            /* a last one? */
        movi    a7, 0x84
        slli    a11, a7, 8
        addi    a11, a11, 0x10          /* top bits of the three colours: 0x8410 */
        far_bnez a4, .Lbig
        extui   a7, a2, 0, 1
        far_bnez a7, .Lbytes
        convert load_halfword, halfword

        .align  4
.Lbytes:
        nop.n                           /* the loop's first instruction within a word */
        convert load_little, little

        .align  4
.Lbig:
        nop.n
        convert load_big, big

        .size   sq_rgb565_row, . - sq_rgb565_row

        .end    no-transform
