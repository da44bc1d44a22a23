/* The port for Windows: desktop library and tests. The partition `label` is the file <label>.bin in the folder
 * that the environment variable SQNET_PARTITIONS names. */
#include "sqnet_port.h"

#define WIN32_LEAN_AND_MEAN
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

struct sqnet_thread {
    HANDLE handle;
    SRWLOCK lock;
    CONDITION_VARIABLE woken;
    bool awake;
    void (*run)(sqnet_thread *self, void *context);
    void *context;
};

static SRWLOCK lock = SRWLOCK_INIT;

void *sqnet_port_allocate(size_t bytes, enum sqnet_port_memory memory) {
    (void)memory;
    return _aligned_malloc(bytes ? bytes : 1, 16);
}

void sqnet_port_free(void *memory) {
    _aligned_free(memory);
}

size_t sqnet_port_largest(enum sqnet_port_memory memory) {
    (void)memory;
    return SIZE_MAX; /* the system lends what it does not have */
}

/* A partition's name is at most 16 bytes on the device; here it must not lead out of the folder either. */
static HANDLE open_partition(const char *label) {
    char path[MAX_PATH];
    const char *folder = getenv("SQNET_PARTITIONS");
    if (!folder || !*label || strlen(label) > 16 || strpbrk(label, "/\\:") || *label == '.')
        return INVALID_HANDLE_VALUE;
    int length = snprintf(path, sizeof path, "%s/%s.bin", folder, label);
    if (length < 1 || length >= (int)sizeof path)
        return INVALID_HANDLE_VALUE;
    return CreateFileA(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
}

static int map_file(HANDLE file, sqnet_mapping *mapping) {
    LARGE_INTEGER size;
    if (!GetFileSizeEx(file, &size) || size.QuadPart < 1 || size.QuadPart > INT32_MAX)
        return -1;
    HANDLE section = CreateFileMappingA(file, NULL, PAGE_READONLY, 0, 0, NULL);
    if (!section)
        return -1;
    void *bytes = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);
    CloseHandle(section); /* the view keeps it */
    if (!bytes)
        return -1;
    mapping->bytes = (const uint8_t *)bytes;
    mapping->size = (uint32_t)size.QuadPart;
    mapping->token = (uintptr_t)bytes;
    return 0;
}

int sqnet_port_map(const char *label, sqnet_mapping *mapping) {
    HANDLE file = open_partition(label);
    if (file == INVALID_HANDLE_VALUE)
        return -1;
    int error = map_file(file, mapping);
    CloseHandle(file);
    return error;
}

void sqnet_port_unmap(const sqnet_mapping *mapping) {
    UnmapViewOfFile((void *)mapping->token);
}

static DWORD WINAPI enter_thread(void *context) {
    sqnet_thread *thread = (sqnet_thread *)context;
    thread->run(thread, thread->context);
    return 0;
}

sqnet_thread *sqnet_port_start(const char *name, uint32_t stack_bytes,
                               void (*run)(sqnet_thread *self, void *context), void *context) {
    (void)name;
    (void)stack_bytes; /* a desktop's threads need more, and have it */
    sqnet_thread *thread = (sqnet_thread *)calloc(1, sizeof *thread);
    if (!thread)
        return NULL;
    InitializeSRWLock(&thread->lock);
    InitializeConditionVariable(&thread->woken);
    thread->run = run;
    thread->context = context;
    thread->handle = CreateThread(NULL, 0, enter_thread, thread, 0, NULL);
    if (!thread->handle) {
        free(thread);
        return NULL;
    }
    return thread;
}

void sqnet_port_wake(sqnet_thread *thread) {
    AcquireSRWLockExclusive(&thread->lock);
    thread->awake = true;
    WakeConditionVariable(&thread->woken);
    ReleaseSRWLockExclusive(&thread->lock);
}

void sqnet_port_sleep(sqnet_thread *self) {
    AcquireSRWLockExclusive(&self->lock);
    while (!self->awake)
        SleepConditionVariableSRW(&self->woken, &self->lock, INFINITE, 0);
    self->awake = false;
    ReleaseSRWLockExclusive(&self->lock);
}

void sqnet_port_join(sqnet_thread *thread) {
    WaitForSingleObject(thread->handle, INFINITE);
    CloseHandle(thread->handle);
    free(thread);
}

unsigned sqnet_port_cores(void) {
    DWORD cores = GetActiveProcessorCount(ALL_PROCESSOR_GROUPS);
    return cores > 1 ? (unsigned)cores : 1;
}

void sqnet_port_lock(void) {
    AcquireSRWLockExclusive(&lock);
}

void sqnet_port_unlock(void) {
    ReleaseSRWLockExclusive(&lock);
}

uint32_t sqnet_port_microseconds(void) {
    LARGE_INTEGER now, per_second;
    QueryPerformanceCounter(&now);
    QueryPerformanceFrequency(&per_second);
    uint64_t ticks = (uint64_t)now.QuadPart, rate = (uint64_t)per_second.QuadPart;
    return (uint32_t)(ticks / rate * 1000000u + ticks % rate * 1000000u / rate);
}
