#include "sqnet_ticket.h"

#include "sqnet_errors.h"
#include "sqnet_port.h"

#define ENTRIES 32u

typedef struct entry {
    uint32_t ticket;
    int32_t result;
    bool settled;
} entry;

static entry entries[ENTRIES];
static uint32_t last_ticket;
static void (*settled)(void);

void sqnet_ticket_notify(void (*signal)(void)) {
    sqnet_port_lock();
    settled = signal;
    sqnet_port_unlock();
}

static entry *entry_of(uint32_t ticket) {
    return &entries[ticket % ENTRIES];
}

uint32_t sqnet_ticket_issue(void) {
    entry *e;
    do {
        last_ticket++;
        e = entry_of(last_ticket);
        /* A number is passed over while an old ticket of its place is still open. */
    } while (last_ticket == 0 || (e->ticket != 0 && !e->settled));
    e->ticket = last_ticket;
    e->settled = false;
    return last_ticket;
}

void sqnet_ticket_settle(uint32_t ticket, int32_t result) {
    entry *e = entry_of(ticket);
    e->result = result;
    e->settled = true;
    if (settled)
        settled();
}

bool sqnet_ticket_ended(uint32_t ticket, int32_t *result) {
    const entry *e = entry_of(ticket);
    sqnet_port_lock();
    bool remembered = ticket != 0 && e->ticket == ticket;
    *result = remembered ? e->result : SQNET_E_CLOSED;
    bool ended = !remembered || e->settled;
    sqnet_port_unlock();
    return ended;
}
