/* The walk of a decoder with a window: group by group, or stage by stage, through the weights (SPEC 4.4). */
#ifndef SQNET_WINDOW_H
#define SQNET_WINDOW_H

#include "layout.h"

/* Decodes the next `taps` taps of what is being filled, `bytes` at `weights`: whole groups. 0: all of it is
 * there. 1: not yet. SQNET_E_PACKED. */
int sq_window_fill(sqnet_window *window, int8_t *weights, uint32_t bytes, uint32_t taps);

/* To the next group of the stage, whose weights are to be filled. 0: that was the last. */
int sq_window_next_group(sqnet_window *window, const sq_stage *stage);

#endif
