/* The check of labels, for sqnet_open. */
#ifndef SQNET_LABELS_H
#define SQNET_LABELS_H

#include "layout.h"

/* The offset in the section of the first byte that breaks SPEC 5.6, or -1. */
int32_t sq_bad_labels(const sqnet_model *model);

#endif
