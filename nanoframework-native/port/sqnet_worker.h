/* A thread that somebody may need: started when there is a task for it, joined when that is over, its stack
 * counted. All calls but wake and end come from the thread that owns the worker. */
#ifndef SQNET_WORKER_H
#define SQNET_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "sqnet_port.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Set the first three, the others to 0. */
typedef struct sqnet_worker {
    const char *name; /* at most 15 characters */
    uint32_t stack_bytes;
    void (*run)(sqnet_thread *self, void *context); /* the context is the worker */
    sqnet_thread *thread;                           /* NULL: none */
    bool stop;  /* asks `run` to return. With the lock held, as the next */
    bool ended; /* `run` is about to return */
} sqnet_worker;

/* Starts the thread if there is none. False: there is no memory for it. */
bool sqnet_worker_start(sqnet_worker *worker);

/* Wakes the thread if there is one: from its owner's thread, or with the lock held while it cannot end. */
void sqnet_worker_wake(sqnet_worker *worker);

/* What `run` says before it returns, on its own account or because it was asked to. With the lock held. */
void sqnet_worker_end(sqnet_worker *worker);

/* Joins the thread if it has ended. */
void sqnet_worker_tidy(sqnet_worker *worker);

/* Asks the thread to end, and joins it. */
void sqnet_worker_stop(sqnet_worker *worker);

#ifdef __cplusplus
}
#endif

#endif
