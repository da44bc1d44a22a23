#pragma once

#include <pthread.h>

#include "FreeRTOS.h"

#ifdef __cplusplus
extern "C" {
#endif

/* As with FreeRTOS, the caller's memory holds the semaphore. */
typedef struct xSTATIC_QUEUE {
    pthread_mutex_t mutex;
    pthread_cond_t given;
    UBaseType_t count;
} StaticSemaphore_t;

typedef struct xSTATIC_QUEUE *SemaphoreHandle_t;

SemaphoreHandle_t xSemaphoreCreateBinaryStatic(StaticSemaphore_t *pxSemaphoreBuffer);
SemaphoreHandle_t xSemaphoreCreateMutexStatic(StaticSemaphore_t *pxMutexBuffer);
BaseType_t xSemaphoreTake(SemaphoreHandle_t xSemaphore, TickType_t xBlockTime);
BaseType_t xSemaphoreGive(SemaphoreHandle_t xSemaphore);

#ifdef __cplusplus
}
#endif
