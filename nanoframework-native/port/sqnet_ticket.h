/* Tickets: what a managed thread keeps while it waits for a task that runs elsewhere. */
#ifndef SQNET_TICKET_H
#define SQNET_TICKET_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Has `signal` called whenever a ticket is settled, on the thread that does so and with the lock held. */
void sqnet_ticket_notify(void (*signal)(void));

/* A new ticket, never 0. With the lock held. At most 16 may be open. */
uint32_t sqnet_ticket_issue(void);

/* The task has ended with `result`. With the lock held. */
void sqnet_ticket_settle(uint32_t ticket, int32_t result);

/* Whether it has, and with what. At least the last 16 that were settled are remembered; older ones are
 * Closed. */
bool sqnet_ticket_ended(uint32_t ticket, int32_t *result);

#ifdef __cplusplus
}
#endif

#endif
