#include "harness.h"

#include "random.h"

namespace sqnet_test {

namespace {

int decode(const sqnet_model &model, Guarded &weights, uint64_t seed) {
    Random random(seed);
    sqnet_decoder decoder;
    int result = sqnet_decode_begin(&decoder, &model);
    result = result ? result : 1;
    while (result == 1)
        result = sqnet_decode(&decoder, weights.data(), weights.size(),
                              seed ? static_cast<uint32_t>(random.between(0, 9)) : UINT32_MAX);
    return result;
}

} // namespace

Decoded::Decoded(const Bytes &blob, uint64_t seed, unsigned flags)
    : opened(blob, flags), model(opened.model), weights(opened.error ? 0 : model.weights_bytes),
      error(opened.error) {
    error = error ? error : decode(model, weights, seed);
    error = error ? error : sqnet_set_weights(&model, weights.data());
    error = error ? error : sqnet_prove(&model);
}

void paint(Guarded &arena, int kind) {
    Random random(static_cast<uint64_t>(kind));
    for (size_t i = 0; i < arena.size(); i++)
        arena.data()[i] = kind == 0 ? 0 : kind == 1 ? 0xAA : random.byte();
}

std::vector<int32_t> infer(const sqnet_model &model, const Tensor &image, int paint_kind) {
    Guarded arena(model.arena_bytes);
    paint(arena, paint_kind);
    TensorRows rows{&image};
    std::vector<int32_t> scores(model.classes);
    sqnet_run run;
    sqnet_memory memory = memory_of(arena);
    sqnet_source source = rows.source();
    int error = sqnet_infer(&run, &model, &memory, &source, scores.data());
    return error == 0 && rows.in_order ? scores : std::vector<int32_t>();
}

void exercise(sqnet_model &model) {
    Guarded arena(model.arena_bytes);
    std::vector<int32_t> scores(model.classes);
    std::vector<uint16_t> best(5);
    std::vector<float> probabilities(model.classes);
    sqnet_run run;
    sqnet_golden_source golden = {1, model.width};
    sqnet_source source = rows_of(golden);
    sqnet_memory memory = memory_of(arena);
    paint(arena, 2);
    (void)sqnet_prove(&model);
    if (sqnet_golden_count(&model) > 0)
        (void)self_test(&model, 0, memory, scores);
    else
        (void)sqnet_infer(&run, &model, &memory, &source, scores.data());
    (void)sqnet_top(scores.data(), model.classes, 5, best.data());
    sqnet_softmax(&model, scores.data(), probabilities.data());
    volatile uint8_t sink = 0;
    for (unsigned i = 0; i <= model.classes; i++) {
        char label[SQNET_LABEL_BYTES];
        for (int j = 0, length = sqnet_label(&model, i, label); j < length; j++)
            sink = static_cast<uint8_t>(sink ^ static_cast<uint8_t>(label[j]));
    }
}

} // namespace sqnet_test
