// The native methods of the assembly SqueezeNet.Embedded, named as nanoFramework's metadata processor names
// them.
#ifndef SQNET_NATIVE_H
#define SQNET_NATIVE_H

#include <nanoCLR_Interop.h>
#include <nanoCLR_Runtime.h>

// clang-format off

struct Library_sqnet_native_SqueezeNet_Embedded_NativeCamera
{
    NANOCLR_NATIVE_DECLARE(IsAvailable___STATIC__BOOLEAN);
    NANOCLR_NATIVE_DECLARE(Open___STATIC__I4__SZARRAY_I4__SZARRAY_I4__SZARRAY_I4);
    NANOCLR_NATIVE_DECLARE(Close___STATIC__I4);
    NANOCLR_NATIVE_DECLARE(Grab___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(Describe___STATIC__I4__I4__SZARRAY_I4);
    NANOCLR_NATIVE_DECLARE(ReadFrame___STATIC__I4__I4__I4__SZARRAY_U1);
    NANOCLR_NATIVE_DECLARE(Return___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(Orient___STATIC__I4__BOOLEAN__BOOLEAN);
};

struct Library_sqnet_native_SqueezeNet_Embedded_NativeEngine
{
    NANOCLR_NATIVE_DECLARE(IsAvailable___STATIC__BOOLEAN);
    NANOCLR_NATIVE_DECLARE(Reserve___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(Load___STATIC__I4__I4__SZARRAY_U1__I4);
    NANOCLR_NATIVE_DECLARE(Map___STATIC__I4__STRING);
    NANOCLR_NATIVE_DECLARE(Open___STATIC__I4__I4__I4__I4__SZARRAY_U4);
    NANOCLR_NATIVE_DECLARE(Decode___STATIC__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(DecodeInBackground___STATIC__I4__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(DecodesEachRun___STATIC__BOOLEAN__I4);
    NANOCLR_NATIVE_DECLARE(LimitCores___STATIC__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(Cores___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(Close___STATIC__VOID__I4);
    NANOCLR_NATIVE_DECLARE(ReadBlob___STATIC__I4__I4__I4__SZARRAY_U1);
    NANOCLR_NATIVE_DECLARE(Label___STATIC__STRING__I4__I4);
    NANOCLR_NATIVE_DECLARE(Begin___STATIC__I4__I4__SZARRAY_U1__I4__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(BeginCamera___STATIC__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(RunStage___STATIC__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(RunStageInBackground___STATIC__I4__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(SelfTest___STATIC__I4__I4);
    NANOCLR_NATIVE_DECLARE(SelfTestInBackground___STATIC__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(StageMicroseconds___STATIC__I4__I4__I4);
    NANOCLR_NATIVE_DECLARE(ReadScores___STATIC__I4__I4__SZARRAY_I4);
    NANOCLR_NATIVE_DECLARE(Top___STATIC__I4__I4__SZARRAY_I4__SZARRAY_R4);
    NANOCLR_NATIVE_DECLARE(AllocatedBytes___STATIC__I4);
    NANOCLR_NATIVE_DECLARE(ErrorText___STATIC__STRING__I4);
};

// clang-format on

extern const CLR_RT_NativeAssemblyData g_CLR_AssemblyNative_SqueezeNet_Embedded;

#endif
