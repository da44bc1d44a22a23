#include "clr.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace {

std::mutex mutex;
std::condition_variable set;
uint32_t system_events; // under the mutex

uint32_t raised_events; // the CLR's own copy
CLR_INT64 now;
sqnet_test::Clr *current;
std::vector<void (*)()> reboot_handlers;

const CLR_INT64 forever = INT64_MAX;

uint32_t take_events() {
    std::lock_guard<std::mutex> lock(mutex);
    uint32_t events = system_events;
    system_events = 0;
    return events;
}

} // namespace

CLR_RT_ExecutionEngine g_CLR_RT_ExecutionEngine;

void Events_Set(uint32_t events) {
    std::lock_guard<std::mutex> lock(mutex);
    system_events |= events;
    set.notify_all();
}

void HAL_AddSoftRebootHandler(void (*handler)()) {
    for (void (*known)() : reboot_handlers)
        if (known == handler)
            return;
    reboot_handlers.push_back(handler);
}

CLR_RT_HeapBlock &CLR_RT_StackFrame::PushValue() {
    stack.emplace_back();
    return stack.back();
}

CLR_RT_HeapBlock &CLR_RT_StackFrame::PopValue() {
    static CLR_RT_HeapBlock popped;
    popped = stack.back();
    stack.pop_back();
    return popped;
}

void CLR_RT_StackFrame::SetResult_I4(CLR_INT32 value) {
    PushValue().number.s4 = value;
}

void CLR_RT_StackFrame::SetResult_Boolean(bool value) {
    PushValue().number.s4 = value;
}

HRESULT CLR_RT_StackFrame::SetResult_String(const char *value) {
    returned_text = value;
    PushValue();
    return S_OK;
}

HRESULT CLR_RT_StackFrame::SetupTimeoutFromTicks(CLR_RT_HeapBlock &input, CLR_INT64 *&output) {
    if (m_customState == 0) {
        CLR_INT64 ticks = input.number.s8;
        if (ticks < 0 && ticks != -1 && ticks != -TIME_CONVERSION__TO_MILLISECONDS)
            return CLR_E_OUT_OF_RANGE;
        PushValue().number.s8 = ticks < 0 ? forever : now + ticks;
        m_customState = 1;
    }
    output = &stack.at(0).number.s8;
    return S_OK;
}

HRESULT CLR_RT_ExecutionEngine::WaitEvents(CLR_RT_Thread *caller, const CLR_INT64 &expires, CLR_UINT32 events,
                                           bool &success) {
    success = (raised_events & events) != 0;
    if (success) {
        raised_events &= ~events;
        return S_OK;
    }
    if (now >= expires)
        return S_OK;
    caller->waiting = true;
    caller->events = events;
    caller->expires = expires;
    return CLR_E_THREAD_WAITING;
}

namespace sqnet_test {

CLR_RT_HeapBlock argument(int32_t value) {
    CLR_RT_HeapBlock block;
    block.number.s4 = value;
    return block;
}

CLR_RT_HeapBlock argument(const char *text) {
    CLR_RT_HeapBlock block;
    block.text = text;
    return block;
}

CLR_RT_HeapBlock null_argument() {
    return CLR_RT_HeapBlock();
}

int32_t Call::result() const {
    EXPECT_EQ(State::Returned, state_);
    EXPECT_EQ(1u, frame_.stack.size()) << "only the result may be left on the stack";
    return frame_.stack.empty() ? 0 : frame_.stack.back().number.s4;
}

const std::string &Call::text() const {
    EXPECT_EQ(State::Returned, state_);
    return frame_.returned_text;
}

void Call::enter() {
    thread_.waiting = false;
    HRESULT hr = method_(frame_);
    if (hr == CLR_E_THREAD_WAITING) {
        EXPECT_TRUE(thread_.waiting) << "the thread waits for nothing";
        if (current->on_wait)
            current->on_wait();
        return;
    }
    EXPECT_FALSE(thread_.waiting);
    exception_ = hr;
    state_ = FAILED(hr) ? State::Threw : State::Returned;
    pop();
}

// The interpreter's StackFrame::Pop.
void Call::pop() {
    if ((frame_.m_flags & CLR_RT_StackFrame::c_CallOnPop) == 0)
        return;
    frame_.m_flags |= CLR_RT_StackFrame::c_CalledOnPop;
    size_t depth = frame_.stack.size();
    (void)method_(frame_);
    EXPECT_EQ(depth, frame_.stack.size()) << "a frame that is popped returns nothing";
}

Clr::Clr() {
    current = this;
    raised_events = 0;
    (void)take_events();
}

Clr::~Clr() {
    soft_reboot();
    current = nullptr;
}

Call &Clr::call(CLR_RT_MethodHandler method, std::vector<CLR_RT_HeapBlock> arguments) {
    calls_.push_back(std::make_unique<Call>());
    Call &call = *calls_.back();
    call.method_ = method;
    call.frame_.arguments = std::move(arguments);
    call.frame_.m_owningThread = &call.thread_;
    call.enter();
    return call;
}

void Clr::schedule() {
    uint32_t events = take_events() & SYSTEM_EVENT_FLAG_RADIO ? Event_Radio : 0u;
    raised_events |= events;
    std::vector<Call *> ready;
    for (const std::unique_ptr<Call> &call : calls_)
        if (call->waiting() && ((call->thread_.events & events) != 0 || now >= call->thread_.expires))
            ready.push_back(call.get());
    for (Call *call : ready)
        call->enter();
}

bool Clr::wait_for_event(int seconds) {
    {
        std::unique_lock<std::mutex> lock(mutex);
        if (!set.wait_for(lock, std::chrono::seconds(seconds), [] { return system_events != 0; }))
            return false;
    }
    schedule();
    return true;
}

void Clr::finish(Call &call) {
    while (call.waiting())
        if (!wait_for_event()) {
            FAIL() << "no event came in a minute";
            return;
        }
}

void Clr::advance(int milliseconds) {
    now += static_cast<CLR_INT64>(milliseconds) * TIME_CONVERSION__TO_MILLISECONDS;
    schedule();
}

void Clr::abort(Call &call) {
    ASSERT_TRUE(call.waiting());
    call.state_ = Call::State::Aborted;
    call.pop();
}

void Clr::wake_for_nothing() {
    Events_Set(SYSTEM_EVENT_FLAG_RADIO);
    schedule();
}

void Clr::soft_reboot() {
    for (const std::unique_ptr<Call> &call : calls_)
        if (call->waiting())
            abort(*call);
    for (void (*handler)() : reboot_handlers)
        handler();
}

} // namespace sqnet_test
