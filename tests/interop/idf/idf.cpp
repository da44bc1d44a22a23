// Tasks as threads, partitions as the files of the folder SQNET_PARTITIONS, memory from the host.
#include "idf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "esp_cpu.h"
#include "esp_heap_caps.h"
#include "esp_partition.h"
#include "esp_rom_sys.h"
#include "esp_timer.h"
#include "freertos/semphr.h"
#include "freertos/task.h"

namespace {

std::atomic<int> tasks;

constexpr uint32_t page_bytes = 0x10000;

// A block of mapped pages. Their bytes are gone with it: who still reads them is found by AddressSanitizer.
struct Block {
    uint32_t begin, end; // in flash
    std::unique_ptr<uint8_t, decltype(&std::free)> bytes{nullptr, &std::free};
};

std::mutex flash_lock;
std::vector<Block> blocks;
std::map<esp_partition_mmap_handle_t, const uint8_t *> handles;
esp_partition_mmap_handle_t last_handle;
std::map<std::string, esp_partition_t> partitions; // valid for the life of the program
uint32_t free_flash = 0x690000;

std::string path_of(const char *label) {
    const char *folder = std::getenv("SQNET_PARTITIONS");
    return std::string(folder ? folder : "/nowhere") + "/" + label + ".bin";
}

struct Task {
    TaskFunction_t code;
    void *parameters;
    BaseType_t core;
    UBaseType_t stack_bytes;
};

std::list<Task> all_tasks;

// Of the calling thread: the CLR's is 0.
thread_local BaseType_t core_id;

void *enter(void *context) {
    Task *task = static_cast<Task *>(context); // known by its handle until the program ends
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
    return static_cast<int>(blocks.size());
}

void idf_place(const std::string &label, uint32_t address) {
    partitions[label].address = address;
}

} // namespace sqnet_test

BaseType_t xTaskCreatePinnedToCore(TaskFunction_t code, const char *const name, const uint32_t stack_bytes,
                                   void *const parameters, UBaseType_t priority, TaskHandle_t *const created,
                                   const BaseType_t core) {
    EXPECT_LT(std::strlen(name), 16u);
    EXPECT_GE(stack_bytes, 4096u);
    EXPECT_EQ(5u, priority);
    EXPECT_EQ(1 - core_id, core) << "the other core than the caller's";
    pthread_t thread;
    Task *task = [&] {
        std::lock_guard<std::mutex> guard(flash_lock);
        all_tasks.push_back(Task{code, parameters, core, stack_bytes});
        return &all_tasks.back();
    }();
    if (created)
        *created = reinterpret_cast<TaskHandle_t>(task);
    tasks++;
    if (pthread_create(&thread, nullptr, enter, task)) {
        tasks--;
        return pdFALSE;
    }
    pthread_detach(thread);
    return pdPASS;
}

UBaseType_t uxTaskGetStackHighWaterMark(TaskHandle_t task) {
    return task ? reinterpret_cast<Task *>(task)->stack_bytes - sqnet_test::idf_stack_used
                : sqnet_test::idf_stack_left;
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

size_t heap_caps_get_free_size(uint32_t caps) {
    return (caps & MALLOC_CAP_SPIRAM) ? 5u << 20 : 250u << 10;
}

size_t heap_caps_get_minimum_free_size(uint32_t caps) {
    return (caps & MALLOC_CAP_SPIRAM) ? 3u << 20 : 150u << 10;
}

size_t heap_caps_get_largest_free_block(uint32_t caps) {
    return (caps & MALLOC_CAP_SPIRAM) ? 4u << 20 : 200u << 10;
}

static std::vector<char> contents(const std::string &label) {
    std::ifstream file(path_of(label.c_str()), std::ios::binary);
    return std::vector<char>((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

const esp_partition_t *esp_partition_find_first(esp_partition_type_t type, esp_partition_subtype_t subtype,
                                                const char *label) {
    EXPECT_TRUE(type != ESP_PARTITION_TYPE_ANY || subtype == ESP_PARTITION_SUBTYPE_ANY);
    std::ifstream file(path_of(label), std::ios::binary | std::ios::ate);
    if (!file || std::strlen(label) > 16)
        return nullptr;
    std::lock_guard<std::mutex> guard(flash_lock);
    esp_partition_t &partition = partitions[label];
    uint32_t size = static_cast<uint32_t>(file.tellg());
    if (partition.address == 0 || (partition.size != 0 && partition.size != size)) {
        partition.address = free_flash;
        free_flash += (size / page_bytes + 1) * page_bytes;
    }
    partition.type = ESP_PARTITION_TYPE_DATA;
    partition.size = size;
    std::strcpy(partition.label, label);
    return &partition;
}

// What flash holds there: each partition's file at its address.
static void read_flash(const Block &block) {
    std::memset(block.bytes.get(), 0xff, block.end - block.begin);
    for (const auto &[label, partition] : partitions) {
        std::vector<char> bytes = contents(label);
        for (size_t i = 0; i < bytes.size(); i++) {
            size_t at = partition.address + i;
            if (at >= block.begin && at < block.end)
                block.bytes.get()[at - block.begin] = static_cast<uint8_t>(bytes[i]);
        }
    }
}

static uint8_t *map_pages(uint32_t begin, uint32_t end) {
    for (const Block &block : blocks)
        if (begin >= block.begin && end <= block.end)
            return block.bytes.get() + (begin - block.begin); // as esp_mmu_map does: no count
    Block block;
    block.begin = begin;
    block.end = end;
    block.bytes.reset(static_cast<uint8_t *>(std::aligned_alloc(64, end - begin)));
    read_flash(block);
    blocks.push_back(std::move(block));
    return blocks.back().bytes.get();
}

esp_err_t esp_partition_mmap(const esp_partition_t *partition, size_t offset, size_t size,
                             esp_partition_mmap_memory_t memory, const void **out,
                             esp_partition_mmap_handle_t *handle) {
    EXPECT_EQ(ESP_PARTITION_MMAP_DATA, memory);
    if (size == 0 || offset + size > partition->size)
        return ESP_FAIL;
    std::lock_guard<std::mutex> guard(flash_lock);
    uint32_t first = partition->address + static_cast<uint32_t>(offset);
    uint32_t begin = first / page_bytes * page_bytes;
    uint32_t end = (first + static_cast<uint32_t>(size) + page_bytes - 1) / page_bytes * page_bytes;
    uint8_t *pages = map_pages(begin, end);
    *out = pages + (first - begin);
    *handle = ++last_handle;
    handles[*handle] = pages;
    return ESP_OK;
}

// Takes the pages away from all who have mapped them.
void esp_partition_munmap(esp_partition_mmap_handle_t handle) {
    std::lock_guard<std::mutex> guard(flash_lock);
    auto mapped = handles.find(handle);
    ASSERT_NE(handles.end(), mapped) << "not mapped";
    const uint8_t *pages = mapped->second;
    handles.erase(mapped);
    auto block = std::find_if(blocks.begin(), blocks.end(),
                              [pages](const Block &each) { return each.bytes.get() == pages; });
    EXPECT_NE(blocks.end(), block) << "its pages are gone";
    if (block != blocks.end())
        blocks.erase(block);
}

// As a core of 240 MHz.
esp_cpu_cycle_count_t esp_cpu_get_cycle_count() {
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<uint32_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() * 240 /
                                 1000);
}

uint32_t esp_rom_get_cpu_ticks_per_us() {
    return 240;
}

int64_t esp_timer_get_time() {
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}
