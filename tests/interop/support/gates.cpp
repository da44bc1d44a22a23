#include "gates.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "sqnet.h"
#include "sqnet_port.h"

namespace {

std::mutex mutex;
std::condition_variable changed;
bool closed;
int arrived, allowed, passed;

bool scarce;
int left, to_refuse, refused;
int requests[2];

std::atomic<unsigned> cores{2};

bool limited;
size_t largest[2];

void wait_at_gate() {
    std::unique_lock<std::mutex> lock(mutex);
    arrived++;
    changed.notify_all();
    changed.wait(lock, [] { return !closed || passed < allowed; });
    passed++;
}

bool refuse() {
    std::lock_guard<std::mutex> lock(mutex);
    if (!scarce || left-- > 0 || refused >= to_refuse)
        return false;
    refused++;
    return true;
}

} // namespace

extern "C" {

int __real_sqnet_stage(sqnet_run *run, unsigned stage);
int __real_sqnet_decode(sqnet_decoder *decoder, void *weights, size_t bytes, uint32_t taps);
void *__real_sqnet_port_allocate(size_t bytes, enum sqnet_port_memory memory);
sqnet_thread *__real_sqnet_port_start(const char *name, uint32_t stack, void (*run)(sqnet_thread *, void *),
                                      void *context);

unsigned __wrap_sqnet_port_cores(void) {
    return cores;
}

size_t __real_sqnet_port_largest(enum sqnet_port_memory memory);

size_t __wrap_sqnet_port_largest(enum sqnet_port_memory memory) {
    std::lock_guard<std::mutex> lock(mutex);
    return limited ? largest[memory] : __real_sqnet_port_largest(memory);
}

int __wrap_sqnet_stage(sqnet_run *run, unsigned stage) {
    wait_at_gate();
    return __real_sqnet_stage(run, stage);
}

int __wrap_sqnet_decode(sqnet_decoder *decoder, void *weights, size_t bytes, uint32_t taps) {
    wait_at_gate();
    return __real_sqnet_decode(decoder, weights, bytes, taps);
}

void *__wrap_sqnet_port_allocate(size_t bytes, enum sqnet_port_memory memory) {
    {
        std::lock_guard<std::mutex> lock(mutex);
        requests[memory]++;
    }
    return refuse() ? nullptr : __real_sqnet_port_allocate(bytes, memory);
}

sqnet_thread *__wrap_sqnet_port_start(const char *name, uint32_t stack, void (*run)(sqnet_thread *, void *),
                                      void *context) {
    return refuse() ? nullptr : __real_sqnet_port_start(name, stack, run, context);
}
}

namespace sqnet_test {

Gate::Gate() {
    std::lock_guard<std::mutex> lock(mutex);
    closed = true;
    arrived = allowed = passed = 0;
}

Gate::~Gate() {
    std::lock_guard<std::mutex> lock(mutex);
    closed = false;
    changed.notify_all();
}

void Gate::wait_for(int count) {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [count] { return arrived >= count; });
}

void Gate::let_pass() {
    std::lock_guard<std::mutex> lock(mutex);
    allowed++;
    changed.notify_all();
}

Shortage::Shortage(int successes, int refusals) {
    std::lock_guard<std::mutex> lock(mutex);
    scarce = true;
    left = successes;
    to_refuse = refusals;
    refused = 0;
}

Shortage::~Shortage() {
    std::lock_guard<std::mutex> lock(mutex);
    scarce = false;
}

bool Shortage::happened() const {
    std::lock_guard<std::mutex> lock(mutex);
    return refused > 0;
}

Free::Free(size_t external, size_t internal) {
    std::lock_guard<std::mutex> lock(mutex);
    limited = true;
    largest[SQNET_PORT_EXTERNAL] = external;
    largest[SQNET_PORT_INTERNAL] = internal;
}

Free::~Free() {
    std::lock_guard<std::mutex> lock(mutex);
    limited = false;
}

Cores::Cores(unsigned count) {
    cores = count;
}

Cores::~Cores() {
    cores = 2;
}

static int take_requests(enum sqnet_port_memory memory) {
    std::lock_guard<std::mutex> lock(mutex);
    int count = requests[memory];
    requests[memory] = 0;
    return count;
}

int internal_requests() {
    return take_requests(SQNET_PORT_INTERNAL);
}

int external_requests() {
    return take_requests(SQNET_PORT_EXTERNAL);
}

} // namespace sqnet_test
