#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* How often a thread looks for work before it sleeps: convolutions follow one another within microseconds. */
#define PATIENCE 2000

struct sqnet_pool {
    pthread_mutex_t gate;
    pthread_cond_t started, finished;
    unsigned workers;
    atomic_uint round;     /* counts calls; changes under the gate */
    atomic_uint next;      /* piece */
    atomic_uint unsettled; /* workers that have not left this round */
    int stop;
    unsigned pieces;
    void (*piece)(void *job, unsigned index);
    void *job;
    pthread_t threads[];
};

static void pause_briefly(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static void take_pieces(sqnet_pool *pool) {
    for (unsigned i; (i = atomic_fetch_add(&pool->next, 1)) < pool->pieces;)
        pool->piece(pool->job, i);
}

/* Waits for another round than `seen`. Returns 0 if the pool closes. */
static int await_round(sqnet_pool *pool, unsigned seen) {
    for (unsigned i = 0; i < PATIENCE && atomic_load(&pool->round) == seen; i++)
        pause_briefly();
    pthread_mutex_lock(&pool->gate);
    while (atomic_load(&pool->round) == seen)
        pthread_cond_wait(&pool->started, &pool->gate);
    int go_on = !pool->stop;
    pthread_mutex_unlock(&pool->gate);
    return go_on;
}

static void *work(void *context) {
    sqnet_pool *pool = context;
    for (unsigned seen = 0; await_round(pool, seen);) {
        seen++;
        take_pieces(pool);
        if (atomic_fetch_sub(&pool->unsettled, 1) == 1) {
            pthread_mutex_lock(&pool->gate);
            pthread_cond_signal(&pool->finished);
            pthread_mutex_unlock(&pool->gate);
        }
    }
    return NULL;
}

static void next_round(sqnet_pool *pool) {
    pthread_mutex_lock(&pool->gate);
    atomic_fetch_add(&pool->round, 1);
    pthread_cond_broadcast(&pool->started);
    pthread_mutex_unlock(&pool->gate);
}

/* Every worker passes through every round, so none can be late for one when the next is prepared. */
void sqnet_pool_run(void *context, unsigned pieces, void (*piece)(void *job, unsigned index), void *job) {
    sqnet_pool *pool = context;
    pool->pieces = pieces;
    pool->piece = piece;
    pool->job = job;
    atomic_store(&pool->next, 0);
    atomic_store(&pool->unsettled, pool->workers);
    next_round(pool);
    take_pieces(pool);
    for (unsigned i = 0; i < PATIENCE && atomic_load(&pool->unsettled) > 0; i++)
        pause_briefly();
    pthread_mutex_lock(&pool->gate);
    while (atomic_load(&pool->unsettled) > 0)
        pthread_cond_wait(&pool->finished, &pool->gate);
    pthread_mutex_unlock(&pool->gate);
}

sqnet_pool *sqnet_pool_open(unsigned threads) {
    unsigned wanted = threads > 0 ? threads - 1 : 0;
    sqnet_pool *pool = calloc(1, sizeof *pool + wanted * sizeof pool->threads[0]);
    if (!pool)
        return NULL;
    pthread_mutex_init(&pool->gate, NULL);
    pthread_cond_init(&pool->started, NULL);
    pthread_cond_init(&pool->finished, NULL);
    while (pool->workers < wanted && pthread_create(&pool->threads[pool->workers], NULL, work, pool) == 0)
        pool->workers++;
    if (pool->workers == wanted)
        return pool;
    sqnet_pool_close(pool);
    return NULL;
}

void sqnet_pool_close(sqnet_pool *pool) {
    if (!pool)
        return;
    pthread_mutex_lock(&pool->gate);
    pool->stop = 1;
    pthread_mutex_unlock(&pool->gate);
    next_round(pool);
    for (unsigned i = 0; i < pool->workers; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->finished);
    pthread_cond_destroy(&pool->started);
    pthread_mutex_destroy(&pool->gate);
    free(pool);
}
