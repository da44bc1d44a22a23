#include "sqnet_clr.h"

#include <nanoCLR_Hardware.h>
#include <nanoHAL.h>
#include <nanoPAL.h>

#include "sqnet_camera.h"
#include "sqnet_engine.h"
#include "sqnet_ticket.h"

// The CLR has no event for additions. This one is for a radio that no ESP32 target has: it wakes nobody else.
#define SQNET_SYSTEM_EVENT SYSTEM_EVENT_FLAG_RADIO
#define SQNET_CLR_EVENT Event_Radio

static void Signal() {
    Events_Set(SQNET_SYSTEM_EVENT);
}

static HRESULT Start(CLR_RT_StackFrame &stack, const Task &task, int32_t milliseconds, bool &started) {
    NANOCLR_HEADER();

    uint32_t ticket;
    CLR_INT64 *expires;
    CLR_RT_HeapBlock timeout;

    sqnet_ticket_notify(Signal);
    int32_t error = milliseconds < -1 ? (int32_t)SQNET_E_ARGUMENT : task.start(stack, &ticket);
    started = error == 0;
    if (!started) {
        stack.SetResult_I4(error);
        NANOCLR_SET_AND_LEAVE(S_OK);
    }

    // Pushes the time of expiry, which stays there until the last call.
    timeout.SetInteger((CLR_INT64)milliseconds * TIME_CONVERSION__TO_MILLISECONDS);
    NANOCLR_CHECK_HRESULT(stack.SetupTimeoutFromTicks(timeout, expires));

    stack.m_customState = ticket;
    stack.m_flags |= CLR_RT_StackFrame::c_CallOnPop;

    NANOCLR_NOCLEANUP();
}

// The event only says that some task has ended, and one thread may take it from another: the ticket decides.
static HRESULT Wait(CLR_RT_StackFrame &stack, const Task &task, int32_t &result) {
    NANOCLR_HEADER();

    bool signalled = true;
    CLR_INT64 *expires;
    CLR_RT_HeapBlock unused;

    unused.SetInteger((CLR_INT64)0);
    NANOCLR_CHECK_HRESULT(stack.SetupTimeoutFromTicks(unused, expires));

    while (!sqnet_ticket_ended(stack.m_customState, &result)) {
        if (!signalled) {
            result = task.late;
            break;
        }
        NANOCLR_CHECK_HRESULT(
            g_CLR_RT_ExecutionEngine.WaitEvents(stack.m_owningThread, *expires, SQNET_CLR_EVENT, signalled));
    }

    NANOCLR_NOCLEANUP();
}

static void Forsake(CLR_RT_StackFrame &stack, const Task &task) {
    if (stack.m_customState != 0 && task.forsake != NULL) {
        task.forsake(stack.m_customState);
    }
    stack.m_customState = 0;
}

static HRESULT Finish(CLR_RT_StackFrame &stack, const Task &task, int32_t result) {
    NANOCLR_HEADER();

    if (result == task.late) {
        Forsake(stack, task);
    }
    stack.m_customState = 0;
    stack.PopValue();
    stack.SetResult_I4(result);

    if (task.finish != NULL) {
        NANOCLR_CHECK_HRESULT(task.finish(stack));
    }

    NANOCLR_NOCLEANUP();
}

HRESULT StartAndWait(CLR_RT_StackFrame &stack, const Task &task, int32_t milliseconds) {
    NANOCLR_HEADER();

    int32_t result;
    bool started = true;

    // The CLR pops the frame: after the return, or because an exception (an abort) unwinds it.
    if (stack.m_flags & CLR_RT_StackFrame::c_CalledOnPop) {
        Forsake(stack, task);
        NANOCLR_SET_AND_LEAVE(S_OK);
    }

    if (stack.m_customState == 0) {
        NANOCLR_CHECK_HRESULT(Start(stack, task, milliseconds, started));
    }

    if (started) {
        NANOCLR_CHECK_HRESULT(Wait(stack, task, result));
        NANOCLR_CHECK_HRESULT(Finish(stack, task, result));
    }

    NANOCLR_NOCLEANUP();
}

void CloseAll() {
    sqnet_engine_reset();
    sqnet_camera_reset();
}

void CloseAllOnReboot() {
#if defined(PLATFORM_ESP32)
    HAL_AddSoftRebootHandler(CloseAll);
#endif
}
