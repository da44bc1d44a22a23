/* Repacking: a model's weights as panels. */
#include "panels.h"

#include <stdlib.h>
#include <string.h>

#define ALIGNMENT 64u /* of weights: a vector of AVX-512 */

/* A convolution as the kernels see it: conv1's taps are gathered into one run, padded to whole quads. */
typedef struct shape {
    uint32_t gathered, taps; /* taps of the blob */
    uint32_t kh, quads;
    uint32_t channels; /* of a full panel */
    uint32_t panels;
    size_t bytes; /* of all weights, repacked */
} shape;

static shape shape_of(const sq_conv *c, uint32_t lanes) {
    shape s;
    s.gathered = c->ic % SQ_QUAD != 0;
    s.taps = c->kh * c->kw * c->ic;
    s.kh = s.gathered ? 1 : c->kh;
    s.quads = (s.taps / s.kh + SQ_QUAD - 1) / SQ_QUAD;
    s.channels = lanes * SQ_VECTORS;
    s.panels = (c->oc + s.channels - 1) / s.channels;
    s.bytes = (size_t)s.kh * s.quads * SQ_QUAD * c->oc;
    return s;
}

/* Channel of the panel that lane l of vector v computes. */
static uint32_t channel_of(uint32_t interleaved, uint32_t lanes, uint32_t v, uint32_t l) {
    return interleaved ? 16 * (l / 4) + 4 * v + l % 4 : v * lanes + l;
}

/* One output channel, whose first weight is at `from`: its weights go to to[quad * step + 0..3]. Returns
 * their sum, |sum| <= 2^16 * 2^7. */
static int32_t repack_channel(const shape *s, const int8_t *from, int8_t *to, size_t step) {
    int32_t sum = 0;
    for (uint32_t t = 0; t < s->taps; t++) {
        to[t / SQ_QUAD * step + t % SQ_QUAD] = from[(size_t)t * SQ_LANES];
        sum += from[(size_t)t * SQ_LANES];
    }
    return sum;
}

/* A walk through the convolutions of a model: what their panels take, then where the next ones go. */
typedef struct repacking {
    const sqnet_model *model;
    const sq_kernels *kernels;
    sq_panels *to;
    uint64_t weights, repacked, panels; /* bytes, bytes, number */
    int refused;
    int8_t *next_weights;
    sq_panel *next;
} repacking;

static int is_head(const repacking *r, uint32_t id) {
    return id == 3 * r->model->stages - 1u;
}

/* Channel `o`, which is number `at` of the panel. */
static void repack_output(const repacking *r, const sq_conv *c, int head, uint32_t o, size_t at) {
    shape s = shape_of(c, r->kernels->lanes);
    sq_panel *panel = r->next;
    const int8_t *group =
        (const int8_t *)r->model->weights + c->weights + (size_t)(o / SQ_LANES) * sq_group_bytes(c);
    const uint8_t *params = sq_group_params(r->model, c, o / SQ_LANES, (const uint8_t *)group);
    int32_t bias[SQ_LANES], n = (int32_t)sq_params_shift(params);
    int32_t sum = repack_channel(&s, group + o % SQ_LANES, r->next_weights + at * SQ_QUAD,
                                 (size_t)panel->vectors * r->kernels->lanes * SQ_QUAD);
    sq_params_biases(params, bias);
    /* 2^19 + 2^7 * 2^23 + 2^7 * 2^12 < 2^31 */
    panel->bias[at] =
        bias[o % SQ_LANES] + (r->kernels->centred ? 0 : c->z_in * sum) - (head ? 0 : c->z_out * (1 << n));
    panel->shift[at] = n;
}

/* The panel that begins with channel `first`. */
static void repack_panel(const repacking *r, const sq_conv *c, int head, uint32_t first) {
    uint32_t lanes = r->kernels->lanes, left = (c->oc - first) / lanes;
    shape s = shape_of(c, lanes);
    sq_panel *panel = r->next;
    panel->weights = r->next_weights;
    panel->vectors = left < SQ_VECTORS ? left : SQ_VECTORS;
    panel->kh = s.kh;
    panel->quads = s.quads;
    panel->full = c->z_in != 0;
    panel->top = (uint32_t)(127 - c->z_out);
    for (uint32_t v = 0; v < panel->vectors; v++)
        for (uint32_t l = 0; l < lanes; l++) {
            uint32_t o = first + channel_of(!head && panel->vectors == SQ_VECTORS, lanes, v, l);
            repack_output(r, c, head, o, (size_t)v * lanes + l);
        }
}

typedef void (*conv_visitor)(repacking *r, const sq_conv *c, uint32_t id);

static void for_each_conv(repacking *r, conv_visitor visit) {
    for (uint32_t k = 0; k < r->model->stages; k++) {
        sq_stage s;
        sq_read_stage(r->model, k, &s);
        visit(r, &s.a, 3 * k);
        if (s.flags & SQ_STAGE_HAS_B)
            visit(r, &s.b, 3 * k + 1);
        visit(r, &s.c, 3 * k + 2);
    }
}

static void measure(repacking *r, const sq_conv *c, uint32_t id) {
    shape s = shape_of(c, r->kernels->lanes);
    const int8_t *weights = (const int8_t *)r->model->weights + c->weights;
    (void)id;
    r->weights += (uint64_t)s.taps * c->oc;
    r->repacked += s.bytes;
    r->panels += s.panels;
    if (r->weights > 2 * (uint64_t)r->model->weights_bytes)
        r->refused = 1;
    for (uint32_t g = 0; g < c->oc / SQ_LANES; g++, weights += sq_group_bytes(c))
        for (size_t i = 0; !r->refused && i < (size_t)s.taps * SQ_LANES; i++)
            r->refused = weights[i] == -128;
}

static void repack(repacking *r, const sq_conv *c, uint32_t id) {
    shape s = shape_of(c, r->kernels->lanes);
    r->to->conv[id] = r->next;
    for (uint32_t first = 0; first < c->oc; first += s.channels, r->next++) {
        repack_panel(r, c, is_head(r, id), first);
        r->next_weights += (size_t)s.kh * s.quads * SQ_QUAD * r->next->vectors * r->kernels->lanes;
    }
}

static int8_t *aligned(void *memory) {
    return (int8_t *)memory + (ALIGNMENT - (uintptr_t)memory % ALIGNMENT) % ALIGNMENT;
}

int sq_panels_open(sq_panels *panels, const sqnet_model *model, const sq_kernels *kernels) {
    repacking r = {.model = model, .kernels = kernels, .to = panels};
    memset(panels, 0, sizeof *panels);
    for_each_conv(&r, measure);
    if (r.refused)
        return 0;
    panels->weights = calloc((size_t)r.repacked + ALIGNMENT, 1);
    panels->panels = r.next = calloc((size_t)r.panels, sizeof(sq_panel));
    if (!panels->weights || !panels->panels) {
        sq_panels_close(panels);
        return 0;
    }
    r.next_weights = aligned(panels->weights);
    for_each_conv(&r, repack);
    return 1;
}

void sq_panels_close(sq_panels *panels) {
    free(panels->weights);
    free(panels->panels);
    memset(panels, 0, sizeof *panels);
}
