/* How a stage is laid out in the arena of a run whose weights are decoded into a window (SPEC 4.4). */
#ifndef SQNET_WINDOW_LAYOUT_H
#define SQNET_WINDOW_LAYOUT_H

#include "layout.h"

/* How a stage runs with a window (SPEC 4.4): where in the arena its memory lies, and where that ends. */
typedef struct sq_window_layout {
    int streamed;  /* group by group over the whole map; else all weights of the stage are there at once */
    uint32_t band; /* of a stage that is not streamed; its scratch begins at `scratch` */
    uint32_t weights, scratch;
    uint32_t zrow, border, slice, row, held; /* of a streamed one */
    uint32_t end;
} sq_window_layout;

/* Lays a stage of an open packed model out for a run with a window. */
void sq_lay_window(const sq_stage *stage, sq_window_layout *window);

#endif
