// The kernels of kernels.h on the simulated core, called with host pointers to mapped memory.
#ifndef SQNET_XTENSA_MACHINE_H
#define SQNET_XTENSA_MACHINE_H

#include <string>
#include <vector>

#include "cpu.h"

extern "C" {
#include "kernels.h"
}

namespace xtensa {

// What a call cost.
struct Cost {
    uint64_t instructions = 0, cycles = 0, macs = 0;
};

class Machine {
  public:
    // The assembled kernels are in `directory`.
    explicit Machine(const std::string &directory);

    Memory memory;
    Cpu cpu;

    Cost conv_group(const sq_taps &taps, int32_t z_out, int8_t *out, uint32_t out_step);
    Cost head_group(const sq_taps &taps, uint32_t times, int32_t *sums);
    Cost pool_row(const sq_stage &stage, const int8_t *row, int8_t *pooled, int merge);
    Cost add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z);
    Cost rgb565_row(const uint8_t *row, uint32_t pixels, uint32_t big_endian, int8_t *out);

  private:
    Cost call(const std::string &name, const std::vector<uint32_t> &arguments);
    uint32_t place(const sq_taps &taps);

    std::map<std::string, uint32_t> functions_;
    std::vector<uint32_t> structs_;
};

} // namespace xtensa

#endif
