/* Kernels, plan and threads of a model. */
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "sqnet_host.h"

/* Multiply-accumulates that take longer than waking a thread. */
#define WORTH_SHARING (1u << 18)
/* Pieces for each thread: fewer wait at the end for one that was interrupted. */
#define PIECES_PER_THREAD 2

/* What sqnet_host_prefer has set for models that this thread opens. */
static _Thread_local const char *preferred_isa;
static _Thread_local int32_t preferred_threads = 1;

int32_t sqnet_host_prefer(const char *isa, int32_t threads) {
    const char *usable = sqnet_isa_usable(isa);
    if (!usable || threads < 1 || threads > SQNET_HOST_MAX_THREADS)
        return SQNET_E_ARGUMENT;
    preferred_isa = isa ? usable : NULL;
    preferred_threads = threads;
    return 0;
}

const char *sqnet_host_preferred_isa(void) {
    /* What the variable asks for may not be there. */
    const char *usable = preferred_isa ? preferred_isa : sqnet_isa_usable(getenv("SQNET_ISA"));
    return usable ? usable : sqnet_isa_usable(NULL);
}

static uint32_t microseconds(void *context) {
    (void)context;
    return sqnet_port_microseconds();
}

/* --- Kernels and plan ---------- */

static uint8_t *stage_records(const sqnet_host *host) {
    return host->session.loaded.at + host->session.model.section[SQ_SEC_STAGES].offset;
}

static size_t plan_bytes(const sqnet_host *host) {
    return host->session.model.stages * (size_t)SQ_STAGE_BYTES;
}

/* Writes the plan for a backend, or the one that was loaded, into the blob, and takes the arena for it. If
 * there is none the plan is as before. */
static int32_t plan_for(sqnet_host *host, const struct sqnet_backend *backend) {
    sqnet_model planned = host->session.model;
    uint8_t before[sizeof host->plan];
    memcpy(before, stage_records(host), plan_bytes(host));
    memcpy(stage_records(host), host->plan, plan_bytes(host));
    planned.arena_bytes = host->planned_arena;
    if (backend)
        sqnet_replan(&planned, stage_records(host));
    int32_t error = sqnet_session_replan(&host->session, planned.arena_bytes);
    if (error)
        memcpy(stage_records(host), before, plan_bytes(host));
    return error;
}

static int32_t use_isa(sqnet_host *host, const char *name) {
    sqnet_isa *isa = sqnet_isa_open(&host->session.model, name);
    if (!isa)
        return SQNET_E_ARGUMENT;
    int32_t error = plan_for(host, sqnet_isa_backend(isa));
    if (error) {
        sqnet_isa_close(isa);
        return error;
    }
    sqnet_isa_close(host->isa);
    host->isa = isa;
    host->session.hooks.backend = sqnet_isa_backend(isa);
    return 0;
}

int32_t sqnet_host_set_isa(sqnet_host *host, const char *name) {
    if (!host)
        return SQNET_E_CLOSED;
    if (!name || !host->isa)
        return SQNET_E_ARGUMENT;
    if (host->session.windowed)
        return strcmp(name, "portable") == 0 ? 0 : SQNET_E_ARGUMENT;
    return use_isa(host, name);
}

const char *sqnet_host_isa_name(const sqnet_host *host) {
    return host && host->isa ? sqnet_isa_name(host->isa) : "";
}

/* --- Threads ---------- */

int32_t sqnet_host_set_threads(sqnet_host *host, int32_t threads) {
    if (!host)
        return SQNET_E_CLOSED;
    if (threads < 1 || threads > SQNET_HOST_MAX_THREADS)
        return SQNET_E_ARGUMENT;
    sqnet_pool *pool = threads > 1 ? sqnet_pool_open((unsigned)threads) : NULL;
    if (threads > 1 && !pool)
        return SQNET_E_MEMORY;
    sqnet_pool_close(host->pool);
    sqnet_hooks *hooks = &host->session.hooks;
    host->pool = pool;
    host->threads = threads;
    hooks->parallel = pool ? sqnet_pool_run : NULL;
    hooks->parallel_context = pool;
    hooks->pieces = (unsigned)threads * PIECES_PER_THREAD;
    hooks->worth = WORTH_SHARING;
    return 0;
}

int32_t sqnet_host_preferred_threads(void) {
    return preferred_threads;
}

int32_t sqnet_host_threads(const sqnet_host *host) {
    return host ? host->threads : SQNET_E_CLOSED;
}

/* --- Opening and closing ---------- */

int32_t sqnet_host_equip(sqnet_host *host) {
    memcpy(host->plan, stage_records(host), plan_bytes(host));
    host->planned_arena = host->session.model.arena_bytes;
    host->session.hooks.clock = microseconds;
    host->isa = sqnet_isa_open(&host->session.model, "portable");
    if (!host->isa)
        return SQNET_E_MEMORY;
    /* A model may refuse what the machine can do; the portable kernels take them all. */
    const char *wanted = sqnet_host_preferred_isa();
    if (!host->session.windowed && strcmp(wanted, "portable") != 0)
        (void)use_isa(host, wanted);
    return host->threads ? 0 : sqnet_host_set_threads(host, preferred_threads);
}

void sqnet_host_strip(sqnet_host *host) {
    sqnet_pool_close(host->pool);
    sqnet_isa_close(host->isa);
}
