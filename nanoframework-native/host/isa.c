#include "isa.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"
#include "panel_backend.h"
#ifdef SQNET_HAS_X86
#include "x86.h"
#endif
#ifdef SQNET_HAS_ARM64
#include "arm64.h"
#endif

/* A band that stays in the second-level cache together with a stage's weights. */
#define BAND_BYTES (192u << 10)

/* What this processor's family may have; each is faster than those before it. */
typedef struct kernel_set {
    const char *name;
    const sq_kernels *kernels; /* NULL: the core's own, without a backend */
    int (*usable)(void);       /* NULL: always */
} kernel_set;

static const kernel_set sets[] = {
    {"portable", NULL, NULL},
#ifdef SQNET_HAS_X86
    {"avx2", &sq_kernels_avx2, sq_avx2_usable},
    {"vnni", &sq_kernels_vnni, sq_vnni_usable},
#endif
#ifdef SQNET_HAS_ARM64
    {"neon", &sq_kernels_neon, NULL},
    {"dotprod", &sq_kernels_dotprod, sq_dotprod_usable},
#endif
};

#define SETS (sizeof sets / sizeof sets[0])

struct sqnet_isa {
    const kernel_set *set;
    sq_panel_backend *panels;
};

static int is_usable(const kernel_set *set, const char *name) {
    return (!name || strcmp(name, set->name) == 0) && (!set->usable || set->usable());
}

/* The best usable set of that name, or of any, that takes the model. */
static int find_set(sqnet_isa *isa, const sqnet_model *model, const char *name) {
    for (size_t i = SETS; i-- > 0;) {
        if (!is_usable(&sets[i], name))
            continue;
        isa->set = &sets[i];
        isa->panels = sets[i].kernels ? sq_panel_backend_open(model, sets[i].kernels) : NULL;
        if (isa->panels || !sets[i].kernels)
            return 1;
    }
    return 0;
}

sqnet_isa *sqnet_isa_open(const sqnet_model *model, const char *name) {
    sqnet_isa *isa = calloc(1, sizeof *isa);
    if (!isa || find_set(isa, model, name))
        return isa;
    free(isa);
    return NULL;
}

void sqnet_isa_close(sqnet_isa *isa) {
    if (isa)
        sq_panel_backend_close(isa->panels);
    free(isa);
}

const char *sqnet_isa_usable(const char *name) {
    for (size_t i = SETS; i-- > 0;)
        if (is_usable(&sets[i], name))
            return sets[i].name;
    return NULL;
}

const char *sqnet_isa_name(const sqnet_isa *isa) {
    return isa->set->name;
}

const struct sqnet_backend *sqnet_isa_backend(const sqnet_isa *isa) {
    return isa->panels ? sq_panel_backend_of(isa->panels) : NULL;
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
