/* sq_pool_row of kernels.h for the ESP32-S3: 16 channels an instruction.
 *
 *   void sq_pool_row(const sq_stage *stage, const int8_t *row, int8_t *pooled, int merge) */
#include "section.inc"

        .begin  no-transform

        .set    STAGE_POOL_K, 4
        .set    STAGE_POOL_STRIDE, 8
        .set    STAGE_POOL_PAD, 12
        .set    STAGE_MID_W, 28
        .set    STAGE_OUT_W, 36
        .set    STAGE_A_OC, 60
        .set    STAGE_B_OC, 108

        KERNEL_SECTION
        .align  4
        .global sq_pool_row
        .type   sq_pool_row, @function

sq_pool_row:
        entry   a1, 32
        l32i    a6, a2, STAGE_A_OC
        l32i    a7, a2, STAGE_B_OC
        l32i    a8, a2, STAGE_OUT_W
        add     a6, a6, a7              /* channels */
        l32i    a9, a2, STAGE_POOL_PAD
        srli    a7, a6, 4               /* vectors of them */
        neg     a9, a9                  /* start of the window */
        beqz    a8, .Lpool_done

.Lpool_window:
        movi    a10, 0
        max     a10, a10, a9            /* its first column */
        l32i    a11, a2, STAGE_POOL_K
        l32i    a12, a2, STAGE_MID_W
        add     a11, a11, a9
        min     a11, a11, a12
        sub     a11, a11, a10           /* how many */
        mull    a10, a10, a6
        l32i    a13, a2, STAGE_POOL_STRIDE
        add     a9, a9, a13
        add     a10, a10, a3
        beqi    a11, 3, .Lpool_three
        mov.n   a12, a5                 /* does the output hold anything yet? */
        mov.n   a14, a10

.Lpool_column:
        mov.n   a13, a4
        bnez    a12, .Lpool_merge
        nop.n                           /* the loops' first instructions within a word */
        loopnez a7, .Lpool_copied
        ee.vld.128.ip q0, a14, 16
        nop
        ee.vst.128.ip q0, a13, 16
.Lpool_copied:
        movi    a12, 1
        addi.n  a11, a11, -1
        bnez    a11, .Lpool_column
        j       .Lpool_next

.Lpool_merge:
        loopnez a7, .Lpool_merged
        ee.vld.128.ip q0, a14, 16
        ee.vld.128.ip q1, a13, 0
        nop
        ee.vmax.s8 q0, q0, q1
        ee.vst.128.ip q0, a13, 16
.Lpool_merged:
        addi.n  a11, a11, -1
        bnez    a11, .Lpool_column
        j       .Lpool_next

/* Three columns at once. */
.Lpool_three:
        add     a11, a10, a6
        add     a12, a11, a6
        mov.n   a13, a4
        bnez    a5, .Lpool_three_merge
        loopnez a7, .Lpool_next
        ee.vld.128.ip q0, a10, 16
        ee.vld.128.ip q1, a11, 16
        ee.vld.128.ip q2, a12, 16
        ee.vmax.s8 q0, q0, q1
        ee.vmax.s8 q0, q0, q2
        ee.vst.128.ip q0, a13, 16
.Lpool_next:
        add     a4, a4, a6
        addi    a8, a8, -1
        bnez    a8, .Lpool_window
.Lpool_done:
        retw.n

.Lpool_three_merge:
        loopnez a7, .Lpool_three_merged
        ee.vld.128.ip q0, a10, 16
        ee.vld.128.ip q1, a11, 16
        ee.vld.128.ip q2, a12, 16
        ee.vld.128.ip q3, a13, 0
        ee.vmax.s8 q0, q0, q1
        ee.vmax.s8 q2, q2, q3
        ee.vmax.s8 q0, q0, q2
        ee.vst.128.ip q0, a13, 16
.Lpool_three_merged:
        j       .Lpool_next

        .size   sq_pool_row, . - sq_pool_row

        .end    no-transform
