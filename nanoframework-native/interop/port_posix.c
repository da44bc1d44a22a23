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

struct sqnet_worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t woken;
    bool awake;
    void (*run)(sqnet_worker *self, void *context);
    void *context;
};

static pthread_mutex_t component = PTHREAD_MUTEX_INITIALIZER;

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
    sqnet_worker *worker = (sqnet_worker *)context;
    worker->run(worker, worker->context);
    return NULL;
}

static void free_worker(sqnet_worker *worker) {
    pthread_mutex_destroy(&worker->mutex);
    pthread_cond_destroy(&worker->woken);
    free(worker);
}

sqnet_worker *sqnet_port_start(const char *name, uint32_t stack_bytes,
                               void (*run)(sqnet_worker *self, void *context), void *context) {
    (void)name;
    (void)stack_bytes; /* a desktop's threads need more, and have it */
    sqnet_worker *worker = (sqnet_worker *)calloc(1, sizeof *worker);
    if (!worker)
        return NULL;
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->woken, NULL);
    worker->run = run;
    worker->context = context;
    if (pthread_create(&worker->thread, NULL, enter_thread, worker)) {
        free_worker(worker);
        return NULL;
    }
    return worker;
}

void sqnet_port_wake(sqnet_worker *worker) {
    pthread_mutex_lock(&worker->mutex);
    worker->awake = true;
    pthread_cond_signal(&worker->woken);
    pthread_mutex_unlock(&worker->mutex);
}

void sqnet_port_sleep(sqnet_worker *worker) {
    pthread_mutex_lock(&worker->mutex);
    while (!worker->awake)
        pthread_cond_wait(&worker->woken, &worker->mutex);
    worker->awake = false;
    pthread_mutex_unlock(&worker->mutex);
}

void sqnet_port_join(sqnet_worker *worker) {
    pthread_join(worker->thread, NULL);
    free_worker(worker);
}

void sqnet_port_lock(void) {
    pthread_mutex_lock(&component);
}

void sqnet_port_unlock(void) {
    pthread_mutex_unlock(&component);
}

uint32_t sqnet_port_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)now.tv_sec * 1000000u + (uint32_t)(now.tv_nsec / 1000);
}
