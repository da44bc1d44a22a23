// Arguments in, results out: what the methods do is in sqnet_camera.h.
#include "sqnet_native.h"

#include "sqnet_camera.h"
#include "sqnet_clr.h"
#include "sqnet_interop.h"

typedef Library_sqnet_native_SqueezeNet_Embedded_NativeCamera NativeCamera;

HRESULT NativeCamera::IsAvailable___STATIC__BOOLEAN(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_Boolean(sqnet_camera_available());

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(SQNET_E_UNSUPPORTED);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Close___STATIC__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(SQNET_E_UNSUPPORTED);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Grab___STATIC__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(SQNET_E_UNSUPPORTED);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Describe___STATIC__I4__I4__SZARRAY_I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(SQNET_E_UNSUPPORTED);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::ReadFrame___STATIC__I4__I4__I4__SZARRAY_U1(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(SQNET_E_UNSUPPORTED);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Return___STATIC__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(SQNET_E_UNSUPPORTED);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Orient___STATIC__I4__BOOLEAN__BOOLEAN(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(SQNET_E_UNSUPPORTED);

    NANOCLR_NOCLEANUP_NOLABEL();
}
