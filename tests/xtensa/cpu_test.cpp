// The simulator itself: what the manual says of single instructions, the faults, and the cycles.
#include <cstring>

#include <gtest/gtest.h>

#include "cpu.h"

namespace {

using xtensa::Cpu;
using xtensa::Fault;
using xtensa::Memory;
using xtensa::Object;
using xtensa::Vector;

constexpr uint32_t data_base = 0x3fc90000;

// Instructions as the assembler encodes them.
constexpr uint32_t vmin_q2_q0_q1 = 0x9e2874, vadds_q2_q0_q1 = 0x9e0884, vsubs_q2_q0_q1 = 0x9e28f4;
constexpr uint32_t entry = 0x004136, retw_n = 0xf01d, nop = 0x0020f0;
constexpr uint32_t vmulas_q0_q1 = 0x1a28c4;          // ee.vmulas.s8.qacc q0, q1
constexpr uint32_t fused_q0_a2_q0_q1_3 = 0xe0b10c2e; // ee.vsmulas.s8.qacc.ld.incp q0, a2, q0, q1, 3
constexpr uint32_t srcmb_q2_a3 = 0xdd7a34;           // ee.srcmb.s8.qacc q2, a3, 0
constexpr uint32_t vld_q0_a2 = 0x830124;             // ee.vld.128.ip q0, a2, 16
constexpr uint32_t vst_q0_a2 = 0x8a0124;             // ee.vst.128.ip q0, a2, 16
constexpr uint32_t qacc_l_low_a2 = 0x000124;         // ee.ld.qacc_l.l.128.ip a2, 16
constexpr uint32_t qacc_l_high_a2 = 0x160124;        // ee.ld.qacc_l.h.32.ip a2, 4
constexpr uint32_t rur_qacc_l_1_a4 = 0xe34080;       // rur.qacc_l_1 a4
constexpr uint32_t l32i_a4_a2 = 0x002242;            // l32i a4, a2, 0
constexpr uint32_t add_a5_a4_a4 = 0x805440;          // add a5, a4, a4

// Code of three bytes an instruction, four where the lowest nibble says so, two for the last.
Object code(const std::vector<uint32_t> &words) {
    Object object;
    object.symbols["f"] = 0;
    for (uint32_t w : words) {
        unsigned op0 = w & 15, length = op0 >= 14 ? 4 : op0 >= 8 ? 2 : 3;
        for (unsigned k = 0; k < length; k++)
            object.text.push_back(static_cast<uint8_t>(w >> 8 * k));
    }
    return object;
}

class Core : public testing::Test {
  protected:
    Core() : cpu(memory) {
        memory.map(data_base, data, sizeof data, Memory::Access::writable);
    }

    void run(std::vector<uint32_t> words, const std::vector<uint32_t> &arguments = {data_base, 0}) {
        words.insert(words.begin(), entry);
        words.push_back(retw_n);
        cpu.call(cpu.load(code(words)).at("f"), arguments);
    }

    static Vector filled(int value) {
        Vector v;
        v.fill(static_cast<uint8_t>(value));
        return v;
    }

    Memory memory;
    Cpu cpu;
    alignas(16) uint8_t data[64] = {};
};

TEST_F(Core, LanesSaturateOnEveryMultiplyAccumulate) {
    cpu.q[0] = filled(127);
    cpu.q[1] = filled(127);
    for (int32_t &lane : cpu.qacc)
        lane = (1 << 19) - 10;
    run({vmulas_q0_q1});
    for (int32_t lane : cpu.qacc)
        EXPECT_EQ((1 << 19) - 1, lane);
    cpu.q[1] = filled(-128);
    run({vmulas_q0_q1});
    for (int32_t lane : cpu.qacc)
        EXPECT_EQ((1 << 19) - 1 - 127 * 128, lane) << "what was lost does not come back";
    for (int32_t &lane : cpu.qacc)
        lane = 5 - (1 << 19);
    run({vmulas_q0_q1});
    for (int32_t lane : cpu.qacc)
        EXPECT_EQ(-(1 << 19), lane);
}

TEST_F(Core, TheFusedLoadComesAfterTheProduct) {
    for (unsigned k = 0; k < 16; k++) {
        cpu.q[0][k] = static_cast<uint8_t>(k);
        cpu.q[1][k] = static_cast<uint8_t>(10 * k);
        data[k] = 0x77;
        cpu.qacc[k] = 1;
    }
    run({fused_q0_a2_q0_q1_3});
    for (int32_t k = 0; k < 16; k++)
        EXPECT_EQ(1 + 30 * k, cpu.qacc[k]);
    EXPECT_EQ(filled(0x77), cpu.q[0]);
    EXPECT_EQ(data_base + 16, cpu.a[2]);
}

TEST_F(Core, ShiftingSaturatesTheBytesAndKeepsTheLanes) {
    cpu.qacc[0] = 1000 << 4;
    cpu.qacc[1] = -(1000 << 4);
    cpu.qacc[2] = -1;
    run({srcmb_q2_a3}, {data_base, 4});
    EXPECT_EQ(127, static_cast<int8_t>(cpu.q[2][0]));
    EXPECT_EQ(-128, static_cast<int8_t>(cpu.q[2][1]));
    EXPECT_EQ(-1, static_cast<int8_t>(cpu.q[2][2]));
    EXPECT_EQ(1000, cpu.qacc[0]);
    EXPECT_EQ(-1000, cpu.qacc[1]);
}

TEST_F(Core, BytesAreAddedWithSaturation) {
    const int x[] = {127, -128, 100, -100, 3, -3, 127, -128}, y[] = {1, -1, 27, -29, -5, 5, -128, 127};
    for (unsigned k = 0; k < 16; k++) {
        cpu.q[0][k] = static_cast<uint8_t>(x[k % 8]);
        cpu.q[1][k] = static_cast<uint8_t>(y[k % 8]);
    }
    const int sums[] = {127, -128, 127, -128, -2, 2, -1, -1};
    const int differences[] = {126, -127, 73, -71, 8, -8, 127, -128};
    const int smaller[] = {1, -128, 27, -100, -5, -3, -128, -128};
    run({vadds_q2_q0_q1});
    for (unsigned k = 0; k < 16; k++)
        EXPECT_EQ(sums[k % 8], static_cast<int8_t>(cpu.q[2][k]));
    run({vsubs_q2_q0_q1});
    for (unsigned k = 0; k < 16; k++)
        EXPECT_EQ(differences[k % 8], static_cast<int8_t>(cpu.q[2][k]));
    run({vmin_q2_q0_q1});
    for (unsigned k = 0; k < 16; k++)
        EXPECT_EQ(smaller[k % 8], static_cast<int8_t>(cpu.q[2][k]));
}

// Eight lanes of 20 bits in 20 bytes: lane 1 is bits 20..39, lane 7 the upper 20 bits of the last word.
TEST_F(Core, AccumulatorsAreLoadedAndReadAsBits) {
    const uint8_t bits[20] = {0x01, 0x00, 0xf0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80};
    std::memcpy(data, bits, sizeof bits);
    run({qacc_l_low_a2, qacc_l_high_a2, rur_qacc_l_1_a4});
    EXPECT_EQ(1, cpu.qacc[0]);
    EXPECT_EQ(-1, cpu.qacc[1]);
    EXPECT_EQ(0, cpu.qacc[2]);
    EXPECT_EQ(-(1 << 19), cpu.qacc[7]);
    EXPECT_EQ(0xffu, cpu.a[4]);
    EXPECT_EQ(data_base + 20, cpu.a[2]);
}

TEST_F(Core, FaultsInsteadOfGuessing) {
    EXPECT_THROW(run({vld_q0_a2}, {data_base + 8}), Fault) << "low address bits";
    EXPECT_THROW(run({vld_q0_a2}, {data_base + 64}), Fault) << "behind the memory";
    EXPECT_THROW(run({vld_q0_a2}, {data_base - 16}), Fault) << "in front of it";
    EXPECT_THROW(run({l32i_a4_a2}, {data_base + 2}), Fault) << "a word across words";
    EXPECT_THROW(run({0x000000}), Fault) << "an undefined instruction";
    EXPECT_THROW(run({entry}), Fault) << "a second entry";
    const uint8_t constant[16] = {};
    memory.map(0x3c000000, constant, sizeof constant);
    EXPECT_NO_THROW(run({vld_q0_a2}, {0x3c000000}));
    EXPECT_THROW(run({vst_q0_a2}, {0x3c000000}), Fault) << "flash";
}

TEST_F(Core, OneInstructionACycleButForOperands) {
    auto cycles = [this](const std::vector<uint32_t> &words) {
        cpu.counters = {};
        run(words);
        return cpu.counters.cycles;
    };
    uint64_t empty = cycles({});
    EXPECT_EQ(empty + 3, cycles({nop, nop, nop}));
    EXPECT_EQ(empty + 3, cycles({l32i_a4_a2, add_a5_a4_a4})) << "a load is late by a cycle";
    EXPECT_EQ(empty + 3, cycles({l32i_a4_a2, nop, add_a5_a4_a4})) << "which something else can use";
    EXPECT_EQ(empty + 3, cycles({vmulas_q0_q1, srcmb_q2_a3})) << "so is an accumulator that is read";
    EXPECT_EQ(empty + 2, cycles({vmulas_q0_q1, vmulas_q0_q1})) << "but not one that is added to";
    EXPECT_EQ(empty + 3, cycles({vld_q0_a2, vmulas_q0_q1}));
    EXPECT_EQ(empty + 3, cycles({qacc_l_low_a2, qacc_l_high_a2})) << "two loads of the same half";
}

// loop a3: free turns; a taken branch: two cycles.
TEST_F(Core, LoopsAreFreeAndBranchesAreNot) {
    cpu.counters = {};
    // entry (0), nop (3), nop.n (6), loop a3 to 14 (8), nop (11), then retw.n at 14
    run({nop, 0xf03d, 0x028376, nop}, {data_base, 100});
    EXPECT_EQ(3u + 1 + 100 + 1, cpu.counters.instructions);
    EXPECT_EQ(99u, cpu.counters.loops) << "the turn's first instruction lies across two words";
    cpu.counters = {};
    // entry (0), nop (3), nop (6), loop a3 to 15 (9), nop (12)
    run({nop, nop, 0x028376, nop}, {data_base, 100});
    EXPECT_EQ(0u, cpu.counters.loops);
    EXPECT_EQ(cpu.counters.instructions + 2, cpu.counters.cycles) << "the return is a taken branch";
}

} // namespace
