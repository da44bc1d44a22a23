// kernels.h for an engine whose kernels are chosen at run time: portable C, the simulator, or anything else.
#ifndef SQNET_XTENSA_KERNEL_SWITCH_H
#define SQNET_XTENSA_KERNEL_SWITCH_H

#include "machine.h"

namespace xtensa {

class Kernels {
  public:
    virtual ~Kernels() = default;
    virtual void conv_group(const sq_taps &taps, int32_t z_out, int8_t *out, uint32_t out_step) = 0;
    virtual void head_group(const sq_taps &taps, uint32_t times, int32_t *sums) = 0;
    virtual void pool_row(const sq_stage &stage, const int8_t *row, int8_t *pooled, int merge) = 0;
    virtual void add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) = 0;
};

// What the engine's calls reach while the object lives; null means portable C.
class Using {
  public:
    explicit Using(Kernels *kernels);
    ~Using();
    Using(const Using &) = delete;
    Using &operator=(const Using &) = delete;
};

// Every call is run by the simulator at once.
class SimulatedKernels : public Kernels {
  public:
    explicit SimulatedKernels(Machine &machine) : machine_(machine) {
    }

    void conv_group(const sq_taps &taps, int32_t z_out, int8_t *out, uint32_t out_step) override {
        machine_.conv_group(taps, z_out, out, out_step);
    }

    void head_group(const sq_taps &taps, uint32_t times, int32_t *sums) override {
        machine_.head_group(taps, times, sums);
    }

    void pool_row(const sq_stage &stage, const int8_t *row, int8_t *pooled, int merge) override {
        machine_.pool_row(stage, row, pooled, merge);
    }

    void add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) override {
        machine_.add_skip(skip, sum, bytes, z);
    }

  private:
    Machine &machine_;
};

// Blob and arena in the simulated memory while the object lives.
class Mapped {
  public:
    Mapped(Machine &machine, const void *blob, size_t blob_bytes, void *arena, size_t arena_bytes);
    ~Mapped();
    Mapped(const Mapped &) = delete;
    Mapped &operator=(const Mapped &) = delete;

  private:
    Machine &machine_;
};

} // namespace xtensa

#endif
