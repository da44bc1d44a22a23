/* ESP-IDF 5.5. nanoFramework pins the CLR to one core, to core 0 on an ESP32-S3
 * (targets/ESP32/_IDF/esp32s3/app_main.c). */
#include "sqnet_port.h"

#include <esp_cpu.h>
#include <esp_heap_caps.h>
#include <esp_partition.h>
#include <esp_rom_sys.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <freertos/semphr.h>
#include <freertos/task.h>
#include <stdbool.h>
#include <string.h>

/* That of the CLR's task, with which a thread on its core takes turns, a tick each. lwIP (18), esp_timer (22)
 * and Wi-Fi (23) interrupt both. A lower one would let a busy managed thread stop a stage for good, a higher
 * one the other way round. */
#define THREAD_PRIORITY 5

struct sqnet_thread {
    StaticSemaphore_t wake_memory, ended_memory;
    SemaphoreHandle_t wake, ended;
    TaskHandle_t task;
    void (*run)(sqnet_thread *self, void *context);
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

/* --- Partitions ---------- */

/* ESP-IDF maps pages of 64 KB. What lies within pages that are mapped already it gives at their address,
 * without a count, and the first to unmap takes them from all (esp_mmu_map.c). So each partition is mapped
 * once, and its users are counted here; one that shares a page with another's mapping is refused. */

#define PAGE_BYTES 0x10000u
#define MOST_MAPPINGS 8

typedef struct {
    unsigned users; /* 0: free */
    uint32_t address, size;
    const uint8_t *bytes;
    esp_partition_mmap_handle_t handle;
} shared_mapping;

/* With the lock held. */
static shared_mapping mappings[MOST_MAPPINGS];

static bool shares_page(const shared_mapping *m, const esp_partition_t *partition) {
    return m->address / PAGE_BYTES <= (partition->address + partition->size - 1) / PAGE_BYTES &&
           partition->address / PAGE_BYTES <= (m->address + m->size - 1) / PAGE_BYTES;
}

/* That of the partition, or a free one, which has no users; NULL: all are in use, or its pages are. */
static shared_mapping *place_of(const esp_partition_t *partition) {
    shared_mapping *place = NULL;
    for (unsigned i = 0; i < MOST_MAPPINGS; i++) {
        shared_mapping *m = &mappings[i];
        if (!m->users)
            place = place ? place : m;
        else if (m->address == partition->address && m->size == partition->size)
            return m;
        else if (shares_page(m, partition))
            return NULL;
    }
    return place;
}

static shared_mapping *use(const esp_partition_t *partition) {
    shared_mapping *m = place_of(partition);
    if (!m)
        return NULL;
    if (!m->users) {
        const void *bytes;
        if (esp_partition_mmap(partition, 0, partition->size, ESP_PARTITION_MMAP_DATA, &bytes, &m->handle) !=
            ESP_OK)
            return NULL;
        m->bytes = (const uint8_t *)bytes;
        m->address = partition->address;
        m->size = partition->size;
    }
    m->users++;
    return m;
}

int sqnet_port_map(const char *label, sqnet_mapping *mapping) {
    const esp_partition_t *partition =
        *label ? esp_partition_find_first(ESP_PARTITION_TYPE_ANY, ESP_PARTITION_SUBTYPE_ANY, label) : NULL;
    if (!partition)
        return -1;
    sqnet_port_lock();
    shared_mapping *m = use(partition);
    sqnet_port_unlock();
    if (!m)
        return -1;
    mapping->bytes = m->bytes;
    mapping->size = m->size;
    mapping->token = (uintptr_t)m;
    return 0;
}

void sqnet_port_unmap(const sqnet_mapping *mapping) {
    shared_mapping *m = (shared_mapping *)mapping->token;
    sqnet_port_lock();
    if (--m->users == 0)
        esp_partition_munmap(m->handle);
    sqnet_port_unlock();
}

/* A task must not return; the idle task frees it. */
static void enter_task(void *context) {
    sqnet_thread *thread = (sqnet_thread *)context;
    thread->run(thread, thread->context);
    xSemaphoreGive(thread->ended);
    vTaskDelete(NULL);
}

/* Internal memory: the thread's semaphores are used while the cache of the external one may be off. */
static sqnet_thread *allocate_thread(void) {
    sqnet_thread *thread =
        (sqnet_thread *)heap_caps_calloc(1, sizeof *thread, MALLOC_CAP_8BIT | MALLOC_CAP_INTERNAL);
    if (!thread)
        return NULL;
    thread->wake = xSemaphoreCreateBinaryStatic(&thread->wake_memory);
    thread->ended = xSemaphoreCreateBinaryStatic(&thread->ended_memory);
    return thread;
}

static BaseType_t other_core(void) {
    return portNUM_PROCESSORS - 1 - xPortGetCoreID();
}

sqnet_thread *sqnet_port_start(const char *name, uint32_t stack_bytes,
                               void (*run)(sqnet_thread *self, void *context), void *context) {
    sqnet_thread *thread = allocate_thread();
    if (!thread)
        return NULL;
    thread->run = run;
    thread->context = context;
    if (xTaskCreatePinnedToCore(enter_task, name, stack_bytes, thread, THREAD_PRIORITY, &thread->task,
                                other_core()) != pdPASS) {
        heap_caps_free(thread);
        return NULL;
    }
    return thread;
}

void sqnet_port_wake(sqnet_thread *thread) {
    xSemaphoreGive(thread->wake);
}

void sqnet_port_sleep(sqnet_thread *self) {
    xSemaphoreTake(self->wake, portMAX_DELAY);
}

void sqnet_port_join(sqnet_thread *thread) {
    xSemaphoreTake(thread->ended, portMAX_DELAY);
    heap_caps_free(thread);
}

/* Created by the first call, which the CLR's task makes before there is any thread. */
static SemaphoreHandle_t lock(void) {
    static StaticSemaphore_t memory;
    static SemaphoreHandle_t mutex;
    if (!mutex)
        mutex = xSemaphoreCreateMutexStatic(&memory);
    return mutex;
}

unsigned sqnet_port_cores(void) {
    return portNUM_PROCESSORS;
}

void sqnet_port_lock(void) {
    xSemaphoreTake(lock(), portMAX_DELAY);
}

void sqnet_port_unlock(void) {
    xSemaphoreGive(lock());
}

uint32_t sqnet_port_microseconds(void) {
    return (uint32_t)esp_timer_get_time();
}

/* --- For measuring ---------- */

uint32_t sqnet_port_cycles(void) {
    return esp_cpu_get_cycle_count();
}

uint32_t sqnet_port_cycles_in_microsecond(void) {
    return esp_rom_get_cpu_ticks_per_us();
}

size_t sqnet_port_free_bytes(enum sqnet_port_memory memory) {
    return heap_caps_get_free_size(capabilities(memory));
}

size_t sqnet_port_least_free(enum sqnet_port_memory memory) {
    return heap_caps_get_minimum_free_size(capabilities(memory));
}

/* ESP-IDF counts stacks in bytes. */
int32_t sqnet_port_stack_left(const sqnet_thread *thread) {
    return (int32_t)uxTaskGetStackHighWaterMark(thread ? thread->task : NULL);
}
