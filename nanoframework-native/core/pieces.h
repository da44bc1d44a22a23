/* Computing convolutions, cut in pieces that threads may share. */
#ifndef SQNET_PIECES_H
#define SQNET_PIECES_H

#include "job.h"

/* A convolution, and in how many pieces it is cut. Of the head only groups may be cut: pixels share its sums.
 */
typedef struct sq_cut {
    sq_work work;
    uint32_t pixels, blocks; /* a block is `unit` groups of a backend */
    uint32_t pixel_cuts, block_cuts;
} sq_cut;

/* The convolutions that are computed together: one, or A and B. */
typedef struct sq_pieces {
    const sq_job *job;
    unsigned count;
    sq_cut cut[2];
} sq_pieces;

/* Computes `count` convolutions, whose work is described, over `rows` output rows each; in pieces if there is
 * somebody to share them. */
void sq_run_pieces(const sq_job *job, sq_pieces *all, uint32_t rows);

#endif
