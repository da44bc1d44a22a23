// Two simulated cores that share a stage. Calls that do not depend on each other (the groups and rows of mid,
// or those of the next layer, or pooled rows) make a region; they are dealt out in turn, and a region is over
// when both cores are done; here the second core even runs first. Rows that are merged into the same pooled
// row stay on one core, and a band that nothing has consumed ends a region. The calls of the head's stage run
// at once: its sums are shared, and its border is computed in mid's memory. So do those of a stage that keeps
// its tensor for a bypass: the engine copies it.
#ifndef SQNET_XTENSA_TWO_CORES_H
#define SQNET_XTENSA_TWO_CORES_H

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "kernel_switch.h"

namespace xtensa {

enum class Layer { a, b, c, pool, add };

// Whose weights these are: a convolution of the stage.
Layer layer_of(const sqnet_model &model, const sq_stage &stage, const int8_t *weights);

class TwoCores : public Kernels {
  public:
    // Blob and arena are mapped in both; each has registers and a stack of its own.
    TwoCores(Machine &first, Machine &second, const sqnet_model &model)
        : machines_{&first, &second}, model_(model) {
    }

    void conv_group(const sq_taps &taps, int32_t z_out, int8_t *out, uint32_t out_step) override;
    void head_group(const sq_taps &taps, uint32_t times, int32_t *sums) override;
    void pool_row(const sq_stage &stage, const int8_t *row, int8_t *pooled, int merge) override;
    void add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) override;

    void begin_stage(unsigned index);
    void finish_stage();

    uint64_t calls[2] = {0, 0}; // of each core

  private:
    using Call = std::function<void(Machine &)>;

    void enter(Layer layer);
    void add(size_t core, Call call);

    Machine *machines_[2];
    const sqnet_model &model_;
    sq_stage stage_ = {};
    Layer region_layer_ = Layer::a;
    std::vector<Call> region_[2]; // of each core, in order
    size_t next_core_ = 0;
    std::map<const int8_t *, size_t> pooled_on_;
    std::set<const int8_t *> outputs_;
};

} // namespace xtensa

#endif
