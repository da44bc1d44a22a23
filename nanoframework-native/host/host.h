/* A handle of the library. */
#ifndef SQNET_HOST_HANDLE_H
#define SQNET_HOST_HANDLE_H

#include "isa.h"
#include "layout.h"
#include "pool.h"
#include "session.h"

#define SQNET_HOST_MAX_THREADS 32

struct sqnet_host {
    sqnet_session session;
    sqnet_isa *isa; /* NULL: not open yet */
    sqnet_pool *pool;
    int32_t threads;
    uint8_t plan[SQNET_MAX_STAGES * SQ_STAGE_BYTES]; /* the stage records as they were loaded */
    uint32_t planned_arena;
};

/* Gives a model that has just been opened the kernels and threads that its thread prefers. */
int32_t sqnet_host_equip(struct sqnet_host *host);

/* Frees what the model runs on. */
void sqnet_host_strip(struct sqnet_host *host);

#endif
