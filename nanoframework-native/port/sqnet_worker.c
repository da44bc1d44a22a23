#include "sqnet_worker.h"

#include <stddef.h>

#include "sqnet_block.h"

static void join(sqnet_worker *worker) {
    sqnet_port_join(worker->thread);
    sqnet_memory_count(-(int32_t)worker->stack_bytes);
    sqnet_port_lock();
    worker->thread = NULL;
    worker->stop = worker->ended = false;
    sqnet_port_unlock();
}

bool sqnet_worker_start(sqnet_worker *worker) {
    sqnet_worker_tidy(worker);
    if (worker->thread)
        return true;
    sqnet_thread *thread = sqnet_port_start(worker->name, worker->stack_bytes, worker->run, worker);
    if (!thread)
        return false;
    sqnet_memory_count((int32_t)worker->stack_bytes);
    sqnet_port_lock();
    worker->thread = thread;
    sqnet_port_unlock();
    return true;
}

void sqnet_worker_wake(sqnet_worker *worker) {
    if (worker->thread)
        sqnet_port_wake(worker->thread);
}

void sqnet_worker_end(sqnet_worker *worker) {
    worker->ended = true;
}

void sqnet_worker_tidy(sqnet_worker *worker) {
    sqnet_port_lock();
    bool ended = worker->thread && worker->ended;
    sqnet_port_unlock();
    if (ended)
        join(worker);
}

void sqnet_worker_stop(sqnet_worker *worker) {
    sqnet_port_lock();
    bool runs = worker->thread != NULL;
    worker->stop = runs;
    sqnet_worker_wake(worker);
    sqnet_port_unlock();
    if (runs)
        join(worker);
}
