// Instruction words to operations (Xtensa ISA manual; ESP32-S3 TRM section 1.8).
#include "operations.h"

namespace xtensa {
namespace {

constexpr int32_t branch_constants[16] = {-1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256};

int32_t sign_extend(uint32_t value, unsigned bits) {
    return static_cast<int32_t>(value << (32 - bits)) >> (32 - bits);
}

unsigned bits(uint32_t word, unsigned at, unsigned count) {
    return word >> at & ((1u << count) - 1);
}

// A q register in bits 15, 20 and 21, in 8..10 and in 11, 12 and 14.
unsigned q_high(uint32_t w) {
    return bits(w, 15, 1) | bits(w, 20, 2) << 1;
}

unsigned q_x(uint32_t w) {
    return bits(w, 8, 3);
}

unsigned q_y(uint32_t w) {
    return bits(w, 11, 2) | bits(w, 14, 1) << 2;
}

int32_t signed_imm8(uint32_t w) {
    return sign_extend(bits(w, 8, 7) | bits(w, 22, 1) << 7, 8);
}

struct Pattern {
    uint32_t mask, value;
    Operation op;
};

constexpr uint32_t qa_fields = 0x308000, qxy_fields = 0x5f00, as_field = 0xf0, imm_fields = 0x407f00;

constexpr Pattern vector_patterns[] = {
    {qa_fields | as_field | imm_fields, 0x830004, op_vld_ip},
    {qa_fields | as_field | imm_fields, 0x8a0004, op_vst_ip},
    {qa_fields | as_field | imm_fields, 0x810004, op_usar_ip},
    {qa_fields | as_field | 0xf00, 0x8d2004, op_vld_xp},
    {qa_fields | as_field | 0xf00, 0x8d7004, op_vst_xp},
    {qa_fields | as_field | 0xf00, 0x8d0004, op_usar_xp},
    {qa_fields | as_field, 0xcd3b04, op_vldbc},
    {qa_fields | as_field | 0x7f00, 0xc50004, op_vldbc_ip},
    {as_field | imm_fields, 0x000004, op_qacc_l_low},
    {as_field | imm_fields, 0x060004, op_qacc_h_low},
    {as_field | imm_fields, 0x160004, op_qacc_l_high},
    {as_field | imm_fields, 0x1e0004, op_qacc_h_high},
    {qa_fields, 0xcd7fa4, op_zero_q},
    {qa_fields | 0x7070, 0xcc0304, op_src_q},
    {qa_fields | as_field | 0x400, 0xcd7a04, op_srcmb},
    {qa_fields | qxy_fields, 0x8e2044, op_vmax_s8},
    {qa_fields | qxy_fields, 0x8e2034, op_vmax_s32},
    {qa_fields | qxy_fields, 0x8e2074, op_vmin_s8},
    {qa_fields | qxy_fields, 0x8e0084, op_vadds_s8},
    {qa_fields | qxy_fields, 0x8e20f4, op_vsubs_s8},
    {qa_fields | qxy_fields, 0x8e0074, op_vadds_s32},
    {qa_fields | 0x70, 0xcd3f84, op_vsr_32},
    {qa_fields | as_field | 0xc00, 0xcd3204, op_movi_q},
    {qa_fields | as_field | 0xc00, 0xcd7104, op_movi_a},
    {qxy_fields, 0x1a20c4 & ~qxy_fields, op_vmulas},
    {qa_fields | qxy_fields | 0x10, 0x8e0044, op_vsmulas},
};

constexpr uint32_t fused_fields = 0x039ff0f0 | 0xc001 | 0x3000;
constexpr uint32_t fused_value = 0xe0200c0e;

} // namespace

Instruction decode_short(uint32_t w) {
    Instruction i;
    unsigned op0 = bits(w, 0, 4), t = bits(w, 4, 4), s = bits(w, 8, 4), r = bits(w, 12, 4);
    i.length = 2;
    i.r = static_cast<uint8_t>(r);
    i.s = static_cast<uint8_t>(s);
    i.t = static_cast<uint8_t>(t);
    i.imm = static_cast<int32_t>(4 * r);
    if (op0 == 8) {
        i.op = op_l32i;
    } else if (op0 == 9) {
        i.op = op_s32i;
    } else if (op0 == 10) {
        i.op = op_add;
    } else if (op0 == 11) {
        i.op = op_addi;
        i.imm = t == 0 ? -1 : static_cast<int32_t>(t);
        i.t = static_cast<uint8_t>(r);
    } else if (op0 == 12 && t < 8) {
        i.op = op_movi;
        i.imm = static_cast<int32_t>(bits(w, 4, 3) << 4 | r);
        i.imm -= i.imm >= 96 ? 128 : 0;
        i.t = static_cast<uint8_t>(s);
    } else if (op0 == 12) {
        i.op = t & 4 ? op_bnez : op_beqz;
        i.imm = static_cast<int32_t>((t & 3) << 4 | r) + 4;
    } else if (op0 == 13 && r == 0) {
        i.op = op_mov;
    } else if (op0 == 13 && r == 15 && s == 0 && t == 1) {
        i.op = op_retw;
    } else if (op0 == 13 && r == 15 && s == 0 && t == 3) {
        i.op = op_nop;
    }
    return i;
}

static Operation register_operation(uint32_t w) {
    unsigned op1 = bits(w, 16, 4), op2 = bits(w, 20, 4);
    if (w == 0x000090)
        return op_retw;
    if (w == 0x0020f0)
        return op_nop;
    if (op1 == 4 || op1 == 5)
        return op_extui;
    switch (op1 << 4 | op2) {
    case 0x01:
        return op_and;
    case 0x02:
        return op_or;
    case 0x03:
        return op_xor;
    case 0x04:
        return bits(w, 12, 4) == 4 ? op_ssai : op_none;
    case 0x06:
        return bits(w, 8, 4) == 0 ? op_neg : op_none;
    case 0x08:
        return op_add;
    case 0x09:
        return op_addx2;
    case 0x0a:
        return op_addx4;
    case 0x0b:
        return op_addx8;
    case 0x0c:
        return op_sub;
    case 0x10:
    case 0x11:
        return op_slli;
    case 0x12:
    case 0x13:
        return op_srai;
    case 0x14:
        return op_srli;
    case 0x18:
        return op_src;
    case 0x28:
        return op_mull;
    case 0x34:
        return op_min;
    case 0x35:
        return op_max;
    case 0x3e:
        return op_rur;
    default:
        return op_none;
    }
}

static void decode_register(uint32_t w, Instruction &i) {
    i.op = register_operation(w);
    if (i.op == op_slli)
        i.imm = static_cast<int32_t>(32 - (bits(w, 20, 1) << 4 | i.t));
    else if (i.op == op_srai)
        i.imm = static_cast<int32_t>(bits(w, 20, 1) << 4 | i.s);
    else if (i.op == op_srli)
        i.imm = i.s;
    else if (i.op == op_ssai)
        i.imm = static_cast<int32_t>(i.s | (i.t & 1) << 4);
    else if (i.op == op_extui) {
        i.imm = static_cast<int32_t>(bits(w, 16, 1) << 4 | i.s);
        i.lane = static_cast<uint8_t>(bits(w, 20, 4) + 1);
    } else if (i.op == op_rur)
        i.imm = static_cast<int32_t>(i.s << 4 | i.t);
}

static void decode_immediate(uint32_t w, Instruction &i) {
    uint32_t imm8 = w >> 16;
    switch (i.r) {
    case 0:
        i.op = op_l8ui;
        i.imm = static_cast<int32_t>(imm8);
        break;
    case 1:
        i.op = op_l16ui;
        i.imm = static_cast<int32_t>(2 * imm8);
        break;
    case 2:
    case 6:
        i.op = i.r == 2 ? op_l32i : op_s32i;
        i.imm = static_cast<int32_t>(4 * imm8);
        break;
    case 4:
        i.op = op_s8i;
        i.imm = static_cast<int32_t>(imm8);
        break;
    case 10:
        i.op = op_movi;
        i.imm = sign_extend(i.s << 8 | imm8, 12);
        break;
    case 12:
        i.op = op_addi;
        i.imm = sign_extend(imm8, 8);
        break;
    default:
        break;
    }
}

static void decode_jump(uint32_t w, Instruction &i) {
    unsigned n = bits(w, 4, 2), m = bits(w, 6, 2);
    if (n == 0) {
        i.op = op_j;
        i.imm = sign_extend(w >> 6, 18) + 4;
    } else if (n == 1) {
        constexpr Operation ops[] = {op_beqz, op_bnez, op_bltz, op_bgez};
        i.op = ops[m];
        i.imm = sign_extend(w >> 12, 12) + 4;
    } else if (n == 2) {
        constexpr Operation ops[] = {op_beqi, op_bnei, op_blti, op_bgei};
        i.op = ops[m];
        i.constant = branch_constants[i.r];
        i.imm = sign_extend(w >> 16, 8) + 4;
    } else if (m == 0) {
        i.op = op_entry;
        i.imm = static_cast<int32_t>(8 * (w >> 12));
    } else if (m == 1 && (i.r == 8 || i.r == 9)) {
        i.op = i.r == 8 ? op_loop : op_loopnez;
        i.imm = static_cast<int32_t>(w >> 16) + 4;
    }
}

static void decode_branch(uint32_t w, Instruction &i) {
    i.imm = sign_extend(w >> 16, 8) + 4;
    i.constant = static_cast<int32_t>((i.r & 1) << 4 | i.t);
    constexpr Operation ops[16] = {op_none, op_beq, op_blt, op_bltu, op_none, op_none, op_bbci, op_bbci,
                                   op_none, op_bne, op_bge, op_bgeu, op_none, op_none, op_bbsi, op_bbsi};
    i.op = ops[i.r];
}

Instruction decode_base(uint32_t w) {
    Instruction i;
    i.length = 3;
    i.t = static_cast<uint8_t>(bits(w, 4, 4));
    i.s = static_cast<uint8_t>(bits(w, 8, 4));
    i.r = static_cast<uint8_t>(bits(w, 12, 4));
    switch (bits(w, 0, 4)) {
    case 0:
        decode_register(w, i);
        break;
    case 2:
        decode_immediate(w, i);
        break;
    case 6:
        decode_jump(w, i);
        break;
    case 7:
        decode_branch(w, i);
        break;
    default:
        break;
    }
    return i;
}

// r is the q register written, s the address or the source, t the second address; x and y the factors.
Instruction decode_vector(uint32_t w) {
    Instruction i;
    i.length = 3;
    for (const Pattern &p : vector_patterns)
        if ((w & ~p.mask) == (p.value & ~p.mask)) {
            i.op = p.op;
            break;
        }
    i.r = static_cast<uint8_t>(q_high(w));
    i.s = static_cast<uint8_t>(bits(w, 4, 4));
    i.t = static_cast<uint8_t>(bits(w, 8, 4));
    i.x = static_cast<uint8_t>(q_x(w));
    i.y = static_cast<uint8_t>(q_y(w));
    i.imm = signed_imm8(w);
    switch (i.op) {
    case op_vld_ip:
    case op_vst_ip:
    case op_usar_ip:
    case op_qacc_l_low:
    case op_qacc_h_low:
        i.imm *= 16;
        break;
    case op_qacc_l_high:
    case op_qacc_h_high:
        i.imm *= 4;
        break;
    case op_vldbc_ip:
        i.imm = static_cast<int32_t>(bits(w, 8, 7));
        break;
    case op_src_q:
        i.y = i.r;
        i.r = static_cast<uint8_t>(bits(w, 4, 3));
        i.x = static_cast<uint8_t>(bits(w, 12, 3));
        break;
    case op_vsr_32:
        i.x = i.r;
        i.r = static_cast<uint8_t>(bits(w, 4, 3));
        break;
    case op_movi_q:
    case op_movi_a:
        i.lane = static_cast<uint8_t>(bits(w, 10, 2));
        break;
    case op_vsmulas:
        i.lane = static_cast<uint8_t>(bits(w, 4, 1) | bits(w, 15, 1) << 1 | bits(w, 20, 2) << 2);
        break;
    default:
        break;
    }
    return i;
}

Instruction decode_long(uint32_t w) {
    Instruction i;
    i.length = 4;
    if ((w & ~fused_fields) != (fused_value & ~fused_fields))
        return i;
    i.op = op_vsmulas_ld;
    i.r = static_cast<uint8_t>(bits(w, 19, 1) | bits(w, 24, 2) << 1);
    i.s = static_cast<uint8_t>(bits(w, 4, 4));
    i.x = static_cast<uint8_t>(bits(w, 14, 2) | bits(w, 0, 1) << 2);
    i.y = static_cast<uint8_t>(bits(w, 23, 1) | bits(w, 12, 2) << 1);
    i.lane = static_cast<uint8_t>(bits(w, 20, 1) | bits(w, 16, 3) << 1);
    i.imm = 16;
    return i;
}

Instruction decode(const uint8_t *code, size_t available) {
    unsigned op0 = code[0] & 15;
    uint32_t w = 0;
    size_t length = op0 >= 14 ? 4 : op0 >= 8 ? 2 : 3;
    if (length > available)
        return {};
    for (size_t k = 0; k < length; k++)
        w |= uint32_t(code[k]) << 8 * k;
    if (length == 4)
        return decode_long(w);
    if (length == 2)
        return decode_short(w);
    return op0 == 4 ? decode_vector(w) : decode_base(w);
}

} // namespace xtensa
