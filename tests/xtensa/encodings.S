/* One or two instructions of each macro of pie.inc, for encoding_test.cpp. */
        .begin  no-transform
        .text
        .align  4
        .global encodings
        .type   encodings, @function
encodings:
        entry   a1, 48
        ee.vld.128.ip q5, a7, -48
        ee.vst.128.ip q3, a6, -816
        ee.ld.128.usar.ip q4, a8, -592
        ee.vld.128.xp q5, a10, a12
        ee.vst.128.xp q6, a12, a14
        ee.ld.128.usar.xp q1, a9, a7
        ee.vldbc.8 q2, a3
        ee.vldbc.8.ip q3, a3, 103
        ee.ld.qacc_h.h.32.ip a6, -292
        ee.ld.qacc_h.l.128.ip a14, 96
        ee.ld.qacc_l.h.32.ip a0, -184
        ee.ld.qacc_l.l.128.ip a5, -352
        ee.zero.q q6
        ee.src.q q6, q7, q5
        ee.srcmb.s8.qacc q4, a1, 1
        ee.srcmb.s8.qacc q7, a9, 0
        ee.vmax.s8 q4, q1, q6
        ee.vmax.s32 q3, q2, q7
        ee.vmin.s8 q7, q6, q0
        ee.vadds.s8 q4, q4, q5
        ee.vsubs.s8 q7, q1, q5
        ee.vadds.s32 q3, q5, q2
        ee.vsr.32 q4, q3
        ee.movi.32.q q5, a5, 3
        ee.movi.32.a q7, a0, 1
        ee.vmulas.s8.qacc q5, q7
        ee.vsmulas.s8.qacc q3, q6, 3
        ee.vsmulas.s8.qacc q7, q1, 14
        ee.vsmulas.s8.qacc.ld.incp q1, a8, q1, q1, 4
        ee.vsmulas.s8.qacc.ld.incp q6, a13, q5, q7, 11
        rur.qacc_h_3 a11
        rur.qacc_l_4 a7
        rur.qacc_l_0 a8
        max a3, a4, a5
        min a13, a14, a5
        loop    a3, 1f
        nop
        loopnez a9, 1f
        nop
1:      retw.n
        .end    no-transform
