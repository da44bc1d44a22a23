/* Golden vectors: images made of a seed, and the scores that a blob says they have (SPEC 2, 5.7). */
#include "bytes.h"
#include "layout.h"

static uint32_t mix(uint32_t x) {
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    x ^= x >> 16;
    return x;
}

int sqnet_golden_row(void *source, unsigned y, int8_t *row) {
    const sqnet_golden_source *s = (const sqnet_golden_source *)source;
    if (!s || !row)
        return SQNET_E_ARGUMENT;
    for (uint32_t x = 0; x < s->width; x++) {
        for (uint32_t c = 0; c < 3; c++) {
            uint32_t coarse = mix(s->seed + mix((y >> 4) + mix((x >> 4) + mix(c + 1)))) & 255;
            uint32_t fine = mix(s->seed + mix(y + 65536 + mix(x + 65536 + mix(c + 1)))) & 31;
            row[3 * x + c] = (int8_t)((int32_t)((coarse * 7 >> 3) + fine) - 128);
        }
    }
    return 0;
}

unsigned sqnet_golden_count(const sqnet_model *model) {
    return model ? model->section[SQ_SEC_GOLDEN].bytes / SQ_GOLDEN_BYTES : 0;
}

/* CRC of the scores as little-endian bytes, whatever the host's order. */
static uint32_t scores_crc(const int32_t *scores, unsigned count) {
    uint32_t crc = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t v = (uint32_t)scores[i];
        uint8_t bytes[4] = {(uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24)};
        crc = sqnet_crc32(crc, bytes, 4);
    }
    return crc;
}

static const uint8_t *golden(const sqnet_model *model, unsigned index) {
    return sq_section(model, SQ_SEC_GOLDEN) + SQ_GOLDEN_BYTES * index;
}

int sqnet_golden_seed(const sqnet_model *model, unsigned index, uint32_t *seed) {
    if (!model || !seed || index >= sqnet_golden_count(model))
        return SQNET_E_ARGUMENT;
    *seed = sq_u32(golden(model, index));
    return 0;
}

int sqnet_golden_check(const sqnet_model *model, unsigned index, const int32_t *scores) {
    if (!model || !scores || index >= sqnet_golden_count(model))
        return SQNET_E_ARGUMENT;
    const uint8_t *p = golden(model, index);
    uint16_t best = 0;
    (void)sqnet_top(scores, model->classes, 1, &best);
    int same = scores_crc(scores, model->classes) == sq_u32(p + 4) && best == sq_u32(p + 8) &&
               (uint32_t)scores[best] == sq_u32(p + 12);
    return same ? 0 : SQNET_E_GOLDEN;
}

int sqnet_self_test(const sqnet_model *model, unsigned index, const sqnet_memory *memory, int32_t *scores) {
    sqnet_golden_source golden_source = {0, 0};
    sqnet_source source = {sqnet_golden_row, &golden_source};
    sqnet_run run;
    int error = sqnet_golden_seed(model, index, &golden_source.seed);
    if (error)
        return error;
    golden_source.width = model->width;
    error = sqnet_infer(&run, model, memory, &source, scores);
    return error ? error : sqnet_golden_check(model, index, scores);
}
