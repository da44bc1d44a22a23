#include "cpu.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace xtensa {
namespace {

constexpr uint32_t code_base = 0x40374000, stack_base = 0x3fce0000, stack_bytes = 1024;
constexpr uint32_t return_address = 0x80000000;
constexpr int32_t lane_max = (1 << 19) - 1, lane_min = -(1 << 19);
constexpr unsigned taken_branch_cycles = 2;
constexpr unsigned first_accumulator_register = 2; // number of QACC_H_0 for RUR; QACC_L_0 is five later

int32_t as_signed(uint32_t v) {
    return static_cast<int32_t>(v);
}

int32_t word_of(const Vector &v, unsigned lane) {
    int32_t word;
    std::memcpy(&word, v.data() + 4 * lane, 4);
    return word;
}

void set_word(Vector &v, unsigned lane, uint32_t word) {
    std::memcpy(v.data() + 4 * lane, &word, 4);
}

template <typename F> Vector bytewise(const Vector &x, const Vector &y, F f) {
    Vector out;
    for (unsigned k = 0; k < 16; k++)
        out[k] = static_cast<uint8_t>(f(static_cast<int8_t>(x[k]), static_cast<int8_t>(y[k])));
    return out;
}

template <typename F> Vector wordwise(const Vector &x, const Vector &y, F f) {
    Vector out;
    for (unsigned k = 0; k < 4; k++)
        set_word(out, k, static_cast<uint32_t>(f(word_of(x, k), word_of(y, k))));
    return out;
}

int saturated8(int value) {
    return std::min(127, std::max(-128, value));
}

int32_t add_saturated(int32_t x, int32_t y) {
    int64_t sum = int64_t(x) + y;
    sum = std::min<int64_t>(sum, std::numeric_limits<int32_t>::max());
    return static_cast<int32_t>(std::max<int64_t>(sum, std::numeric_limits<int32_t>::min()));
}

} // namespace

Cpu::Cpu(Memory &memory) : memory_(memory), stack_(stack_bytes) {
    std::memset(a, 0, sizeof a);
    std::memset(q, 0, sizeof q);
    std::memset(qacc, 0, sizeof qacc);
    sar = sar_byte = 0;
    memory_.map(stack_base, stack_.data(), stack_.size(), Memory::Access::writable);
}

std::map<std::string, uint32_t> Cpu::load(const Object &object) {
    uint32_t at = static_cast<uint32_t>(code_.size() + 15) & ~15u;
    code_.resize(at);
    code_.insert(code_.end(), object.text.begin(), object.text.end());
    decoded_.assign(code_.size(), Instruction());
    std::map<std::string, uint32_t> functions;
    for (const auto &[name, offset] : object.symbols)
        functions[name] = code_base + at + offset;
    return functions;
}

const Instruction &Cpu::fetch(uint32_t pc) {
    uint32_t at = pc - code_base;
    if (at >= code_.size())
        throw Fault("execution of " + hex(pc));
    Instruction &i = decoded_[at];
    if (i.length == 0)
        i = decode(code_.data() + at, code_.size() - at);
    if (i.op == op_none)
        throw Fault("undefined instruction at " + hex(pc));
    return i;
}

bool Cpu::crosses_word(uint32_t pc) {
    return pc % 4 + fetch(pc).length > 4;
}

// --- Time

void Cpu::use(unsigned resource, unsigned stage) {
    if (ready_[resource] > earliest_ + stage)
        earliest_ = ready_[resource] - stage;
}

void Cpu::use_a(std::initializer_list<unsigned> registers) {
    for (unsigned r : registers)
        use(res_a + r);
}

void Cpu::issue() {
    uint64_t stalled = earliest_ - (issued_ + 1);
    if (stalled > 0) {
        counters.stalls += stalled;
        stalled_at[pc_] += stalled;
    }
    issued_ = earliest_;
}

void Cpu::def(unsigned resource, unsigned stage) {
    ready_[resource] = issued_ + stage + 1;
}

void Cpu::set(unsigned reg, uint32_t value, unsigned stage) {
    a[reg] = value;
    def(res_a + reg, stage);
}

void Cpu::set_q(unsigned reg, const Vector &value, unsigned stage) {
    q[reg] = value;
    def(res_q + reg, stage);
}

void Cpu::jump(uint32_t target) {
    next_pc_ = target;
    issued_ += taken_branch_cycles;
    counters.branches += taken_branch_cycles;
    if (crosses_word(target)) {
        issued_++;
        counters.fetches++;
    }
}

// --- Base instructions

bool Cpu::compute(const Instruction &i) {
    uint32_t s = a[i.s], t = a[i.t];
    auto one = [&](unsigned source, unsigned target, uint32_t value) {
        use_a({source});
        issue();
        set(target, value);
        return true;
    };
    auto two = [&](uint32_t value, unsigned stage = 1) {
        use_a({i.s, i.t});
        issue();
        set(i.r, value, stage);
        return true;
    };
    switch (i.op) {
    case op_movi:
        issue();
        set(i.t, static_cast<uint32_t>(i.imm));
        return true;
    case op_mov:
        return one(i.s, i.t, s);
    case op_addi:
        return one(i.s, i.t, s + static_cast<uint32_t>(i.imm));
    case op_neg:
        return one(i.t, i.r, 0u - t);
    case op_slli:
        return one(i.s, i.r, s << i.imm);
    case op_srli:
        return one(i.t, i.r, t >> i.imm);
    case op_srai:
        return one(i.t, i.r, static_cast<uint32_t>(as_signed(t) >> i.imm));
    case op_extui:
        return one(i.t, i.r, t >> i.imm & ((1u << i.lane) - 1));
    case op_add:
        return two(s + t);
    case op_addx2:
        return two(2 * s + t);
    case op_addx4:
        return two(4 * s + t);
    case op_addx8:
        return two(8 * s + t);
    case op_sub:
        return two(s - t);
    case op_and:
        return two(s & t);
    case op_or:
        return two(s | t);
    case op_xor:
        return two(s ^ t);
    case op_min:
        return two(static_cast<uint32_t>(std::min(as_signed(s), as_signed(t))));
    case op_max:
        return two(static_cast<uint32_t>(std::max(as_signed(s), as_signed(t))));
    case op_mull:
        return two(s * t, 2);
    case op_src:
        use(res_sar);
        return two(static_cast<uint32_t>((uint64_t(s) << 32 | t) >> sar));
    case op_ssai:
        issue();
        sar = static_cast<uint32_t>(i.imm);
        def(res_sar, 1);
        return true;
    case op_nop:
        issue();
        return true;
    default:
        return false;
    }
}

bool Cpu::access(const Instruction &i) {
    bool is_load = i.op == op_l32i || i.op == op_l16ui || i.op == op_l8ui;
    if (!is_load && i.op != op_s32i && i.op != op_s8i)
        return false;
    uint32_t size = i.op == op_l32i || i.op == op_s32i ? 4 : i.op == op_l16ui ? 2 : 1;
    uint32_t address = a[i.s] + static_cast<uint32_t>(i.imm), value = 0;
    use_a({i.s});
    if (is_load) {
        std::memcpy(&value, memory_.read(address, size, size), size);
        issue();
        set(i.t, value, 2);
    } else {
        use_a({i.t});
        issue();
        std::memcpy(memory_.write(address, size, size), &a[i.t], size);
    }
    return true;
}

void Cpu::branch_if(bool taken, const Instruction &i) {
    issue();
    if (taken)
        jump(pc_ + static_cast<uint32_t>(i.imm));
}

void Cpu::begin_loop(const Instruction &i) {
    uint32_t end = pc_ + static_cast<uint32_t>(i.imm);
    if (loop_count_ > 0)
        throw Fault("a loop inside a loop at " + hex(pc_));
    use_a({i.s});
    issue();
    loop_begin_ = next_pc_;
    loop_end_ = end;
    loop_count_ = a[i.s] - 1;
    if (i.op == op_loopnez && a[i.s] == 0) {
        loop_count_ = 0;
        jump(end);
    }
}

bool Cpu::control(const Instruction &i) {
    switch (i.op) {
    case op_j:
        branch_if(true, i);
        return true;
    case op_beqz:
    case op_bnez:
    case op_bltz:
    case op_bgez: {
        int32_t v = as_signed(a[i.s]);
        use_a({i.s});
        branch_if(i.op == op_beqz ? v == 0 : i.op == op_bnez ? v != 0 : i.op == op_bltz ? v < 0 : v >= 0, i);
        return true;
    }
    case op_beqi:
    case op_bnei:
    case op_blti:
    case op_bgei: {
        int32_t v = as_signed(a[i.s]);
        use_a({i.s});
        branch_if(i.op == op_beqi   ? v == i.constant
                  : i.op == op_bnei ? v != i.constant
                  : i.op == op_blti ? v < i.constant
                                    : v >= i.constant,
                  i);
        return true;
    }
    case op_beq:
    case op_bne:
        use_a({i.s, i.t});
        branch_if((a[i.s] == a[i.t]) == (i.op == op_beq), i);
        return true;
    case op_blt:
    case op_bge:
        use_a({i.s, i.t});
        branch_if((as_signed(a[i.s]) < as_signed(a[i.t])) == (i.op == op_blt), i);
        return true;
    case op_bltu:
    case op_bgeu:
        use_a({i.s, i.t});
        branch_if((a[i.s] < a[i.t]) == (i.op == op_bltu), i);
        return true;
    case op_bbci:
    case op_bbsi:
        use_a({i.s});
        branch_if((a[i.s] >> i.constant & 1) == (i.op == op_bbsi), i);
        return true;
    case op_loop:
    case op_loopnez:
        begin_loop(i);
        return true;
    case op_entry:
        if (entered_)
            throw Fault("a second entry at " + hex(pc_));
        entered_ = true;
        issue();
        set(1, a[1] - static_cast<uint32_t>(i.imm));
        return true;
    case op_retw:
        if (!entered_ || a[0] != return_address)
            throw Fault("a return without an entry, or to another address, at " + hex(pc_));
        use_a({0});
        issue();
        issued_ += taken_branch_cycles;
        counters.branches += taken_branch_cycles;
        running_ = false;
        return true;
    default:
        return false;
    }
}

// --- Vector instructions

// The address in a register, which is then advanced. The step is in the instruction or in a register.
uint32_t Cpu::advance(const Instruction &i, uint32_t step) {
    uint32_t address = a[i.s];
    set(i.s, address + step);
    return address;
}

Vector Cpu::load_vector(uint32_t address) const {
    Vector v;
    std::memcpy(v.data(), memory_.read(address, 16, 16), 16);
    return v;
}

bool Cpu::vector_move(const Instruction &i) {
    bool by_register = i.op == op_vld_xp || i.op == op_vst_xp || i.op == op_usar_xp;
    uint32_t step = by_register ? a[i.t] : static_cast<uint32_t>(i.imm);
    switch (i.op) {
    case op_vld_ip:
    case op_vld_xp:
    case op_usar_ip:
    case op_usar_xp:
    case op_vst_ip:
    case op_vst_xp: {
        use_a({i.s});
        if (by_register)
            use_a({i.t});
        if (i.op == op_vst_ip || i.op == op_vst_xp) {
            use(res_q + i.r);
            issue();
            std::memcpy(memory_.write(advance(i, step), 16, 16), q[i.r].data(), 16);
            return true;
        }
        issue();
        uint32_t address = advance(i, step);
        if (i.op == op_usar_ip || i.op == op_usar_xp) {
            sar_byte = address & 15;
            address &= ~15u;
            def(res_sar_byte, 1);
        }
        set_q(i.r, load_vector(address), 2);
        return true;
    }
    case op_vldbc:
    case op_vldbc_ip: {
        use_a({i.s});
        issue();
        uint32_t address = i.op == op_vldbc ? a[i.s] : advance(i, step);
        Vector v;
        v.fill(*memory_.read(address, 1, 1));
        set_q(i.r, v, 2);
        return true;
    }
    case op_qacc_l_low:
    case op_qacc_h_low:
    case op_qacc_l_high:
    case op_qacc_h_high:
        load_accumulator(i);
        return true;
    case op_movi_q: {
        use_a({i.s});
        issue();
        Vector v = q[i.r];
        set_word(v, i.lane, a[i.s]);
        set_q(i.r, v, 1);
        return true;
    }
    case op_movi_a:
        use(res_q + i.r);
        issue();
        set(i.s, static_cast<uint32_t>(word_of(q[i.r], i.lane)));
        return true;
    case op_rur: {
        unsigned word = static_cast<unsigned>(i.imm) - first_accumulator_register, half = word < 5 ? 1 : 0;
        if (word >= 10)
            throw Fault("an unknown user register at " + hex(pc_));
        use(res_qacc_l + half);
        issue();
        set(i.r, accumulator_word(half, word % 5));
        return true;
    }
    default:
        return false;
    }
}

bool Cpu::vector_compute(const Instruction &i) {
    auto two = [&](const Vector &value) {
        use(res_q + i.x);
        use(res_q + i.y);
        issue();
        set_q(i.r, value, 1);
        return true;
    };
    switch (i.op) {
    case op_zero_q:
        issue();
        set_q(i.r, Vector{}, 1);
        return true;
    case op_src_q: {
        Vector out;
        for (unsigned k = 0; k < 16; k++)
            out[k] = k + sar_byte < 16 ? q[i.x][k + sar_byte] : q[i.y][k + sar_byte - 16];
        use(res_sar_byte);
        return two(out);
    }
    case op_vmax_s8:
        return two(bytewise(q[i.x], q[i.y], [](int x, int y) { return std::max(x, y); }));
    case op_vmax_s32:
        return two(wordwise(q[i.x], q[i.y], [](int32_t x, int32_t y) { return std::max(x, y); }));
    case op_vmin_s8:
        return two(bytewise(q[i.x], q[i.y], [](int x, int y) { return std::min(x, y); }));
    case op_vadds_s8:
        return two(bytewise(q[i.x], q[i.y], [](int x, int y) { return saturated8(x + y); }));
    case op_vsubs_s8:
        return two(bytewise(q[i.x], q[i.y], [](int x, int y) { return saturated8(x - y); }));
    case op_vadds_s32:
        return two(wordwise(q[i.x], q[i.y], add_saturated));
    case op_vsr_32: {
        uint32_t amount = sar;
        use(res_q + i.x);
        use(res_sar);
        issue();
        set_q(i.r, wordwise(q[i.x], q[i.x], [amount](int32_t x, int32_t) { return x >> amount; }), 1);
        return true;
    }
    case op_srcmb: {
        Vector out;
        uint32_t amount = a[i.s] & 31;
        use_a({i.s});
        use(res_qacc_l);
        use(res_qacc_h);
        issue();
        for (unsigned k = 0; k < 16; k++) {
            qacc[k] >>= amount;
            out[k] = static_cast<uint8_t>(std::min(127, std::max(-128, qacc[k])));
        }
        def(res_qacc_l, 1);
        def(res_qacc_h, 1);
        set_q(i.r, out, 1);
        return true;
    }
    case op_vmulas:
    case op_vsmulas:
    case op_vsmulas_ld:
        use(res_q + i.x);
        use(res_q + i.y);
        use(res_qacc_l, 2);
        use(res_qacc_h, 2);
        if (i.op == op_vsmulas_ld)
            use_a({i.s});
        issue();
        multiply_accumulate(q[i.x], q[i.y], i.op == op_vmulas ? -1 : i.lane);
        def(res_qacc_l, 2);
        def(res_qacc_h, 2);
        if (i.op == op_vsmulas_ld)
            set_q(i.r, load_vector(advance(i, 16)), 2);
        return true;
    default:
        return false;
    }
}

// Lane `lane` of y times all of x, or lane by lane if it is negative.
void Cpu::multiply_accumulate(const Vector &x, const Vector &y, int lane) {
    counters.macs += 16;
    for (unsigned k = 0; k < 16; k++) {
        int32_t factor = static_cast<int8_t>(y[lane < 0 ? k : static_cast<unsigned>(lane)]);
        int32_t sum = qacc[k] + static_cast<int8_t>(x[k]) * factor;
        qacc[k] = std::min(lane_max, std::max(lane_min, sum));
    }
}

// --- The accumulators as bits: eight lanes of 20 make five words of 32

uint32_t Cpu::accumulator_word(unsigned half, unsigned word) const {
    uint32_t out = 0;
    for (unsigned bit = 0; bit < 32; bit++) {
        unsigned at = 32 * word + bit;
        out |= (static_cast<uint32_t>(qacc[8 * half + at / 20]) >> at % 20 & 1) << bit;
    }
    return out;
}

void Cpu::set_accumulator_word(unsigned half, unsigned word, uint32_t value) {
    for (unsigned bit = 0; bit < 32; bit++) {
        unsigned at = 32 * word + bit;
        uint32_t lane = static_cast<uint32_t>(qacc[8 * half + at / 20]);
        lane = (lane & ~(1u << at % 20)) | (value >> bit & 1) << at % 20;
        qacc[8 * half + at / 20] = static_cast<int32_t>(lane << 12) >> 12;
    }
}

void Cpu::load_accumulator(const Instruction &i) {
    unsigned half = i.op == op_qacc_h_low || i.op == op_qacc_h_high;
    bool low = i.op == op_qacc_l_low || i.op == op_qacc_h_low;
    use_a({i.s});
    use(res_qacc_l + half);
    issue();
    uint32_t address = advance(i, static_cast<uint32_t>(i.imm)), size = low ? 16 : 4, words[4] = {};
    std::memcpy(words, memory_.read(address, size, size), size);
    for (unsigned k = 0; k < size / 4; k++)
        set_accumulator_word(half, low ? k : 4, words[k]);
    def(res_qacc_l + half, 2);
}

// --- Running

void Cpu::step() {
    const Instruction &i = fetch(pc_);
    next_pc_ = pc_ + i.length;
    earliest_ = issued_ + 1;
    counters.instructions++;
    if (!compute(i) && !vector_compute(i) && !vector_move(i) && !access(i) && !control(i))
        throw Fault("instruction without a meaning at " + hex(pc_));
    if (loop_count_ > 0 && next_pc_ == loop_end_) {
        loop_count_--;
        next_pc_ = loop_begin_;
        if (crosses_word(loop_begin_)) {
            issued_++;
            counters.loops++;
        }
    }
    pc_ = next_pc_;
}

void Cpu::call(uint32_t function, const std::vector<uint32_t> &arguments) {
    uint64_t begin = issued_;
    if (arguments.size() > 6)
        throw Fault("more than six arguments");
    for (unsigned k = 0; k < 16; k++)
        a[k] = 0xdead0000 + k; // what a function must not rely on
    a[0] = return_address;
    a[1] = stack_base + stack_bytes;
    std::copy(arguments.begin(), arguments.end(), a + 2);
    pc_ = function;
    entered_ = false;
    running_ = true;
    loop_count_ = 0;
    while (running_)
        step();
    counters.cycles += issued_ - begin;
}

} // namespace xtensa
