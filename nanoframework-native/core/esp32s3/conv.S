/* sq_conv_group of kernels.h for the ESP32-S3: one pixel of 16 output channels at a time.
 *
 *   void sq_conv_group(const sq_taps *taps, int32_t z_out, int8_t *out, uint32_t out_step)
 *
 * Four shapes, by speed:
 *   1x1 and 3x3 over channels in multiples of 16: 16 multiply-accumulates an instruction, one instruction a cycle
 *   3x3 / 2 and 7x7 over three channels (conv1): unaligned rows through EE.SRC.Q; they read up to 16 bytes after
 *       the last row, which in the engine's arena is mid
 *   anything else: a broadcast load per tap; slow, correct
 */
#include "kernel.inc"
#include "section.inc"

        KERNEL_SECTION
        .align  4
        .global sq_conv_group
        .type   sq_conv_group, @function

sq_conv_group:
        entry   a1, 48
        l32i    a6, a2, TAPS_PIXELS
        l32i    a8, a2, TAPS_WEIGHTS
        l32i    a9, a2, TAPS_PARAMS
        l32i    a13, a2, TAPS_STEP
        l32i    a14, a2, TAPS_RUN
        l32i    a11, a2, TAPS_KH
        l8ui    a15, a9, SQ_PARAMS_SHIFT
        s8i     a3, a1, 0
        far_beqz a6, .Ldone
        ee.vldbc.8 q7, a1
        extui   a3, a14, 0, 4
        l32i    a12, a2, TAPS_ROWS
        far_bnez a3, .Lunaligned
        extui   a3, a12, 0, 4
        far_bnez a3, .Lgeneric
        srli    a7, a14, 4              /* vectors of input a row */
        far_beqi a11, 3, .Lthree
        far_bnei a11, 1, .Lgeneric

/* --- 1x1 */

        .set    tap_parity, 0
        mov.n   a2, a12
        start_weights
        far_beqi a7, 1, .Lone_1
        far_beqi a7, 2, .Lone_2
        far_beqi a7, 3, .Lone_3
        j       .Lone_many

/* A pixel of one to three vectors fits in a zero-overhead loop. The last pixel is apart, since the loop loads
 * the next pixel's first vector where the accumulators are not ready to be read yet. */
        .macro  small_pixel vectors, last
        load_bias
        .if     \vectors == 1
        last_taps 16, q2
        .endif
        .if     \vectors == 2
        ee.vld.128.ip q3, a2, 16
        taps    16, q2
        last_taps 16, q3
        .endif
        .if     \vectors == 3
        ee.vld.128.ip q3, a2, 16
        taps    16, q2
        ee.vld.128.ip q4, a2, 16
        taps    16, q3
        last_taps 16, q4
        .endif
        .ifeq   \last
        ee.vld.128.ip q2, a2, 16
        .endif
        ee.srcmb.s8.qacc q3, a15, 0
        ee.vmax.s8 q3, q3, q7
        ee.vst.128.xp q3, a4, a5
        .endm

        .macro  small_pixels vectors
        ee.vld.128.ip q2, a2, 16
        addi.n  a6, a6, -1
        loopnez a6, .Lone_last_\vectors
        small_pixel \vectors, 0
.Lone_last_\vectors:
        small_pixel \vectors, 1
        retw.n
        .endm

        .align  4
.Lone_1:
        small_pixels 1
        .align  4
.Lone_2:
        small_pixels 2
        .align  4
.Lone_3:
        small_pixels 3

/* --- Rows of many vectors. q2 holds the next vector at the start of a row and at its end, where `next` is the
 * row that it comes from. */

/* Two vectors a turn. */
        .macro  pairs count, row, label, pad=0
        .rept   \pad
        nop.n                           /* keeps the loop's first instruction within a word */
        .endr
        loopnez \count, .Lpairs_\label
        ee.vld.128.ip q3, \row, 16
        taps    16, q2
        ee.vld.128.ip q2, \row, 16
        taps    16, q3
.Lpairs_\label:
        .endm

/* An even row: all pairs but the last, whose first load moves on to the next pixel (a13 bytes). */
        .macro  even_row row, next, label
        pairs   a7, \row, \label
        ee.vld.128.xp q3, \row, a13
        taps    16, q2
        ee.vld.128.ip q2, \next, 16
        taps    16, q3
        .endm

        .macro  last_even_row row, label, pad=0
        pairs   a7, \row, \label, \pad
        ee.vld.128.xp q3, \row, a13
        taps    16, q2
        last_taps 16, q3
        .endm

        .macro  odd_row row, next, label
        pairs   a7, \row, \label
        taps    16, q2
        ee.vld.128.ip q2, \next, 16
        add     \row, \row, a13
        .endm

        .macro  last_odd_row row, label, pad=0
        pairs   a7, \row, \label, \pad
        last_taps 16, q2
        add     \row, \row, a13
        .endm

        .macro  store_pixel
        ee.srcmb.s8.qacc q3, a15, 0
        ee.vmax.s8 q3, q3, q7
        ee.vst.128.xp q3, a4, a5
        .endm

/* a7 = pairs before the last vectors, a13 = from there to the next pixel. */
        .macro  plan_even
        addi    a7, a7, -2
        srli    a7, a7, 1
        sub     a13, a13, a14
        addi    a13, a13, 16
        .endm

        .macro  plan_odd
        srli    a7, a7, 1
        sub     a13, a13, a14
        .endm

        .align  4
.Lone_many:
        far_bbsi a7, 0, .Lone_odd
        plan_even
.Lone_even_pixel:
        ee.vld.128.ip q2, a2, 16
        load_bias
        last_even_row a2, one_even
        addi.n  a6, a6, -1
        store_pixel
        bnez    a6, .Lone_even_pixel
        retw.n

        .align  4
.Lone_odd:
        plan_odd
.Lone_odd_pixel:
        ee.vld.128.ip q2, a2, 16
        load_bias
        last_odd_row a2, one_odd
        addi.n  a6, a6, -1
        store_pixel
        bnez    a6, .Lone_odd_pixel
        retw.n

/* --- 3x3: rows a2, a11, a12 */

        .align  4
.Lthree:
        l32i    a11, a2, TAPS_ROWS + 4
        l32i    a3, a2, TAPS_ROWS + 8
        or      a10, a11, a3
        extui   a10, a10, 0, 4
        far_bnez a10, .Lgeneric
        mov.n   a2, a12
        mov.n   a12, a3
        start_weights
        far_beqi a7, 3, .Lthree_16
        far_bbsi a7, 0, .Lthree_odd
        plan_even
        nop
        nop.n
.Lthree_even_pixel:
        ee.vld.128.ip q2, a2, 16
        load_bias
        even_row a2, a11, three_even_0
        even_row a11, a12, three_even_1
        last_even_row a12, three_even_2, 1
        addi.n  a6, a6, -1
        store_pixel
        bnez    a6, .Lthree_even_pixel
        retw.n

        .align  4
.Lthree_odd:
        plan_odd
        nop
        nop.n
.Lthree_odd_pixel:
        ee.vld.128.ip q2, a2, 16
        load_bias
        odd_row a2, a11, three_odd_0
        odd_row a11, a12, three_odd_1
        last_odd_row a12, three_odd_2, 1
        addi.n  a6, a6, -1
        store_pixel
        bnez    a6, .Lthree_odd_pixel
        retw.n

/* 16 input channels: nine vectors, no inner loop. */
        .align  4
.Lthree_16:
        addi    a13, a13, -32
        nop.n
.Lthree_16_pixel:
        ee.vld.128.ip q2, a2, 16
        load_bias
        ee.vld.128.ip q3, a2, 16
        taps    16, q2
        ee.vld.128.xp q4, a2, a13
        taps    16, q3
        ee.vld.128.ip q2, a11, 16
        taps    16, q4
        ee.vld.128.ip q3, a11, 16
        taps    16, q2
        ee.vld.128.xp q4, a11, a13
        taps    16, q3
        ee.vld.128.ip q2, a12, 16
        taps    16, q4
        ee.vld.128.ip q3, a12, 16
        taps    16, q2
        ee.vld.128.xp q4, a12, a13
        taps    16, q3
        last_taps 16, q4
        addi.n  a6, a6, -1
        store_pixel
        bnez    a6, .Lthree_16_pixel
.Ldone:
        retw.n

/* --- Three input channels: rows at a constant distance, a multiple of 16, as the engine lays them out. a2 walks
 * down the window; a11 leads from a row's last load to the next row, a14 from below the window to the next one. */

        .align  4
.Lunaligned:
        addi    a3, a2, TAPS_ROWS       /* are they? */
        addi    a7, a11, -1
        far_beqz a7, .Lgeneric
        l32i    a10, a2, TAPS_ROWS + 4
        sub     a10, a10, a12
        extui   a12, a10, 0, 4
        far_bnez a12, .Lgeneric
.Lcheck_row:
        l32i    a12, a3, 0
        add     a12, a12, a10
        l32i    a11, a3, 4
        addi    a3, a3, 4
        far_bne a11, a12, .Lgeneric
        addi.n  a7, a7, -1
        bnez    a7, .Lcheck_row
        l32i    a11, a2, TAPS_KH
        movi    a3, 21
        far_beq a14, a3, .Limage_seven
        movi    a3, 9
        far_bne a14, a3, .Lgeneric
        far_bnei a11, 3, .Lgeneric
        l32i    a2, a2, TAPS_ROWS
        addx2   a3, a10, a10
        sub     a14, a13, a3
        addi    a11, a10, -16
        start_weights
        srli    a7, a6, 1
        far_bnei a13, 6, .Limage_three_single
        far_beqz a7, .Limage_three_single
        add     a12, a14, a13

/* Row by row; the last row's bytes need one more instruction: q3 from q3 and q6. */
        .macro  image_three_load
        ee.ld.128.usar.ip q2, a2, 16
        ee.ld.128.usar.xp q3, a2, a11
        ee.ld.128.usar.ip q4, a2, 16
        ee.src.q q2, q2, q3
        ee.ld.128.usar.xp q5, a2, a11
        ee.ld.128.usar.ip q3, a2, 16
        ee.src.q q4, q4, q5
        ee.ld.128.usar.xp q6, a2, a11
        load_bias
        ee.src.q q3, q3, q6
        .endm

        .macro  store_image_pixel
        ee.srcmb.s8.qacc q5, a15, 0
        ee.vmax.s8 q5, q5, q7
        ee.vst.128.xp q5, a4, a5
        .endm

/* At stride 2 the windows of two neighbours lie within the same 16 bytes. */
        nop.n
.Limage_three_pair:
        image_three_load
        taps    9, q2
        taps    9, q4
        last_taps 9, q3
        addi.n  a7, a7, -1
        store_image_pixel
        load_bias
        taps    9, q2, 6
        taps    9, q4, 6
        last_taps 9, q3, 6
        add     a2, a2, a12
        store_image_pixel
        bnez    a7, .Limage_three_pair
        extui   a6, a6, 0, 1
        beqz    a6, .Limage_done

.Limage_three_single:
        image_three_load
        taps    9, q2
        taps    9, q4
        last_taps_of_odd 9, q3
        store_image_pixel
        add     a2, a2, a14
        addi.n  a6, a6, -1
        far_bnez a6, .Limage_three_single
.Limage_done:
        retw.n

        .align  4
.Limage_seven:
        far_bnei a11, 7, .Lgeneric
        l32i    a2, a2, TAPS_ROWS
        slli    a3, a10, 3
        sub     a3, a3, a10
        sub     a14, a13, a3
        addi    a11, a10, -32
        start_weights

/* 21 bytes of a row are in two registers; the third is for the load. */
        .macro  image_seven_load low, high
        ee.ld.128.usar.ip \low, a2, 16
        ee.ld.128.usar.ip \high, a2, 16
        ee.ld.128.usar.xp q4, a2, a11
        .endm

        .macro  image_seven_align low, high
        ee.src.q \low, \low, \high
        ee.src.q \high, \high, q4
        .endm

        .macro  image_seven_row low, high, next_low, next_high
        image_seven_load \next_low, \next_high
        taps    16, \low
        image_seven_align \next_low, \next_high
        taps    5, \high
        .endm

.Limage_seven_pixel:
        image_seven_load q2, q3
        load_bias
        image_seven_align q2, q3
        image_seven_row q2, q3, q5, q6
        image_seven_row q5, q6, q2, q3
        image_seven_row q2, q3, q5, q6
        image_seven_row q5, q6, q2, q3
        image_seven_row q2, q3, q5, q6
        image_seven_row q5, q6, q2, q3
        taps    16, q2
        last_taps_of_odd 5, q3
        store_image_pixel
        add     a2, a2, a14
        addi.n  a6, a6, -1
        bnez    a6, .Limage_seven_pixel
        retw.n

/* --- Any shape: a2 the taps, a3 the offset of the pixel in a row */

        .align  4
.Lgeneric:
        l32i    a14, a2, TAPS_RUN
        movi    a3, 0
.Lgeneric_pixel:
        load_bias
        l32i    a11, a2, TAPS_KH
        mov.n   a10, a8
        addi    a7, a2, TAPS_ROWS
.Lgeneric_row:
        l32i    a12, a7, 0
        addi    a7, a7, 4
        add     a12, a12, a3
        nop.n
        loopnez a14, .Lgeneric_taps
        ee.vld.128.ip q0, a10, 16
        ee.vldbc.8.ip q2, a12, 1
        ee.vmulas.s8.qacc q0, q2
.Lgeneric_taps:
        addi.n  a11, a11, -1
        bnez    a11, .Lgeneric_row
        add     a3, a3, a13
        addi.n  a6, a6, -1
        store_image_pixel
        bnez    a6, .Lgeneric_pixel
        retw.n

        .size   sq_conv_group, . - sq_conv_group

        .end    no-transform
