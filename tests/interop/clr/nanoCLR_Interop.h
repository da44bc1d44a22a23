// A minimal stand-in for nanoFramework's CLR, by its interface: as much of it as native methods use. Written
// from what nf-interpreter's headers declare and its execution engine does; see clr.h for what drives it.
#ifndef SQNET_TEST_NANOCLR_INTEROP_H
#define SQNET_TEST_NANOCLR_INTEROP_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

typedef int32_t HRESULT;
typedef int32_t CLR_INT32;
typedef uint32_t CLR_UINT32;
typedef int64_t CLR_INT64;
typedef uint8_t CLR_UINT8;

#define S_OK 0
#define FAILED(hr) ((hr) < 0)
#define SUCCEEDED(hr) ((hr) >= 0)
#define SQNET_TEST_FAILURE(code) static_cast<HRESULT>(0x80000000u | (code) << 16)
#define CLR_E_OUT_OF_RANGE SQNET_TEST_FAILURE(0x2500u)
#define CLR_E_THREAD_WAITING SQNET_TEST_FAILURE(0x4200u)
#define CLR_E_ARGUMENT_NULL SQNET_TEST_FAILURE(0x4e00u)

#define NANOCLR_LEAVE() goto nanoCLR_Cleanup
#define NANOCLR_HEADER() HRESULT hr
#define NANOCLR_CHECK_HRESULT(expr)                                                                          \
    {                                                                                                        \
        if (FAILED(hr = (expr)))                                                                             \
            NANOCLR_LEAVE();                                                                                 \
    }
#define NANOCLR_SET_AND_LEAVE(expr)                                                                          \
    {                                                                                                        \
        hr = (expr);                                                                                         \
        NANOCLR_LEAVE();                                                                                     \
    }
#define NANOCLR_NOCLEANUP()                                                                                  \
    hr = S_OK;                                                                                               \
    nanoCLR_Cleanup:                                                                                         \
    return hr
#define NANOCLR_NOCLEANUP_NOLABEL()                                                                          \
    hr = S_OK;                                                                                               \
    return hr
#define FAULT_ON_NULL_ARG(ptr)                                                                               \
    if (!(ptr))                                                                                              \
    NANOCLR_SET_AND_LEAVE(CLR_E_ARGUMENT_NULL)

#define TIME_CONVERSION__TO_MILLISECONDS 10000
#define SYSTEM_EVENT_FLAG_RADIO 0x00010000u
enum Events : uint32_t { Event_SpiMaster = 0x00000100, Event_Radio = 0x00000400 };

extern "C" void Events_Set(uint32_t events);
void HAL_AddSoftRebootHandler(void (*handler)());

struct CLR_RT_StackFrame;
typedef HRESULT (*CLR_RT_MethodHandler)(CLR_RT_StackFrame &stack);
#define NANOCLR_NATIVE_DECLARE(method) static HRESULT method(CLR_RT_StackFrame &stack)

struct CLR_RT_NativeAssemblyData {
    const char *m_szAssemblyName;
    unsigned int m_checkSum;
    const CLR_RT_MethodHandler *m_pNativeMethods;
    struct {
        uint16_t iMajorVersion, iMinorVersion, iBuildNumber, iRevisionNumber;
    } m_Version;
};

// An array. The collector moves the elements between calls.
struct CLR_RT_HeapBlock_Array {
    CLR_UINT32 m_numOfElements;
    CLR_UINT8 *elements;

    CLR_UINT8 *GetFirstElement() {
        return elements;
    }
};

// A value on a stack: a number, an array or a string.
struct CLR_RT_HeapBlock {
    union Numeric {
        CLR_UINT8 u1;
        CLR_INT32 s4;
        CLR_UINT32 u4;
        CLR_INT64 s8;
    };

    Numeric number = {};
    CLR_RT_HeapBlock_Array *array = nullptr;
    const char *text = nullptr;

    Numeric &NumericByRef() {
        return number;
    }
    const Numeric &NumericByRefConst() const {
        return number;
    }
    CLR_RT_HeapBlock_Array *DereferenceArray() const {
        return array;
    }
    const char *RecoverString() const {
        return text;
    }
    void SetInteger(CLR_INT64 value) {
        number.s8 = value;
    }
};

// A managed thread; the double gives each one frame.
struct CLR_RT_Thread {
    bool waiting = false;
    CLR_UINT32 events = 0;
    CLR_INT64 expires = 0;
};

struct CLR_RT_StackFrame {
    static const CLR_UINT32 c_CallOnPop = 0x00000040;
    static const CLR_UINT32 c_CalledOnPop = 0x00000080;

    CLR_RT_Thread *m_owningThread = nullptr;
    CLR_UINT32 m_flags = 0;
    CLR_UINT32 m_customState = 0;

    std::vector<CLR_RT_HeapBlock> arguments;
    std::vector<CLR_RT_HeapBlock> stack;
    std::string returned_text;

    CLR_RT_HeapBlock &Arg(size_t index) {
        return arguments.at(index);
    }
    CLR_RT_HeapBlock &Arg0() {
        return Arg(0);
    }
    CLR_RT_HeapBlock &Arg1() {
        return Arg(1);
    }
    CLR_RT_HeapBlock &Arg2() {
        return Arg(2);
    }
    CLR_RT_HeapBlock &Arg3() {
        return Arg(3);
    }
    CLR_RT_HeapBlock &Arg4() {
        return Arg(4);
    }
    CLR_RT_HeapBlock &Arg5() {
        return Arg(5);
    }

    CLR_RT_HeapBlock &PushValue();
    CLR_RT_HeapBlock &PopValue();
    void SetResult_I4(CLR_INT32 value);
    void SetResult_Boolean(bool value);
    HRESULT SetResult_String(const char *value);
    HRESULT SetupTimeoutFromTicks(CLR_RT_HeapBlock &input, CLR_INT64 *&output);
};

struct CLR_RT_ExecutionEngine {
    HRESULT WaitEvents(CLR_RT_Thread *caller, const CLR_INT64 &expires, CLR_UINT32 events, bool &success);
};

extern CLR_RT_ExecutionEngine g_CLR_RT_ExecutionEngine;

#endif
