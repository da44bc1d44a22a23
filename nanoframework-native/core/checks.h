/* The rules that a blob must keep (SPEC 5 and 6), for sqnet_open. Each check returns 0, or an error and the
 * offset of the offending field in model->error_offset. */
#ifndef SQNET_CHECKS_H
#define SQNET_CHECKS_H

#include "layout.h"

static inline int sq_refuse(sqnet_model *model, int error, uint32_t offset) {
    model->error_offset = offset;
    return error;
}

static inline int sq_is_zero(const uint8_t *p, unsigned count) {
    for (unsigned i = 0; i < count; i++)
        if (p[i] != 0)
            return 0;
    return 1;
}

/* Every record of a stage, and its neighbours; places that are packed follow each other without gaps. */
int sq_check_stages(sqnet_model *model);
int sq_check_packing(sqnet_model *model);

/* The arena's offsets. */
int sq_check_plan(sqnet_model *model);

/* What the records refer to: params of every group, and the classes of the head's channels. */
int sq_check_params(sqnet_model *model);
int sq_check_classmap(sqnet_model *model);

#endif
