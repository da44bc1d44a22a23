// Arguments in, results out: what the methods do is in sqnet_engine.h.
#include "sqnet_native.h"

#include "sqnet_camera.h"
#include "sqnet_clr.h"
#include "sqnet_engine.h"
#include "sqnet_measure.h"

typedef Library_sqnet_native_SqueezeNet_Embedded_NativeEngine NativeEngine;

static int32_t StartStage(CLR_RT_StackFrame &stack, uint32_t *ticket) {
    return sqnet_engine_start_stage(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()), ticket);
}

static int32_t StartDecode(CLR_RT_StackFrame &stack, uint32_t *ticket) {
    return sqnet_engine_start_decode(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()), ticket);
}

static int32_t StartSelfTest(CLR_RT_StackFrame &stack, uint32_t *ticket) {
    return sqnet_engine_start_self_test(IntegerOf(stack.Arg0()), ticket);
}

// A stage that nobody waits for goes on, and its model is busy until it has ended.
static const Task StageTask = {StartStage, NULL, NULL, SQNET_E_TIMEOUT};
static const Task DecodeTask = {StartDecode, NULL, NULL, SQNET_E_TIMEOUT};
static const Task SelfTestTask = {StartSelfTest, NULL, NULL, SQNET_E_TIMEOUT};

HRESULT NativeEngine::IsAvailable___STATIC__BOOLEAN(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_Boolean(true);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::Reserve___STATIC__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    CloseAllOnReboot();
    stack.SetResult_I4(sqnet_engine_reserve(IntegerOf(stack.Arg0())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::Load___STATIC__I4__I4__SZARRAY_U1__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<uint8_t> piece;
    NANOCLR_CHECK_HRESULT(piece.Take(stack.Arg1()));
    stack.SetResult_I4(
        sqnet_engine_load(IntegerOf(stack.Arg0()), piece.at, piece.count, IntegerOf(stack.Arg2())));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::Map___STATIC__I4__STRING(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    const char *label = stack.Arg0().RecoverString();
    FAULT_ON_NULL_ARG(label);
    CloseAllOnReboot();
    stack.SetResult_I4(sqnet_engine_map(label));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::Open___STATIC__I4__I4__I4__I4__SZARRAY_U4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    uint32_t offset = 0;
    Elements<uint32_t> errorOffset;
    NANOCLR_CHECK_HRESULT(errorOffset.Take(stack.Arg3()));
    if (errorOffset.count < 1) {
        stack.SetResult_I4(SQNET_E_ARGUMENT);
    } else {
        stack.SetResult_I4(sqnet_engine_open(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()),
                                             IntegerOf(stack.Arg2()), &offset));
        errorOffset.at[0] = offset;
    }

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::Decode___STATIC__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_engine_decode(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::DecodeInBackground___STATIC__I4__I4__I4__I4(CLR_RT_StackFrame &stack) {
    return StartAndWait(stack, DecodeTask, IntegerOf(stack.Arg2()));
}

HRESULT NativeEngine::DecodesEachRun___STATIC__BOOLEAN__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_Boolean(sqnet_engine_decodes_each_run(IntegerOf(stack.Arg0())) != 0);

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::LimitCores___STATIC__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_engine_limit_cores(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::Cores___STATIC__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_engine_cores(IntegerOf(stack.Arg0())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::Close___STATIC__VOID__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    sqnet_engine_close(IntegerOf(stack.Arg0()));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::ReadBlob___STATIC__I4__I4__I4__SZARRAY_U1(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<uint8_t> bytes;
    NANOCLR_CHECK_HRESULT(bytes.Take(stack.Arg2()));
    stack.SetResult_I4(
        sqnet_engine_read_blob(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()), bytes.at, bytes.count));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::Label___STATIC__STRING__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    char label[SQNET_LABEL_BYTES];
    sqnet_engine_label(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()), label);
    NANOCLR_SET_AND_LEAVE(stack.SetResult_String(label));

    NANOCLR_NOCLEANUP();
}

// Numbers below 0 become too large ones, here and in Begin.
HRESULT NativeEngine::SetView___STATIC__I4__I4__I4__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    const sqnet_view view = {(uint32_t)IntegerOf(stack.Arg1()), (uint32_t)IntegerOf(stack.Arg2()),
                             (uint32_t)IntegerOf(stack.Arg3()), (uint32_t)IntegerOf(stack.Arg4())};
    stack.SetResult_I4(sqnet_engine_set_view(IntegerOf(stack.Arg0()), &view));

    NANOCLR_NOCLEANUP_NOLABEL();
}

static int32_t Begin(CLR_RT_StackFrame &stack, const Elements<uint8_t> &pixels) {
    const sqnet_image image = {pixels.at, (uint32_t)IntegerOf(stack.Arg2()),
                               (uint32_t)IntegerOf(stack.Arg3()), (uint32_t)IntegerOf(stack.Arg4()),
                               (uint32_t)IntegerOf(stack.Arg5())};
    return sqnet_engine_begin(IntegerOf(stack.Arg0()), &image, pixels.count);
}

HRESULT NativeEngine::Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<uint8_t> pixels;
    NANOCLR_CHECK_HRESULT(pixels.Take(stack.Arg1()));
    stack.SetResult_I4(Begin(stack, pixels));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::BeginCamera___STATIC__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_engine_begin_camera(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::ReadLuma___STATIC__I4__I4__SZARRAY_U1(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<uint8_t> luma;
    NANOCLR_CHECK_HRESULT(luma.Take(stack.Arg1()));
    stack.SetResult_I4(sqnet_engine_luma(IntegerOf(stack.Arg0()), luma.at, luma.count));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::RunStage___STATIC__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_engine_stage(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::RunStageInBackground___STATIC__I4__I4__I4__I4(CLR_RT_StackFrame &stack) {
    return StartAndWait(stack, StageTask, IntegerOf(stack.Arg2()));
}

HRESULT NativeEngine::SelfTest___STATIC__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_engine_self_test(IntegerOf(stack.Arg0())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::SelfTestInBackground___STATIC__I4__I4__I4(CLR_RT_StackFrame &stack) {
    return StartAndWait(stack, SelfTestTask, IntegerOf(stack.Arg1()));
}

HRESULT NativeEngine::StageMicroseconds___STATIC__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_engine_stage_microseconds(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::ReadScores___STATIC__I4__I4__SZARRAY_I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<int32_t> scores;
    NANOCLR_CHECK_HRESULT(scores.Take(stack.Arg1()));
    stack.SetResult_I4(sqnet_engine_scores(IntegerOf(stack.Arg0()), scores.at, scores.count));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    Elements<int32_t> indices;
    Elements<float> probabilities;
    NANOCLR_CHECK_HRESULT(indices.Take(stack.Arg1()));
    NANOCLR_CHECK_HRESULT(probabilities.Take(stack.Arg2()));
    stack.SetResult_I4(
        indices.count == probabilities.count
            ? sqnet_engine_top(IntegerOf(stack.Arg0()), indices.at, probabilities.at, indices.count)
            : (int32_t)SQNET_E_ARGUMENT);

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::AllocatedBytes___STATIC__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    sqnet_camera_tidy();
    stack.SetResult_I4(sqnet_engine_allocated_bytes());

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::ErrorText___STATIC__STRING__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    NANOCLR_SET_AND_LEAVE(stack.SetResult_String(sqnet_error_text(IntegerOf(stack.Arg0()))));

    NANOCLR_NOCLEANUP();
}

HRESULT NativeEngine::Measure___STATIC__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(sqnet_measure(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::MeasureRead___STATIC__I4__I4__I4__I4(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(
        sqnet_measure_read(IntegerOf(stack.Arg0()), IntegerOf(stack.Arg1()), IntegerOf(stack.Arg2())));

    NANOCLR_NOCLEANUP_NOLABEL();
}

HRESULT NativeEngine::CountCycles___STATIC__I4__I4__BOOLEAN(CLR_RT_StackFrame &stack) {
    NANOCLR_HEADER();

    stack.SetResult_I4(
        sqnet_measure_cycles(IntegerOf(stack.Arg0()), stack.Arg1().NumericByRef().u1 != 0 ? 1 : 0));

    NANOCLR_NOCLEANUP_NOLABEL();
}
