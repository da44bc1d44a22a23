/* ESP-IDF 5.5 on a chip with two cores. nanoFramework runs the CLR on core 0
 * (targets/ESP32/_IDF/esp32s3/app_main.c). */
#include "sqnet_port.h"

#include <esp_heap_caps.h>
#include <esp_partition.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <freertos/semphr.h>
#include <freertos/task.h>
#include <stdbool.h>
#include <string.h>

/* Of the CLR and of lwIP's neighbours: on core 1 it shares time with whatever else runs there. */
#define WORKER_PRIORITY 5
#define WORKER_CORE (portNUM_PROCESSORS - 1)

struct sqnet_worker {
    StaticSemaphore_t wake_memory, ended_memory;
    SemaphoreHandle_t wake, ended;
    void (*run)(sqnet_worker *self, void *context);
    void *context;
};

static uint32_t capabilities(enum sqnet_port_memory memory) {
    return MALLOC_CAP_8BIT | (memory == SQNET_PORT_EXTERNAL ? MALLOC_CAP_SPIRAM : MALLOC_CAP_INTERNAL);
}

void *sqnet_port_allocate(size_t bytes, enum sqnet_port_memory memory) {
    return heap_caps_aligned_alloc(16, bytes, capabilities(memory));
}

void sqnet_port_free(void *memory) {
    heap_caps_free(memory);
}

size_t sqnet_port_largest(enum sqnet_port_memory memory) {
    return heap_caps_get_largest_free_block(capabilities(memory));
}

int sqnet_port_map(const char *label, sqnet_mapping *mapping) {
    const void *bytes;
    esp_partition_mmap_handle_t handle;
    const esp_partition_t *partition =
        *label ? esp_partition_find_first(ESP_PARTITION_TYPE_ANY, ESP_PARTITION_SUBTYPE_ANY, label) : NULL;
    if (!partition ||
        esp_partition_mmap(partition, 0, partition->size, ESP_PARTITION_MMAP_DATA, &bytes, &handle) != ESP_OK)
        return -1;
    mapping->bytes = (const uint8_t *)bytes;
    mapping->size = partition->size;
    mapping->token = handle;
    return 0;
}

void sqnet_port_unmap(const sqnet_mapping *mapping) {
    esp_partition_munmap((esp_partition_mmap_handle_t)mapping->token);
}

/* A task must not return; the idle task frees it. */
static void enter_task(void *context) {
    sqnet_worker *worker = (sqnet_worker *)context;
    worker->run(worker, worker->context);
    xSemaphoreGive(worker->ended);
    vTaskDelete(NULL);
}

/* Internal memory: the worker's semaphores are used while the cache of the external one may be off. */
static sqnet_worker *allocate_worker(void) {
    sqnet_worker *worker =
        (sqnet_worker *)heap_caps_calloc(1, sizeof *worker, MALLOC_CAP_8BIT | MALLOC_CAP_INTERNAL);
    if (!worker)
        return NULL;
    worker->wake = xSemaphoreCreateBinaryStatic(&worker->wake_memory);
    worker->ended = xSemaphoreCreateBinaryStatic(&worker->ended_memory);
    return worker;
}

sqnet_worker *sqnet_port_start(const char *name, uint32_t stack_bytes,
                               void (*run)(sqnet_worker *self, void *context), void *context) {
    sqnet_worker *worker = allocate_worker();
    if (!worker)
        return NULL;
    worker->run = run;
    worker->context = context;
    if (xTaskCreatePinnedToCore(enter_task, name, stack_bytes, worker, WORKER_PRIORITY, NULL, WORKER_CORE) !=
        pdPASS) {
        heap_caps_free(worker);
        return NULL;
    }
    return worker;
}

void sqnet_port_wake(sqnet_worker *worker) {
    xSemaphoreGive(worker->wake);
}

void sqnet_port_sleep(sqnet_worker *worker) {
    xSemaphoreTake(worker->wake, portMAX_DELAY);
}

void sqnet_port_join(sqnet_worker *worker) {
    xSemaphoreTake(worker->ended, portMAX_DELAY);
    heap_caps_free(worker);
}

/* Created by the first call, which the CLR's task makes before there is any worker. */
static SemaphoreHandle_t component(void) {
    static StaticSemaphore_t memory;
    static SemaphoreHandle_t mutex;
    if (!mutex)
        mutex = xSemaphoreCreateMutexStatic(&memory);
    return mutex;
}

void sqnet_port_lock(void) {
    xSemaphoreTake(component(), portMAX_DELAY);
}

void sqnet_port_unlock(void) {
    xSemaphoreGive(component());
}

uint32_t sqnet_port_microseconds(void) {
    return (uint32_t)esp_timer_get_time();
}
