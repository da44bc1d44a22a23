#include "window.h"

#include "decode.h"
#include "proof.h"

int sqnet_window_begin(sqnet_window *window, const sqnet_model *model) {
    if (!window)
        return SQNET_E_ARGUMENT;
    window->stage = window->convolution = window->group = window->filled = 0;
    return sqnet_decode_begin(&window->decoder, model);
}

int sq_window_fill(sqnet_window *window, int8_t *weights, uint32_t bytes, uint32_t taps) {
    uint32_t before = window->decoder.done;
    int result = sq_decode_taps(&window->decoder, weights + window->filled, bytes - window->filled, taps);
    window->filled += window->decoder.done - before;
    return result < 0 ? result : window->filled < bytes;
}

int sq_window_next_group(sqnet_window *window, const sq_stage *s) {
    window->filled = 0;
    if (++window->group < sq_stage_conv(s, window->convolution)->oc / SQ_LANES)
        return 1;
    window->group = 0;
    do
        window->convolution++;
    while (window->convolution < 3 && sq_stage_conv(s, window->convolution)->oc == 0);
    if (window->convolution < 3)
        return 1;
    window->convolution = 0;
    return 0;
}

/* --- Proving -------------------------------------------------------------------------------------------- */

uint32_t sqnet_tile_bytes(const sqnet_model *model) {
    uint32_t most = 0;
    for (unsigned k = 0; model && model->blob && k < model->stages; k++) {
        sq_stage s;
        sq_read_stage(model, k, &s);
        for (unsigned i = 0; i < 3; i++) {
            uint32_t bytes = sq_group_bytes(sq_stage_conv(&s, i));
            most = most > bytes ? most : bytes;
        }
    }
    return most;
}

int sqnet_window_prove(sqnet_window *window, void *tile, size_t bytes, uint32_t taps) {
    if (!window || !window->decoder.model || !tile || bytes < sqnet_tile_bytes(window->decoder.model))
        return SQNET_E_ARGUMENT;
    const sqnet_model *model = window->decoder.model;
    sq_stage s;
    if (window->stage == model->stages)
        return 0;
    sq_read_stage(model, window->stage, &s);
    const sq_conv *c = sq_stage_conv(&s, window->convolution);
    int result = sq_window_fill(window, (int8_t *)tile, sq_group_bytes(c), taps);
    if (result)
        return result;
    const uint8_t *weights = (const uint8_t *)tile;
    if (!sq_group_is_safe(c, weights, sq_group_params(model, c, window->group, weights)))
        return SQNET_E_UNSAFE;
    window->stage += !sq_window_next_group(window, &s);
    return window->stage < model->stages;
}
