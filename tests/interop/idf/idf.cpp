// Tasks as threads, partitions as the files of the folder SQNET_PARTITIONS, memory from the host.
#include "idf.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "esp_heap_caps.h"
#include "esp_partition.h"
#include "esp_timer.h"
#include "freertos/semphr.h"
#include "freertos/task.h"

namespace {

std::atomic<int> tasks;

struct Mapping {
    std::unique_ptr<uint8_t, decltype(&std::free)> bytes{nullptr, &std::free};
};

std::map<esp_partition_mmap_handle_t, Mapping> mappings;
esp_partition_mmap_handle_t last_mapping;

std::string path_of(const char *label) {
    const char *folder = std::getenv("SQNET_PARTITIONS");
    return std::string(folder ? folder : "/nowhere") + "/" + label + ".bin";
}

struct Task {
    TaskFunction_t code;
    void *parameters;
    BaseType_t core;
};

// Of the calling thread: the CLR's is 0.
thread_local BaseType_t core_id;

void *enter(void *context) {
    std::unique_ptr<Task> task(static_cast<Task *>(context));
    core_id = task->core;
    task->code(task->parameters);
    ADD_FAILURE() << "a task must not return";
    return nullptr;
}

} // namespace

namespace sqnet_test {

// A task that has just been deleted may still be on its way out.
int idf_tasks() {
    for (int i = 0; i < 1000 && tasks != 0; i++)
        sched_yield();
    return tasks;
}

int idf_mappings() {
    return static_cast<int>(mappings.size());
}

} // namespace sqnet_test

BaseType_t xTaskCreatePinnedToCore(TaskFunction_t code, const char *const name, const uint32_t stack_bytes,
                                   void *const parameters, UBaseType_t priority, TaskHandle_t *const created,
                                   const BaseType_t core) {
    EXPECT_LT(std::strlen(name), 16u);
    EXPECT_GE(stack_bytes, 4096u);
    EXPECT_EQ(5u, priority);
    EXPECT_EQ(nullptr, created);
    EXPECT_EQ(1 - core_id, core) << "the other core than the caller's";
    pthread_t thread;
    Task *task = new Task{code, parameters, core};
    tasks++;
    if (pthread_create(&thread, nullptr, enter, task)) {
        tasks--;
        delete task;
        return pdFALSE;
    }
    pthread_detach(thread);
    return pdPASS;
}

BaseType_t xPortGetCoreID() {
    return core_id;
}

void vTaskDelete(TaskHandle_t task) {
    EXPECT_EQ(nullptr, task);
    tasks--;
    pthread_exit(nullptr);
}

static SemaphoreHandle_t create(StaticSemaphore_t *memory, UBaseType_t count) {
    pthread_mutex_init(&memory->mutex, nullptr);
    pthread_cond_init(&memory->given, nullptr);
    memory->count = count;
    return memory;
}

SemaphoreHandle_t xSemaphoreCreateBinaryStatic(StaticSemaphore_t *memory) {
    return create(memory, 0);
}

SemaphoreHandle_t xSemaphoreCreateMutexStatic(StaticSemaphore_t *memory) {
    return create(memory, 1);
}

BaseType_t xSemaphoreTake(SemaphoreHandle_t semaphore, TickType_t ticks) {
    EXPECT_EQ(portMAX_DELAY, ticks);
    pthread_mutex_lock(&semaphore->mutex);
    while (semaphore->count == 0)
        pthread_cond_wait(&semaphore->given, &semaphore->mutex);
    semaphore->count = 0;
    pthread_mutex_unlock(&semaphore->mutex);
    return pdTRUE;
}

BaseType_t xSemaphoreGive(SemaphoreHandle_t semaphore) {
    pthread_mutex_lock(&semaphore->mutex);
    semaphore->count = 1;
    pthread_cond_signal(&semaphore->given);
    pthread_mutex_unlock(&semaphore->mutex);
    return pdTRUE;
}

void *heap_caps_aligned_alloc(size_t alignment, size_t size, uint32_t caps) {
    EXPECT_TRUE(caps == (MALLOC_CAP_8BIT | MALLOC_CAP_INTERNAL) ||
                caps == (MALLOC_CAP_8BIT | MALLOC_CAP_SPIRAM));
    void *memory = nullptr;
    return posix_memalign(&memory, alignment, size) ? nullptr : memory;
}

void *heap_caps_calloc(size_t count, size_t size, uint32_t caps) {
    EXPECT_EQ(static_cast<uint32_t>(MALLOC_CAP_8BIT | MALLOC_CAP_INTERNAL), caps);
    return std::calloc(count, size);
}

void heap_caps_free(void *memory) {
    std::free(memory);
}

size_t heap_caps_get_largest_free_block(uint32_t caps) {
    return (caps & MALLOC_CAP_SPIRAM) ? 4u << 20 : 200u << 10;
}

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype,
                                                const char *label) {
    static std::map<std::string, esp_partition_t> partitions; // valid for the life of the program
    EXPECT_TRUE(type != ESP_PARTITION_TYPE_ANY || subtype == ESP_PARTITION_SUBTYPE_ANY);
    std::ifstream file(path_of(label), std::ios::binary | std::ios::ate);
    if (!file || std::strlen(label) > 16)
        return nullptr;
    esp_partition_t &partition = partitions[label];
    partition.type = ESP_PARTITION_TYPE_DATA;
    partition.size = static_cast<uint32_t>(file.tellg());
    std::strcpy(partition.label, label);
    return &partition;
}

esp_err_t esp_partition_mmap(const esp_partition_t *partition, size_t offset, size_t size,
                             esp_partition_mmap_memory_t memory, const void **out,
                             esp_partition_mmap_handle_t *handle) {
    EXPECT_EQ(ESP_PARTITION_MMAP_DATA, memory);
    if (size == 0 || offset + size > partition->size)
        return ESP_FAIL;
    std::ifstream file(path_of(partition->label), std::ios::binary);
    std::vector<char> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    Mapping mapping;
    mapping.bytes.reset(static_cast<uint8_t *>(std::aligned_alloc(64, (size + 63) / 64 * 64)));
    std::memcpy(mapping.bytes.get(), bytes.data() + offset, size);
    *out = mapping.bytes.get();
    *handle = ++last_mapping;
    mappings[*handle] = std::move(mapping);
    return ESP_OK;
}

void esp_partition_munmap(esp_partition_mmap_handle_t handle) {
    EXPECT_EQ(1u, mappings.erase(handle)) << "not mapped";
}

int64_t esp_timer_get_time() {
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}
