#include "sqnet_tasks.h"

#include <stddef.h>

#include "sqnet_cores.h"
#include "sqnet_ticket.h"

static void run_worker(sqnet_thread *self, void *context);

static sqnet_worker worker = {.name = "sqnet", .stack_bytes = SQNET_WORKER_STACK, .run = run_worker};

static void share(sqnet_slot *s, sqnet_thread *self) {
    s->cores = sqnet_cores_share(&s->session.hooks, self, s->most_cores);
}

static int32_t execute(sqnet_slot *s, sqnet_thread *self) {
    switch (s->task) {
    case SQNET_TASK_STAGE:
        share(s, self);
        return sqnet_slots_stage(s, s->argument);
    case SQNET_TASK_SELF_TEST:
        share(s, self);
        return sqnet_session_self_test(&s->session);
    case SQNET_TASK_DECODE:
        return sqnet_session_decode(&s->session, s->argument);
    default:
        return SQNET_E_CLOSED; /* before it began */
    }
}

/* Executes one task. False if there was none. */
static bool execute_next(sqnet_thread *self) {
    sqnet_port_lock();
    sqnet_slot *s = sqnet_slots_next();
    if (s && s->closing)
        s->task = SQNET_TASK_NONE;
    sqnet_port_unlock();
    if (s)
        sqnet_slots_settle(s, execute(s, self));
    return s != NULL;
}

/* Without models the worker ends by itself. */
static bool worker_is_over(void) {
    sqnet_port_lock();
    bool over = worker.stop || !sqnet_slots_any();
    if (over)
        sqnet_worker_end(&worker);
    sqnet_port_unlock();
    return over;
}

static void run_worker(sqnet_thread *self, void *context) {
    (void)context;
    do {
        sqnet_port_sleep(self);
        while (execute_next(self)) {
        }
    } while (!worker_is_over());
    sqnet_cores_stop();
}

int32_t sqnet_tasks_start(sqnet_slot *s, enum sqnet_task task, int32_t argument, uint32_t *ticket) {
    if (!sqnet_worker_start(&worker))
        return sqnet_slots_leave(s, SQNET_E_MEMORY);
    s->argument = argument;
    sqnet_port_lock();
    s->task = task;
    s->queued = true;
    s->ticket = *ticket = sqnet_ticket_issue();
    sqnet_port_unlock();
    sqnet_worker_wake(&worker);
    return 0;
}

void sqnet_tasks_tidy(void) {
    sqnet_worker_tidy(&worker);
}

const sqnet_worker *sqnet_tasks_worker(void) {
    return &worker;
}

void sqnet_tasks_stop(void) {
    sqnet_worker_stop(&worker);
}
