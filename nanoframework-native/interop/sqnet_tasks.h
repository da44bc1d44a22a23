/* The worker: a thread on the core that the CLR does not run on, which lives while there are models. All
 * calls come from the CLR's thread. */
#ifndef SQNET_TASKS_H
#define SQNET_TASKS_H

#include "sqnet_slots.h"
#include "sqnet_worker.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SQNET_WORKER_STACK 4096

/* Hands a slot that is entered to the worker, with the task and its argument. Stores the task's ticket. If
 * there is no memory for a worker, SQNET_E_MEMORY, and the slot is left. */
int32_t sqnet_tasks_start(sqnet_slot *slot, enum sqnet_task task, int32_t argument, uint32_t *ticket);

/* Frees what a worker that has ended left behind. */
void sqnet_tasks_tidy(void);

const sqnet_worker *sqnet_tasks_worker(void);

/* Waits for the task that runs, and ends the worker. */
void sqnet_tasks_stop(void);

#ifdef __cplusplus
}
#endif

#endif
