/* sq_head_group of kernels.h for the ESP32-S3: 1x1 over channels in multiples of 16, summed over the pixels.
 *
 *   void sq_head_group(const sq_taps *taps, uint32_t times, int32_t *sums)
 *
 * The sums of the call stay in q4..q7: lanes 0, 1, 2, 3 | 4, 5, 6, 7 | 8, 9, 10, 11 | 12, 13, 14, 15. */
#include "kernel.inc"
#include "section.inc"

/* Lanes of 20 bits to the upper ends of 32-bit words; what is below is shifted out later. `a`..`e` are the
 * five words of half an accumulator (bits 0..31, 32..63, ...), SAR is given. */
        .macro  to_vector q, word, lane
        ee.movi.32.q \q, \word, \lane
        .endm

        .macro  add_lanes sum, q
        ee.vsr.32 \q, \q
        ee.vmax.s32 \q, \q, q3
        ee.vadds.s32 \sum, \sum, \q
        .endm

        KERNEL_SECTION
        .align  4
        .global sq_head_group
        .type   sq_head_group, @function

sq_head_group:
        entry   a1, 32
        mov.n   a5, a3                  /* times */
        l32i    a6, a2, TAPS_PIXELS
        l32i    a8, a2, TAPS_WEIGHTS
        l32i    a9, a2, TAPS_PARAMS
        l32i    a14, a2, TAPS_RUN
        l32i    a13, a2, TAPS_STEP
        l32i    a3, a2, TAPS_ROWS
        ee.zero.q q4
        ee.zero.q q5
        ee.zero.q q6
        ee.zero.q q7
        sub     a13, a13, a14
        srli    a7, a14, 5              /* pairs of input vectors */
        extui   a14, a14, 4, 1          /* and one more? */
        far_beqz a6, .Lhead_end

        .set    tap_parity, 0
.Lhead_pixel:
        mov.n   a10, a8
        load_bias
        ee.vld.128.ip q0, a10, 16
        ee.vld.128.ip q1, a10, 16
        addi    a15, a7, -1
        far_beqz a14, .Lhead_even

/* An odd number of vectors: all pairs, then one. The last taps have nothing to refill. */
        nop.n                           /* the loop's first instruction within a word */
        loopnez a7, .Lhead_odd_pairs
        ee.vld.128.ip q2, a3, 16
        ee.vld.128.ip q3, a3, 16
        taps    16, q2
        taps    16, q3
.Lhead_odd_pairs:
        ee.vld.128.ip q2, a3, 16
        nop
        taps    14, q2
        ee.vsmulas.s8.qacc q0, q2, 14
        ee.vsmulas.s8.qacc q1, q2, 15
        j       .Lhead_sum

.Lhead_even:
        ee.vld.128.ip q2, a3, 16
        nop.n
        loopnez a15, .Lhead_even_pairs
        ee.vld.128.ip q3, a3, 16
        taps    16, q2
        ee.vld.128.ip q2, a3, 16
        taps    16, q3
.Lhead_even_pairs:
        ee.vld.128.ip q3, a3, 16
        taps    16, q2
        taps    14, q3
        ee.vsmulas.s8.qacc q0, q3, 14
        ee.vsmulas.s8.qacc q1, q3, 15

.Lhead_sum:
        ee.zero.q q3
        add     a3, a3, a13

/* Lane 0 is bits 0..19, lane 1 bits 20..39, and so on: each is moved to the top of a word. */
        .macro  half side, low, high
        rur.qacc_\side\()_0 a10
        rur.qacc_\side\()_1 a11
        rur.qacc_\side\()_2 a12
        rur.qacc_\side\()_3 a2
        slli    a15, a10, 12
        ee.movi.32.q q0, a15, 0
        ssai    8
        src     a15, a11, a10
        ee.movi.32.q q0, a15, 1
        slli    a15, a11, 4
        ee.movi.32.q q0, a15, 2
        ssai    16
        src     a15, a12, a11
        ee.movi.32.q q0, a15, 3
        rur.qacc_\side\()_4 a10
        ssai    4
        src     a15, a2, a12
        ee.movi.32.q q1, a15, 0
        slli    a15, a2, 8
        ee.movi.32.q q1, a15, 1
        ssai    12
        src     a15, a10, a2
        ee.movi.32.q q1, a15, 2
        ee.movi.32.q q1, a10, 3
        add_lanes \low, q0
        add_lanes \high, q1
        .endm

        half    l, q4, q5
        half    h, q6, q7
        addi.n  a6, a6, -1
        bnez    a6, .Lhead_pixel

.Lhead_end:
        bnei    a5, 1, .Lhead_many
        mov.n   a3, a4
        .irp    q, q4, q5, q6, q7
        ee.vld.128.ip q0, a4, 16
        ee.zero.q q3
        ee.vadds.s32 q0, q0, \q
        ee.vst.128.ip q0, a3, 16
        .endr
        retw.n

/* sums += times * what is in q4..q7 */
        .macro  multiply_lane q, lane
        ee.movi.32.a \q, a6, \lane
        mull    a6, a6, a5
        l32i    a7, a4, 4 * \lane
        add     a7, a7, a6
        s32i    a7, a4, 4 * \lane
        .endm

.Lhead_many:
        .irp    q, q4, q5, q6, q7
        multiply_lane \q, 0
        multiply_lane \q, 1
        multiply_lane \q, 2
        multiply_lane \q, 3
        addi    a4, a4, 16
        .endr
        retw.n

        .size   sq_head_group, . - sq_head_group

        .end    no-transform
