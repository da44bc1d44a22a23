#include "sqnet_block.h"

#include <stdatomic.h>
#include <stddef.h>

#include "sqnet_port.h"

static atomic_int_least32_t held;

int sqnet_block_take(sqnet_block *block, uint32_t bytes, enum sqnet_block_policy policy) {
    uint8_t *memory = NULL;
    bytes = bytes ? bytes : 1; /* an empty block would count as none */
    if (policy != SQNET_BLOCK_INTERNAL)
        memory = (uint8_t *)sqnet_port_allocate(bytes, SQNET_PORT_EXTERNAL);
    if (!memory && policy != SQNET_BLOCK_EXTERNAL)
        memory = (uint8_t *)sqnet_port_allocate(bytes, SQNET_PORT_INTERNAL);
    if (!memory)
        return -1;
    block->at = memory;
    block->bytes = bytes;
    sqnet_memory_count((int32_t)bytes);
    return 0;
}

void sqnet_block_drop(sqnet_block *block) {
    if (!block->at)
        return;
    sqnet_port_free(block->at);
    sqnet_memory_count(-(int32_t)block->bytes);
    block->at = NULL;
    block->bytes = 0;
}

void sqnet_memory_count(int32_t bytes) {
    atomic_fetch_add(&held, bytes);
}

int32_t sqnet_memory_held(void) {
    return (int32_t)atomic_load(&held);
}
