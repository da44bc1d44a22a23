// Drives the stand-in CLR: calls of native methods on managed threads that really wait and are really called
// again.
#ifndef SQNET_TEST_CLR_H
#define SQNET_TEST_CLR_H

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "nanoCLR_Interop.h"

namespace sqnet_test {

// A managed array, or null. It lives as long as this object; only its elements move.
template <typename T> class ManagedArray {
  public:
    explicit ManagedArray(size_t count, T value = T()) : ManagedArray(std::vector<T>(count, value)) {
    }
    explicit ManagedArray(const std::vector<T> &values) {
        storage_ = allocate(values.size() * sizeof(T));
        for (size_t i = 0; i < values.size(); i++)
            at(i) = values[i];
        array_.m_numOfElements = static_cast<CLR_UINT32>(values.size());
        array_.elements = storage_.get();
    }

    T &at(size_t index) {
        return reinterpret_cast<T *>(storage_.get())[index];
    }
    size_t size() const {
        return array_.m_numOfElements;
    }
    std::vector<T> values() {
        return std::vector<T>(&at(0), &at(0) + size());
    }
    CLR_RT_HeapBlock_Array *array() {
        return &array_;
    }

    // What the garbage collector does: old addresses become invalid.
    void move() {
        std::unique_ptr<CLR_UINT8[]> moved = allocate(size() * sizeof(T));
        for (size_t i = 0; i < size() * sizeof(T); i++)
            moved[i] = storage_[i];
        storage_ = std::move(moved);
        array_.elements = storage_.get();
    }

  private:
    // Exactly as large as the elements, so that the sanitizer sees what is written beyond.
    static std::unique_ptr<CLR_UINT8[]> allocate(size_t bytes) {
        return std::unique_ptr<CLR_UINT8[]>(new CLR_UINT8[bytes]);
    }

    std::unique_ptr<CLR_UINT8[]> storage_;
    CLR_RT_HeapBlock_Array array_ = {};
};

CLR_RT_HeapBlock argument(int32_t value);
CLR_RT_HeapBlock argument(const char *text);
CLR_RT_HeapBlock null_argument();
template <typename T> CLR_RT_HeapBlock argument(ManagedArray<T> &values) {
    CLR_RT_HeapBlock block;
    block.array = values.array();
    return block;
}

// One call of a native method on a managed thread of its own.
class Call {
  public:
    enum class State { Waiting, Returned, Threw, Aborted };

    State state() const {
        return state_;
    }
    bool waiting() const {
        return state_ == State::Waiting;
    }
    // Of a call that returned.
    int32_t result() const;
    const std::string &text() const;
    // Of a call that threw.
    HRESULT exception() const {
        return exception_;
    }

  private:
    friend class Clr;
    void enter();
    void pop();

    CLR_RT_MethodHandler method_ = nullptr;
    CLR_RT_StackFrame frame_;
    CLR_RT_Thread thread_;
    State state_ = State::Waiting;
    HRESULT exception_ = S_OK;
};

// The execution engine: one native thread, a clock that only `advance` moves, events. There may be one at a
// time.
class Clr {
  public:
    Clr();
    ~Clr();

    // Calls a method. It returns, throws or waits.
    Call &call(CLR_RT_MethodHandler method, std::vector<CLR_RT_HeapBlock> arguments);

    // Lets the threads whose event was set or whose time has come go on, once.
    void schedule();

    // Sleeps until an event is set, at most `seconds` of real time, then schedules. False: none was.
    bool wait_for_event(int seconds = 60);

    // Until the call no longer waits. Fails the test after a minute of real time.
    void finish(Call &call);

    void advance(int milliseconds);

    // As Thread.Abort: the native method is not called again, its frame is unwound.
    void abort(Call &call);

    // Wakes all that wait for the component's event, as if another thread's work had ended.
    void wake_for_nothing();

    // Called whenever a thread starts to wait: managed arrays may move.
    std::function<void()> on_wait;

    // As if the managed program were started anew.
    void soft_reboot();

  private:
    std::vector<std::unique_ptr<Call>> calls_;
};

} // namespace sqnet_test

#endif
