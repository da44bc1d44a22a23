/* A stage whose weights are all there, in bands of mid rows (SPEC 3.2). */
#ifndef SQNET_BANDS_H
#define SQNET_BANDS_H

#include "job.h"

/* The whole stage. 0, or SQNET_E_SOURCE. */
int sq_run_bands(const sq_job *job);

#endif
