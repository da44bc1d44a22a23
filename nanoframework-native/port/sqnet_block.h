/* Memory of models, counted. */
#ifndef SQNET_BLOCK_H
#define SQNET_BLOCK_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sqnet_block {
    uint8_t *at; /* 16-aligned; NULL: none */
    uint32_t bytes;
} sqnet_block;

enum sqnet_block_policy {
    SQNET_BLOCK_INTERNAL,       /* nothing else */
    SQNET_BLOCK_EXTERNAL,       /* nothing else */
    SQNET_BLOCK_PREFER_EXTERNAL /* internal memory if there is no external */
};

/* Fills an empty block. 0, or -1 with the block still empty. Any thread, as all of these. */
int sqnet_block_take(sqnet_block *block, uint32_t bytes, enum sqnet_block_policy policy);

/* Empties a block; an empty one stays so. */
void sqnet_block_drop(sqnet_block *block);

/* Counts memory that others hold: stacks, the camera driver's buffers. */
void sqnet_memory_count(int32_t bytes);

int32_t sqnet_memory_held(void);

#ifdef __cplusplus
}
#endif

#endif
