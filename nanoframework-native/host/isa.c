#include "isa.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"
#ifdef SQNET_HAS_X86
#include "x86.h"
#endif

/* A band that stays in the second-level cache together with a stage's weights. */
#define BAND_BYTES (192u << 10)

struct sqnet_isa {
    const char *name;
#ifdef SQNET_HAS_X86
    sq_x86 *x86;
#endif
};

#ifdef SQNET_HAS_X86
static const char *const names[SQ_ISA_COUNT] = {"portable", "avx2", "vnni"};

static void find_x86(sqnet_isa *isa, const sqnet_model *model, const char *name) {
    for (int i = SQ_ISA_COUNT - 1; i > SQ_ISA_PORTABLE && !isa->x86; i--)
        if (!name || strcmp(name, names[i]) == 0) {
            isa->x86 = sq_x86_open(model, (enum sq_isa)i);
            isa->name = isa->x86 ? names[i] : isa->name;
        }
}
#endif

sqnet_isa *sqnet_isa_open(const sqnet_model *model, const char *name) {
    sqnet_isa *isa = calloc(1, sizeof *isa);
    if (!isa)
        return NULL;
    isa->name = "portable";
#ifdef SQNET_HAS_X86
    find_x86(isa, model, name);
#else
    (void)model;
#endif
    if (!name || strcmp(name, isa->name) == 0)
        return isa;
    sqnet_isa_close(isa);
    return NULL;
}

void sqnet_isa_close(sqnet_isa *isa) {
#ifdef SQNET_HAS_X86
    if (isa)
        sq_x86_close(isa->x86);
#endif
    free(isa);
}

const char *sqnet_isa_usable(const char *name) {
#ifdef SQNET_HAS_X86
    for (int i = SQ_ISA_COUNT - 1; i > SQ_ISA_PORTABLE; i--)
        if ((!name || strcmp(name, names[i]) == 0) && sq_x86_supports((enum sq_isa)i))
            return names[i];
#endif
    return !name || strcmp(name, "portable") == 0 ? "portable" : NULL;
}

const char *sqnet_isa_name(const sqnet_isa *isa) {
    return isa->name;
}

const struct sqnet_backend *sqnet_isa_backend(const sqnet_isa *isa) {
#ifdef SQNET_HAS_X86
    return isa->x86 ? sq_x86_backend(isa->x86) : NULL;
#else
    (void)isa;
    return NULL;
#endif
}

static void put16(uint8_t *at, uint32_t value) {
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

static void put32(uint8_t *at, uint32_t value) {
    put16(at, value);
    put16(at + 2, value >> 16);
}

static uint32_t output_bytes(const sq_stage *s) {
    uint64_t bytes =
        s->flags & SQ_STAGE_HEAD ? 4 * (uint64_t)s->c.oc : sq_tensor_bytes(s->out_h, s->out_w, s->c.oc);
    return (uint32_t)((bytes + 15) / 16 * 16);
}

/* Two places for tensors, used in turn, then the scratch, then the skip tensors as they were. An open model's
 * tensors fit in 16 MiB each, and a band is at most BAND_BYTES or one row, which fits too: everything stays
 * far below 2^32. */
void sqnet_replan(sqnet_model *model, uint8_t *stages) {
    uint32_t largest = 0, end = 0;
    sq_stage s;
    for (unsigned k = 0; k < model->stages; k++) {
        sq_read_stage(model, k, &s);
        uint32_t bytes = output_bytes(&s);
        largest = bytes > largest ? bytes : largest;
    }
    for (unsigned k = 0; k < model->stages; k++) {
        uint8_t *record = stages + SQ_STAGE_BYTES * k;
        sq_read_stage(model, k, &s);
        uint32_t fitting = BAND_BYTES / (s.mid_w * (s.a.oc + s.b.oc));
        uint32_t band = fitting < 1 ? 1 : fitting > s.mid_h ? s.mid_h : fitting;
        put16(record + 16, band);
        put32(record + 20, k > 0 ? (k - 1) % 2 * largest : 0);
        put32(record + 24, k % 2 * largest);
        put32(record + 28, 2 * largest);
        sq_scratch scratch;
        sq_read_stage(model, k, &s);
        (void)sq_lay_scratch(&s, &scratch);
        end = scratch.end > end ? scratch.end : end;
    }
    model->arena_bytes = (end + 15) / 16 * 16 + model->skip_bytes;
}
