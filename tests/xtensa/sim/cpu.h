// One ESP32-S3 core as far as the kernels need it: leaf functions of the windowed ABI.
//
// Values are those of the Technical Reference Manual, section 1.8: a 20-bit lane saturates on every
// multiply-accumulate. Where silicon would quietly do something else than was meant, the simulator faults: an
// aligned vector access whose address has low bits set, memory that is not mapped, an unknown instruction, a
// nested call, a loop inside a loop.
//
// Cycles follow section 1.7: one instruction a cycle; an operand that is written at the end of stage A (1
// execute, 2 memory access) and read at the start of stage B delays its reader to A - B + 1 cycles after the
// writer; a taken branch costs two cycles more, and another one if its target crosses a 32-bit word, which
// the fetch unit needs two reads for. A zero-overhead loop is free under the same condition. Memory answers
// in time: SRAM.
#ifndef SQNET_XTENSA_CPU_H
#define SQNET_XTENSA_CPU_H

#include <array>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "memory.h"
#include "object.h"
#include "operations.h"

namespace xtensa {

struct Counters {
    uint64_t instructions = 0, cycles = 0;
    uint64_t stalls = 0;   // cycles lost to operands that are not ready
    uint64_t branches = 0; // cycles lost to taken branches
    uint64_t fetches = 0;  // cycles lost to branch targets across a word
    uint64_t loops = 0;    // the same at the start of a zero-overhead loop
    uint64_t macs = 0;
};

using Vector = std::array<uint8_t, 16>;

class Cpu {
  public:
    explicit Cpu(Memory &memory);

    // Puts an object's code into memory; returns the address of each function.
    std::map<std::string, uint32_t> load(const Object &object);

    // Calls a function with up to six arguments.
    void call(uint32_t function, const std::vector<uint32_t> &arguments);

    Counters counters;

    // State, for tests of single instructions.
    uint32_t a[16];
    Vector q[8];
    int32_t qacc[16]; // lanes 0..7 of QACC_L, then those of QACC_H
    uint32_t sar, sar_byte;

    // Where cycles were lost to operands, by address, for tuning.
    std::map<uint32_t, uint64_t> stalled_at;

  private:
    enum Resource { res_a = 0, res_q = 16, res_qacc_l = 24, res_qacc_h, res_sar, res_sar_byte, resources };

    const Instruction &fetch(uint32_t pc);
    bool crosses_word(uint32_t pc);

    void step();
    bool compute(const Instruction &i);
    bool access(const Instruction &i);
    bool control(const Instruction &i);
    bool vector_move(const Instruction &i);
    bool vector_compute(const Instruction &i);
    void begin_loop(const Instruction &i);
    void branch_if(bool taken, const Instruction &i);
    void jump(uint32_t target);

    void use(unsigned resource, unsigned stage = 1);
    void use_a(std::initializer_list<unsigned> registers);
    void issue();
    void def(unsigned resource, unsigned stage);
    void set(unsigned reg, uint32_t value, unsigned stage = 1);
    void set_q(unsigned reg, const Vector &value, unsigned stage);
    uint32_t advance(const Instruction &i, uint32_t step);

    Vector load_vector(uint32_t address) const;
    void load_accumulator(const Instruction &i);
    void multiply_accumulate(const Vector &x, const Vector &y, int lane);
    uint32_t accumulator_word(unsigned half, unsigned word) const;
    void set_accumulator_word(unsigned half, unsigned word, uint32_t value);

    Memory &memory_;
    std::vector<uint8_t> code_;
    std::vector<Instruction> decoded_;
    std::vector<uint8_t> stack_;
    uint32_t pc_ = 0, next_pc_ = 0;
    uint32_t loop_begin_ = 0, loop_end_ = 0, loop_count_ = 0;
    bool running_ = false, entered_ = false;
    uint64_t issued_ = 0;            // cycle of the last issue
    uint64_t earliest_ = 0;          // of the instruction at hand
    uint64_t ready_[resources] = {}; // end of the stage that writes, as a cycle
};

} // namespace xtensa

#endif
