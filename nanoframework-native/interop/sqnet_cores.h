/* Both cores for one stage: the thread that runs it and a helper on the other core, which sleeps while there
 * are no pieces. All calls come from the worker's thread. */
#ifndef SQNET_CORES_H
#define SQNET_CORES_H

#include "sqnet.h"
#include "sqnet_worker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Of the helper, as of the worker. A stage takes at most 2 KB of stack; the rest is for interrupts and saved
 * vector registers. */
#define SQNET_CORES_STACK 4096

/* Sets what the stages that the calling thread, `self`, runs next are cut into, for `most` cores; 0: all
 * there are. Returns how many these are: 1 too if there is no memory for the helper. */
unsigned sqnet_cores_share(sqnet_hooks *hooks, sqnet_thread *self, unsigned most);

/* Any thread. */
const sqnet_worker *sqnet_cores_helper(void);

/* Ends the helper. */
void sqnet_cores_stop(void);

#ifdef __cplusplus
}
#endif

#endif
