// The instructions that the simulator knows, decoded.
#ifndef SQNET_XTENSA_OPERATIONS_H
#define SQNET_XTENSA_OPERATIONS_H

#include <cstddef>
#include <cstdint>

namespace xtensa {

enum Operation : uint8_t {
    op_none,
    // base
    op_l32i,
    op_s32i,
    op_l8ui,
    op_l16ui,
    op_s8i,
    op_movi,
    op_mov,
    op_add,
    op_addi,
    op_addx2,
    op_addx4,
    op_addx8,
    op_sub,
    op_neg,
    op_and,
    op_or,
    op_xor,
    op_slli,
    op_srli,
    op_srai,
    op_extui,
    op_ssai,
    op_src,
    op_mull,
    op_min,
    op_max,
    op_rur,
    op_nop,
    op_j,
    op_beqz,
    op_bnez,
    op_bltz,
    op_bgez,
    op_beqi,
    op_bnei,
    op_blti,
    op_bgei,
    op_beq,
    op_bne,
    op_blt,
    op_bge,
    op_bltu,
    op_bgeu,
    op_bbci,
    op_bbsi,
    op_loop,
    op_loopnez,
    op_entry,
    op_retw,
    // vector
    op_vld_ip,
    op_vld_xp,
    op_vst_ip,
    op_vst_xp,
    op_usar_ip,
    op_usar_xp,
    op_vldbc,
    op_vldbc_ip,
    op_qacc_l_low,
    op_qacc_h_low,
    op_qacc_l_high,
    op_qacc_h_high,
    op_zero_q,
    op_src_q,
    op_srcmb,
    op_vmax_s8,
    op_vmax_s32,
    op_vmin_s8,
    op_vadds_s8,
    op_vsubs_s8,
    op_vadds_s32,
    op_vsr_32,
    op_movi_q,
    op_movi_a,
    op_vmulas,
    op_vsmulas,
    op_vsmulas_ld
};

struct Instruction {
    Operation op = op_none;
    uint8_t length = 0;
    uint8_t r = 0, s = 0, t = 0; // register fields
    uint8_t x = 0, y = 0;        // q registers that are read
    uint8_t lane = 0;            // or the width of a bit field
    int32_t imm = 0;             // scaled; of a branch, from its own address
    int32_t constant = 0;        // that a branch compares with, or the bit that it tests
};

// op_none if there is no such instruction.
Instruction decode(const uint8_t *code, size_t available);

} // namespace xtensa

#endif
