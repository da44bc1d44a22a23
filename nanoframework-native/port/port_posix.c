/* A POSIX system: the desktop's nanoCLR and the tests. The partition `label` is the file <label>.bin in the
 * folder that the environment variable SQNET_PARTITIONS names. */
#define _POSIX_C_SOURCE 200809L
#include "sqnet_port.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAX_PATH 1024

struct sqnet_thread {
    pthread_t id;
    pthread_mutex_t mutex;
    pthread_cond_t woken;
    bool awake;
    void (*run)(sqnet_thread *self, void *context);
    void *context;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void *sqnet_port_allocate(size_t bytes, enum sqnet_port_memory memory) {
    (void)memory;
    return bytes > SIZE_MAX - 15 ? NULL : aligned_alloc(16, (bytes + 15) / 16 * 16);
}

void sqnet_port_free(void *memory) {
    free(memory);
}

size_t sqnet_port_largest(enum sqnet_port_memory memory) {
    (void)memory;
    return SIZE_MAX; /* the system lends what it does not have */
}

/* A partition's name is at most 16 bytes on the device; here it must not lead out of the folder either. */
static int open_partition(const char *label) {
    char path[MAX_PATH];
    const char *folder = getenv("SQNET_PARTITIONS");
    if (!folder || !*label || strlen(label) > 16 || strchr(label, '/') || *label == '.')
        return -1;
    int length = snprintf(path, sizeof path, "%s/%s.bin", folder, label);
    return length > 0 && length < MAX_PATH ? open(path, O_RDONLY) : -1;
}

static int map_file(int file, sqnet_mapping *mapping) {
    struct stat facts;
    if (fstat(file, &facts) || facts.st_size < 1 || facts.st_size > INT32_MAX)
        return -1;
    void *bytes = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        return -1;
    mapping->bytes = (const uint8_t *)bytes;
    mapping->size = (uint32_t)facts.st_size;
    mapping->token = (uintptr_t)bytes;
    return 0;
}

int sqnet_port_map(const char *label, sqnet_mapping *mapping) {
    int file = open_partition(label);
    if (file < 0)
        return -1;
    int error = map_file(file, mapping);
    close(file);
    return error;
}

void sqnet_port_unmap(const sqnet_mapping *mapping) {
    munmap((void *)mapping->token, mapping->size);
}

static void *enter_thread(void *context) {
    sqnet_thread *thread = (sqnet_thread *)context;
    thread->run(thread, thread->context);
    return NULL;
}

static void free_thread(sqnet_thread *thread) {
    pthread_mutex_destroy(&thread->mutex);
    pthread_cond_destroy(&thread->woken);
    free(thread);
}

sqnet_thread *sqnet_port_start(const char *name, uint32_t stack_bytes,
                               void (*run)(sqnet_thread *self, void *context), void *context) {
    (void)name;
    (void)stack_bytes; /* a desktop's threads need more, and have it */
    sqnet_thread *thread = (sqnet_thread *)calloc(1, sizeof *thread);
    if (!thread)
        return NULL;
    pthread_mutex_init(&thread->mutex, NULL);
    pthread_cond_init(&thread->woken, NULL);
    thread->run = run;
    thread->context = context;
    if (pthread_create(&thread->id, NULL, enter_thread, thread)) {
        free_thread(thread);
        return NULL;
    }
    return thread;
}

void sqnet_port_wake(sqnet_thread *thread) {
    pthread_mutex_lock(&thread->mutex);
    thread->awake = true;
    pthread_cond_signal(&thread->woken);
    pthread_mutex_unlock(&thread->mutex);
}

void sqnet_port_sleep(sqnet_thread *self) {
    pthread_mutex_lock(&self->mutex);
    while (!self->awake)
        pthread_cond_wait(&self->woken, &self->mutex);
    self->awake = false;
    pthread_mutex_unlock(&self->mutex);
}

void sqnet_port_join(sqnet_thread *thread) {
    pthread_join(thread->id, NULL);
    free_thread(thread);
}

unsigned sqnet_port_cores(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 1 ? (unsigned)cores : 1;
}

void sqnet_port_lock(void) {
    pthread_mutex_lock(&lock);
}

void sqnet_port_unlock(void) {
    pthread_mutex_unlock(&lock);
}

uint32_t sqnet_port_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)now.tv_sec * 1000000u + (uint32_t)(now.tv_nsec / 1000);
}

/* --- For measuring ---------- */

uint32_t sqnet_port_cycles(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)((uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec);
}

uint32_t sqnet_port_cycles_in_microsecond(void) {
    return 1000;
}

size_t sqnet_port_free_bytes(enum sqnet_port_memory memory) {
    return sqnet_port_largest(memory);
}

size_t sqnet_port_least_free(enum sqnet_port_memory memory) {
    return sqnet_port_largest(memory);
}

int32_t sqnet_port_stack_left(const sqnet_thread *thread) {
    (void)thread;
    return -1;
}
