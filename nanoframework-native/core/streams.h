/* A stage that is streamed: its weights pass through a window, one group of 16 output channels at a time, and
 * each group is computed over the whole map (SPEC 4.4). */
#ifndef SQNET_STREAMS_H
#define SQNET_STREAMS_H

#include "job.h"
#include "window_layout.h"

/* Computes group `group` of convolution 0..2, whose weights are at job->weights; groups come in their order.
 */
void sq_stream_group(sq_job *job, const sq_window_layout *at, uint32_t convolution, uint32_t group);

#endif
