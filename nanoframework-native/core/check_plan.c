/* The plan: no tensor overlaps another one that is still needed (SPEC 3). */
#include "checks.h"

static int apart(uint64_t a, uint64_t a_end, uint64_t b, uint64_t b_end) {
    return a_end <= b || b_end <= a;
}

/* Returns the offset of the bad field in the record, or -1. */
static int bad_plan(const sqnet_model *model, const sq_stage *s, const sq_stage *before) {
    sq_scratch scratch;
    uint64_t in_end = s->in_off + sq_input_bytes(s), out_end = s->out_off + sq_output_bytes(s);
    uint64_t scratch_end = sq_lay_scratch(s, &scratch);
    uint64_t kept = sq_skip_bytes(s), added = s->flags & SQ_STAGE_ADD ? sq_skip_bytes(before) : 0;
    uint32_t end = model->arena_bytes - model->skip_bytes;

    if (s->in_off != (before ? before->out_off : 0))
        return 20;
    if (s->out_off % 16 != 0 || out_end > end)
        return 24;
    if (s->scratch_off % 16 != 0 || scratch_end > end)
        return 28;
    if (kept + added > model->skip_bytes)
        return 0;
    if (!apart(s->out_off, out_end, s->scratch_off, scratch_end))
        return 28;
    if (!before)
        return -1;
    if (!apart(s->in_off, in_end, s->scratch_off, scratch_end))
        return 28;
    if (apart(s->in_off, in_end, s->out_off, out_end))
        return -1;
    /* The head's sums are written from the first band on. */
    return !(s->flags & SQ_STAGE_HEAD) && sq_in_place_is_safe(s) ? -1 : 24;
}

int sq_check_plan(sqnet_model *model) {
    sq_stage stage[2];
    int keeps = 0;
    for (unsigned k = 0; k < model->stages; k++) {
        sq_stage *s = &stage[k & 1];
        sq_read_stage(model, k, s);
        int bad = bad_plan(model, s, k ? &stage[~k & 1] : NULL);
        if (bad >= 0)
            return sq_refuse(model, SQNET_E_PLAN,
                             model->section[SQ_SEC_STAGES].offset + SQ_STAGE_BYTES * k + (uint32_t)bad);
        keeps |= (s->flags & SQ_STAGE_KEEP) != 0;
    }
    if (!keeps && model->skip_bytes != 0)
        return sq_refuse(model, SQNET_E_PLAN, 44);
    return 0;
}
