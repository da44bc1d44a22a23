#include "job.h"

#include <string.h>

void sq_describe_work(const sq_job *j, const sq_conv *c, uint32_t id, sq_work *w) {
    w->id = 3 * j->index + id;
    w->conv = c;
    w->weights = j->weights + (c->weights - j->weights_from);
    w->model = j->run->model;
    w->in_rows = (uint32_t)INT32_MAX;
    w->first = 0;
    w->outside = NULL;
    w->out = NULL;
    w->sums = NULL;
}

/* B sees the pixel in front of each row, and one row more on either side. */
void sq_read_input(const sq_job *j, unsigned id, uint32_t y, sq_work *w) {
    const sq_stage *s = &j->stage;
    w->in = sq_arena_at(j, s->in_off) + (id ? 0 : s->a.ic);
    w->in_step = (s->in_w + 1) * s->a.ic;
    w->in_rows = s->in_h;
    w->first = (int32_t)y - (int32_t)id;
    w->outside = sq_arena_at(j, j->at.zrow);
}

void sq_clear_outside(const sq_job *j) {
    const sq_stage *s = &j->stage;
    if (s->flags & SQ_STAGE_HAS_B)
        memset(sq_arena_at(j, j->at.zrow), sq_stored_zero(j, s->a.z_in), (size_t)(s->in_w + 2) * s->a.ic);
}

int8_t *sq_output_row(const sq_job *j, uint32_t y) {
    const sq_stage *s = &j->stage;
    return sq_arena_at(j, s->out_off) + s->c.oc * (1 + (size_t)y * (s->out_w + 1));
}

void sq_close_row(const sq_job *j, uint32_t y) {
    const sq_stage *s = &j->stage;
    int8_t *row = sq_output_row(j, y);
    memset(row + (size_t)s->out_w * s->c.oc, sq_stored_zero(j, s->c.z_out), s->c.oc);
    if (y == 0)
        memset(row - s->c.oc, sq_stored_zero(j, s->c.z_out), s->c.oc);
}

int32_t *sq_head_sums(const sq_job *j) {
    return (int32_t *)(void *)sq_arena_at(j, j->stage.out_off);
}

void sq_clear_sums(const sq_job *j) {
    memset(sq_head_sums(j), 0, (size_t)j->stage.c.oc * 4);
}

uint32_t sq_border_pixels(const sq_stage *s) {
    return (s->out_h + 2 * s->c.pad) * (s->out_w + 2 * s->c.pad) - s->out_h * s->out_w;
}
