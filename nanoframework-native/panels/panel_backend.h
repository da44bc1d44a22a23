/* A backend over panels, for a desktop only: it allocates. Bit for bit the same as the portable kernels. */
#ifndef SQNET_PANEL_BACKEND_H
#define SQNET_PANEL_BACKEND_H

#include "panels.h"

typedef struct sq_panel_backend sq_panel_backend;

/* Repacks the weights of an open model, which are not needed any more afterwards. `kernels` are some that this
 * processor can run. NULL if there is no memory, or if the model is one that only the portable kernels handle:
 * weights of -128, or convolutions that share weights to excess. No packer writes such a model. */
sq_panel_backend *sq_panel_backend_open(const sqnet_model *model, const sq_kernels *kernels);
void sq_panel_backend_close(sq_panel_backend *over);

/* The backend, alive as long as `over`. Safe for use by several threads. */
const sqnet_backend *sq_panel_backend_of(const sq_panel_backend *over);

#endif
