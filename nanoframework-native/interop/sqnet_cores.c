#include "sqnet_cores.h"

#include <stdatomic.h>
#include <stddef.h>

/* Multiply-accumulates from which a convolution is cut: 10 microseconds to wake the other core and to wait
 * for it are as long as some 32,000 of them (13.4 a cycle at 240 MHz), and a cut saves half: below, nothing.
 */
#ifndef SQNET_CORES_WORTH
#define SQNET_CORES_WORTH (1u << 16)
#endif
/* More than two, since the helper's core may have other things to do. */
#define PIECES 4u

static void run_helper(sqnet_thread *self, void *context);

static sqnet_worker helper = {.name = "sqnet helper", .stack_bytes = SQNET_CORES_STACK, .run = run_helper};

/* The round in progress. Who has taken a piece may read all of it until that piece is done. */
static struct {
    sqnet_thread *caller;
    void (*piece)(void *job, unsigned index);
    void *job;
    unsigned pieces;
    atomic_uint left; /* pieces that nobody has taken */
    atomic_uint done;
} now;

/* Only a piece of the round in progress can be taken, however late the helper comes. */
static bool take(unsigned *index) {
    unsigned left = atomic_load(&now.left);
    while (left > 0)
        if (atomic_compare_exchange_weak(&now.left, &left, left - 1)) {
            *index = left - 1;
            return true;
        }
    return false;
}

/* True: it was the last one. */
static bool run_piece(unsigned index) {
    unsigned pieces = now.pieces;
    now.piece(now.job, index);
    return atomic_fetch_add(&now.done, 1) + 1 == pieces;
}

static bool helper_is_over(void) {
    sqnet_port_lock();
    bool over = helper.stop;
    if (over)
        sqnet_worker_end(&helper);
    sqnet_port_unlock();
    return over;
}

static void run_helper(sqnet_thread *self, void *context) {
    (void)context;
    while (!helper_is_over()) {
        unsigned index;
        while (take(&index)) {
            sqnet_thread *caller = now.caller;
            if (run_piece(index))
                sqnet_port_wake(caller);
        }
        sqnet_port_sleep(self);
    }
}

/* A sqnet_parallel_fn. */
static void run_pieces(void *context, unsigned pieces, void (*piece)(void *job, unsigned index), void *job) {
    unsigned index;
    (void)context;
    now.piece = piece;
    now.job = job;
    now.pieces = pieces;
    atomic_store(&now.done, 0);
    atomic_store(&now.left, pieces);
    sqnet_worker_wake(&helper);
    while (take(&index))
        (void)run_piece(index);
    while (atomic_load(&now.done) < pieces)
        sqnet_port_sleep(now.caller);
}

unsigned sqnet_cores_share(sqnet_hooks *hooks, sqnet_thread *self, unsigned most) {
    bool both = most != 1 && sqnet_port_cores() > 1 && sqnet_worker_start(&helper);
    now.caller = self;
    hooks->parallel = both ? run_pieces : NULL;
    hooks->pieces = PIECES;
    hooks->worth = SQNET_CORES_WORTH;
    return both ? 2 : 1;
}

const sqnet_worker *sqnet_cores_helper(void) {
    return &helper;
}

void sqnet_cores_stop(void) {
    sqnet_worker_stop(&helper);
}
