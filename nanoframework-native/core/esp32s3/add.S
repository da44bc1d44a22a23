/* sq_add_skip of kernels.h for the ESP32-S3: 32 bytes a turn.
 *
 *   void sq_add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z)
 *
 * With z = 0 neither term is negative, and the saturating addition is all there is. With z = -128 the sum is
 * min(127, low + 128 + high), where low and high are the smaller and the larger term: if low is negative,
 * low + 128 fits and high may saturate or not; if it is not, both are positive and 127 is right. No sum reaches
 * the lower end. */
#include "section.inc"

        .begin  no-transform

        .macro  load_four
        ee.vld.128.ip q0, a2, 16
        ee.vld.128.ip q1, a3, 16
        ee.vld.128.ip q2, a2, 16
        ee.vld.128.ip q3, a3, -16
        .endm

        .macro  store_two
        ee.vst.128.ip q0, a3, 16
        ee.vst.128.ip q2, a3, 16
        .endm

        KERNEL_SECTION
        .align  4
        .global sq_add_skip
        .type   sq_add_skip, @function

sq_add_skip:
        entry   a1, 48
        extui   a6, a4, 4, 1            /* one more vector? */
        srli    a4, a4, 5               /* pairs */
        bnez    a5, .Ladd_full

        nop.n                           /* the loops' first instructions within a word */
        loopnez a4, .Ladd_pairs
        load_four
        ee.vadds.s8 q0, q0, q1
        ee.vadds.s8 q2, q2, q3
        store_two
.Ladd_pairs:
        beqz    a6, .Ladd_done
        ee.vld.128.ip q0, a2, 16
        ee.vld.128.ip q1, a3, 0
        nop
        ee.vadds.s8 q0, q0, q1
        ee.vst.128.ip q0, a3, 16
.Ladd_done:
        retw.n

        .align  4
.Ladd_full:
        s8i     a5, a1, 0
        ee.vldbc.8 q7, a1
        nop.n
        nop.n
        loopnez a4, .Ladd_full_pairs
        load_four
        ee.vmin.s8 q4, q0, q1
        ee.vmax.s8 q0, q0, q1
        ee.vmin.s8 q5, q2, q3
        ee.vsubs.s8 q4, q4, q7
        ee.vmax.s8 q2, q2, q3
        ee.vsubs.s8 q5, q5, q7
        ee.vadds.s8 q0, q0, q4
        ee.vadds.s8 q2, q2, q5
        store_two
.Ladd_full_pairs:
        beqz    a6, .Ladd_done
        ee.vld.128.ip q0, a2, 16
        ee.vld.128.ip q1, a3, 0
        nop
        ee.vmin.s8 q4, q0, q1
        ee.vmax.s8 q0, q0, q1
        ee.vsubs.s8 q4, q4, q7
        ee.vadds.s8 q0, q0, q4
        ee.vst.128.ip q0, a3, 16
        retw.n

        .size   sq_add_skip, . - sq_add_skip

        .end    no-transform
