// What the native methods share: arguments, and waiting while other managed threads run.
#ifndef SQNET_CLR_H
#define SQNET_CLR_H

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

#include <stdint.h>

inline int32_t IntegerOf(const CLR_RT_HeapBlock &argument) {
    return argument.NumericByRefConst().s4;
}

// The elements of an array argument. They move when the CLR collects garbage: use them within one call only.
template <typename T> struct Elements {
    T *at;
    uint32_t count;

    HRESULT Take(const CLR_RT_HeapBlock &argument) {
        NANOCLR_HEADER();

        CLR_RT_HeapBlock_Array *array = argument.DereferenceArray();
        FAULT_ON_NULL_ARG(array);

        at = (T *)(void *)array->GetFirstElement();
        count = array->m_numOfElements;

        NANOCLR_NOCLEANUP();
    }
};

// A task that runs elsewhere, and the ticket for it.
struct Task {
    // Begins it. Returns 0 and sets the ticket, or an error.
    int32_t (*start)(CLR_RT_StackFrame &stack, uint32_t *ticket);

    // Stores what else it has brought; may be NULL.
    HRESULT (*finish)(CLR_RT_StackFrame &stack);

    // Nobody waits for it any more, because of a time-out or because the thread was aborted; may be NULL.
    void (*forsake)(uint32_t ticket);

    // The result of a time-out.
    int32_t late;
};

// Body of a native method that starts a task and waits for it at most `milliseconds` (-1: for ever). The CLR
// calls the method again when something has ended; until then other managed threads run.
HRESULT StartAndWait(CLR_RT_StackFrame &stack, const Task &task, int32_t milliseconds);

// Closes everything and waits for what still runs.
void CloseAll();

// Has that done when the CLR starts anew without a reset of the chip.
void CloseAllOnReboot();

#endif
