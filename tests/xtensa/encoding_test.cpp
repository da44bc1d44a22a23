// pie.inc against the bytes that Espressif's assembler makes of the same instructions.
#include <gtest/gtest.h>

#include "object.h"

namespace {

struct Expected {
    unsigned length;
    uint32_t word;
    const char *text;
};

constexpr Expected instructions[] = {
    {3, 0x006136, "entry a1, 48"},
    {3, 0xe3fd74, "ee.vld.128.ip q5, a7, -48"},
    {3, 0xdacd64, "ee.vst.128.ip q3, a6, -816"},
    {3, 0xe15b84, "ee.ld.128.usar.ip q4, a8, -592"},
    {3, 0xadaca4, "ee.vld.128.xp q5, a10, a12"},
    {3, 0xbd7ec4, "ee.vst.128.xp q6, a12, a14"},
    {3, 0x8d8794, "ee.ld.128.usar.xp q1, a9, a7"},
    {3, 0xdd3b34, "ee.vldbc.8 q2, a3"},
    {3, 0xd5e734, "ee.vldbc.8.ip q3, a3, 103"},
    {3, 0x5e3764, "ee.ld.qacc_h.h.32.ip a6, -292"},
    {3, 0x0606e4, "ee.ld.qacc_h.l.128.ip a14, 96"},
    {3, 0x565204, "ee.ld.qacc_l.h.32.ip a0, -184"},
    {3, 0x406a54, "ee.ld.qacc_l.l.128.ip a5, -352"},
    {3, 0xfd7fa4, "ee.zero.q q6"},
    {3, 0xecf364, "ee.src.q q6, q7, q5"},
    {3, 0xed7e14, "ee.srcmb.s8.qacc q4, a1, 1"},
    {3, 0xfdfa94, "ee.srcmb.s8.qacc q7, a9, 0"},
    {3, 0xae7144, "ee.vmax.s8 q4, q1, q6"},
    {3, 0x9efa34, "ee.vmax.s32 q3, q2, q7"},
    {3, 0xbea674, "ee.vmin.s8 q7, q6, q0"},
    {3, 0xae4c84, "ee.vadds.s8 q4, q4, q5"},
    {3, 0xbee9f4, "ee.vsubs.s8 q7, q1, q5"},
    {3, 0x9e9574, "ee.vadds.s32 q3, q5, q2"},
    {3, 0xddbfc4, "ee.vsr.32 q4, q3"},
    {3, 0xedbe54, "ee.movi.32.q q5, a5, 3"},
    {3, 0xfdf504, "ee.movi.32.a q7, a0, 1"},
    {3, 0x1a7dc4, "ee.vmulas.s8.qacc q5, q7"},
    {3, 0x8ed354, "ee.vsmulas.s8.qacc q3, q6, 3"},
    {3, 0xbe8f44, "ee.vsmulas.s8.qacc q7, q1, 14"},
    {4, 0xe0aa4c8e, "ee.vsmulas.s8.qacc.ld.incp q1, a8, q1, q1, 4"},
    {4, 0xe3b57cdf, "ee.vsmulas.s8.qacc.ld.incp q6, a13, q5, q7, 11"},
    {3, 0xe3b050, "rur.qacc_h_3 a11"},
    {3, 0xe370b0, "rur.qacc_l_4 a7"},
    {3, 0xe38070, "rur.qacc_l_0 a8"},
    {3, 0x533450, "max a3, a4, a5"},
    {3, 0x43de50, "min a13, a14, a5"},
    {3, 0x088376, "loop a3, 1f"},
    {3, 0x0020f0, "nop"},
    {3, 0x029976, "loopnez a9, 1f"},
    {3, 0x0020f0, "nop"},
    {2, 0xf01d, "retw.n"},
};

TEST(Encodings, AreThoseOfTheRealAssembler) {
    xtensa::Object object = xtensa::load_object(SQNET_KERNEL_OBJECTS "/encodings.o");
    size_t at = object.symbols.at("encodings");
    for (const Expected &e : instructions) {
        ASSERT_LE(at + e.length, object.text.size());
        uint32_t word = 0;
        for (unsigned k = 0; k < e.length; k++)
            word |= uint32_t(object.text[at + k]) << 8 * k;
        EXPECT_EQ(e.word, word) << e.text;
        at += e.length;
    }
    EXPECT_EQ(object.text.size(), at);
}

} // namespace
