// Arguments in, results out: what the methods do is in sqnet_camera.h, sqnet_frame.h and sqnet_jpeg.h.
#include "sqnet_native.h"

#include "sqnet_camera.h"
#include "sqnet_clr.h"
#include "sqnet_frame.h"
#include "sqnet_jpeg.h"

typedef Library_sqnet_native_SqueezeNet_Embedded_NativeCamera NativeCamera;

HRESULT NativeCamera::IsAvailable___STATIC__BOOLEAN(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_Boolean(sqnet_camera_available());

    NANOCLR_NOCLEANUP_NOLABEL();
}

static int32_t StartOpen(CLR_RT_StackFrame &stack, uint32_t *ticket) {
    Elements<int32_t> pins;
    Elements<int32_t> options;
    Elements<int32_t> detail;
    bool whole = SUCCEEDED(pins.Take(stack.Arg0())) && SUCCEEDED(options.Take(stack.Arg1())) &&
                 SUCCEEDED(detail.Take(stack.Arg2())) && pins.count >= SQNET_CAMERA_PINS &&
                 options.count >= SQNET_CAMERA_OPTIONS && detail.count >= 1;
    return whole ? sqnet_camera_open(pins.at, options.at, ticket) : (int32_t)SQNET_E_ARGUMENT;
}

// The array may have moved since the start.
static HRESULT FinishOpen(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<int32_t> detail;
    NANOCLR_CHECK_HRESULT(detail.Take(stack.Arg2()));
    detail.at[0] = sqnet_camera_detail();

    NANOCLR_NOCLEANUP();
}

static int32_t StartClose(CLR_RT_StackFrame &stack, uint32_t *ticket) {
    (void)stack;
    return sqnet_camera_close(ticket);
}

static int32_t StartGrab(CLR_RT_StackFrame &stack, uint32_t *ticket) {
    (void)stack;
    return sqnet_camera_grab(ticket);
}

static int32_t StartEncode(CLR_RT_StackFrame &stack, uint32_t *ticket) {
    return sqnet_jpeg_encode(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()), IntegerOf(stack.Arg2()),
                             ticket);
}

// The driver bounds the time of the first two, the frame's size that of the last.
static const Task OpenTask = {StartOpen, FinishOpen, NULL, SQNET_E_TIMEOUT};
static const Task CloseTask = {StartClose, NULL, NULL, SQNET_E_TIMEOUT};
static const Task GrabTask = {StartGrab, NULL, sqnet_camera_forsake, SQNET_E_NO_FRAME};
static const Task EncodeTask = {StartEncode, NULL, sqnet_jpeg_forsake, SQNET_E_TIMEOUT};

HRESULT NativeCamera::Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    FAULT_ON_NULL_ARG(stack.Arg0().DereferenceArray());
    FAULT_ON_NULL_ARG(stack.Arg1().DereferenceArray());
    FAULT_ON_NULL_ARG(stack.Arg2().DereferenceArray());
    CloseAllOnReboot();
    NANOCLR_SET_AND_LEAVE(StartAndWait(stack, OpenTask, -1));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeCamera::Close___STATIC__I4(CLR_RT_StackFrame &stack) {
    return StartAndWait(stack, CloseTask, -1);
}

HRESULT NativeCamera::Grab___STATIC__I4__I4(CLR_RT_StackFrame &stack) {
    return StartAndWait(stack, GrabTask, IntegerOf(stack.Arg0()));
}

HRESULT NativeCamera::Describe___STATIC__I4__I4__SZARRAY_I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<int32_t> facts;
    NANOCLR_CHECK_HRESULT(facts.Take(stack.Arg1()));
    stack.SetResult_I4(facts.count >= SQNET_FRAME_FACTS
                           ? sqnet_frame_describe(IntegerOf(stack.Arg0()), facts.at)
                           : (int32_t)SQNET_E_ARGUMENT);

    NANOCLR_NOCLEANUP();
}

HRESULT NativeCamera::ReadFrame___STATIC__I4__I4__I4__SZARRAY_U1(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<uint8_t> bytes;
    NANOCLR_CHECK_HRESULT(bytes.Take(stack.Arg2()));
    stack.SetResult_I4(
        sqnet_frame_read(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()), bytes.at, bytes.count));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeCamera::EncodeJpeg___STATIC__I4__I4__I4__I4(CLR_RT_StackFrame &stack) {
    return StartAndWait(stack, EncodeTask, -1);
}

HRESULT NativeCamera::ReadJpeg___STATIC__I4__I4__SZARRAY_U1(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<uint8_t> bytes;
    NANOCLR_CHECK_HRESULT(bytes.Take(stack.Arg1()));
    stack.SetResult_I4(sqnet_jpeg_read(IntegerOf(stack.Arg0()), bytes.at, bytes.count));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeCamera::DropJpeg___STATIC__VOID(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    (void)stack;
    sqnet_jpeg_drop();

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Return___STATIC__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_frame_return(IntegerOf(stack.Arg0())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeCamera::Orient___STATIC__I4__BOOLEAN__BOOLEAN(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(
        sqnet_camera_orient(stack.Arg0().NumericByRef().u1 != 0, stack.Arg1().NumericByRef().u1 != 0));

    NANOCLR_NOCLEANUP_NOLABEL();
}
