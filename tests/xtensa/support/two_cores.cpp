#include "two_cores.h"

namespace xtensa {

Layer layer_of(const sqnet_model &model, const sq_stage &stage, const int8_t *weights) {
    const uint8_t *space = sq_section(&model, SQ_SEC_WEIGHTS);
    size_t at = static_cast<size_t>(reinterpret_cast<const uint8_t *>(weights) - space);
    auto holds = [at](const sq_conv &c) {
        return at >= c.weights && at < c.weights + size_t(c.oc) * c.ic * c.kh * c.kw;
    };
    return holds(stage.c) ? Layer::c : stage.b.oc > 0 && holds(stage.b) ? Layer::b : Layer::a;
}

void TwoCores::begin_stage(unsigned index) {
    sq_read_stage(&model_, index, &stage_);
}

// B's calls go with A's: both make mid.
void TwoCores::enter(Layer layer) {
    if (layer == Layer::b)
        layer = Layer::a;
    if (layer != region_layer_)
        finish_stage();
    region_layer_ = layer;
}

void TwoCores::add(size_t core, Call call) {
    region_[core].push_back(std::move(call));
    calls[core]++;
    if (stage_.flags & (SQ_STAGE_HEAD | SQ_STAGE_KEEP))
        finish_stage();
}

void TwoCores::finish_stage() {
    for (size_t core : {1, 0}) {
        for (const Call &call : region_[core])
            call(*machines_[core]);
        region_[core].clear();
    }
    pooled_on_.clear();
    outputs_.clear();
}

void TwoCores::conv_group(const sq_taps &taps, int32_t z_out, int8_t *out, uint32_t out_step) {
    enter(layer_of(model_, stage_, taps.weights));
    if (outputs_.count(out) > 0)
        finish_stage();
    outputs_.insert(out);
    next_core_ = 1 - next_core_;
    add(next_core_, [taps, z_out, out, out_step](Machine &m) { m.conv_group(taps, z_out, out, out_step); });
}

void TwoCores::head_group(const sq_taps &taps, uint32_t times, int32_t *sums) {
    finish_stage();
    next_core_ = 1 - next_core_;
    calls[next_core_]++;
    machines_[next_core_]->head_group(taps, times, sums);
}

void TwoCores::pool_row(const sq_stage &stage, const int8_t *row, int8_t *pooled, int merge) {
    enter(Layer::pool);
    auto [at, is_new] = pooled_on_.try_emplace(pooled, 1 - next_core_);
    if (is_new)
        next_core_ = at->second;
    add(at->second, [stage, row, pooled, merge](Machine &m) { m.pool_row(stage, row, pooled, merge); });
}

// Each core adds half.
void TwoCores::add_skip(const int8_t *skip, int8_t *sum, uint32_t bytes, int32_t z) {
    enter(Layer::add);
    uint32_t half = bytes / 32 * 16;
    add(0, [=](Machine &m) { m.add_skip(skip, sum, half, z); });
    add(1, [=](Machine &m) { m.add_skip(skip + half, sum + half, bytes - half, z); });
}

} // namespace xtensa
