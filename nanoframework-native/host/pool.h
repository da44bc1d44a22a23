/* Threads that share the pieces of a convolution: the parallel hook of the core on a desktop. */
#ifndef SQNET_POOL_H
#define SQNET_POOL_H

typedef struct sqnet_pool sqnet_pool;

/* `threads` includes the caller's. NULL if they cannot be had. */
sqnet_pool *sqnet_pool_open(unsigned threads);
void sqnet_pool_close(sqnet_pool *pool);

/* A sqnet_parallel_fn; the context is the pool. One call at a time. */
void sqnet_pool_run(void *context, unsigned pieces, void (*piece)(void *job, unsigned index), void *job);

#endif
