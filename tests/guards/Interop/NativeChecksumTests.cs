using System;
using System.Buffers.Binary;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;
using SqueezeNet.Embedded.Tests.Guards.Generator;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>
/// The checksum against published numbers: what the metadata processor wrote into the genuine mscorlib, and
/// declarations of a library of nanoFramework with the number in nf-interpreter's table for it.
/// </summary>
[TestClass]
public sealed class NativeChecksumTests
{
    /// <summary>More than a thousand methods: their order, their names, and which are native.</summary>
    [TestMethod]
    public void OfCoreLibrary()
    {
        const int ChecksumAt = 20;
        byte[] processed = TestAssemblies.Bytes("mscorlib.pe");
        uint published = BinaryPrimitives.ReadUInt32LittleEndian(processed.AsSpan(ChecksumAt));
        Assert.AreEqual(0x1549C856u, published);
        Assert.AreEqual(published, NativeChecksum.Of(TestAssemblies.Read(TestAssemblies.CoreLibrary)));
    }

    [TestMethod]
    public void OfSystemMath()
    {
        PublishedAssembly assembly = new PublishedAssembly("System.Math").Class(
            "System",
            "Math",
            "int Abs(int)",
            "extern double Abs(double)",
            "extern float Abs(float)",
            "extern double Acos(double)",
            "extern double Asin(double)",
            "extern double Atan(double)",
            "extern double Atan2(double, double)",
            "extern double Cbrt(double)",
            "extern double Ceiling(double)",
            "double Clamp(double, double, double)",
            "long Clamp(long, long, long)",
            "float Clamp(float, float, float)",
            "ulong Clamp(ulong, ulong, ulong)",
            "extern double Cos(double)",
            "extern double Cosh(double)",
            "extern double Exp(double)",
            "extern double Floor(double)",
            "extern double IEEERemainder(double, double)",
            "extern double Log(double)",
            "extern double Log10(double)",
            "int Max(int, int)",
            "extern double Max(double, double)",
            "extern float Max(float, float)",
            "int Min(int, int)",
            "extern double Min(double, double)",
            "extern float Min(float, float)",
            "extern double Pow(double, double)",
            "extern double Round(double)",
            "extern int Sign(double)",
            "int Sign(float)",
            "extern double Sin(double)",
            "extern double Sinh(double)",
            "extern double Sqrt(double)",
            "extern double Tan(double)",
            "extern double Tanh(double)",
            "extern double Truncate(double)");
        Assert.AreEqual(0x9F9E2A7Eu, NativeChecksum.Of(assembly.Module));
    }

    /// <summary>
    /// Here System sorts after nanoFramework, as it does in a culture's order, and a name mentions a type.
    /// </summary>
    [TestMethod]
    public void OfRuntimeNative()
    {
        const string Space = "nanoFramework.Runtime.Native";
        PublishedAssembly assembly = new PublishedAssembly(Space)
            .Class("System", "Environment", "extern long get_TickCount64()")
            .Enumeration(Space, "RebootOption")
            .Class(Space, "SystemInfo",
                "extern void GetSystemVersion(int&, int&, int&, int&)",
                "void get_Version()",
                "extern string get_OEMString()",
                "extern byte get_OEM()",
                "extern byte get_Model()",
                "extern ushort get_SKU()",
                "extern string get_TargetName()",
                "extern string get_Platform()",
                "int get_FloatingPointSupport()",
                "extern byte GetNativeFloatingPointSupport()")
            .Class(Space, "Rtc",
                "bool SetSystemTime(long)",
                "extern bool Native_RTC_SetSystemTime(int, byte, byte, byte, byte, byte, byte)")
            .Class(Space, "Power",
                "void Constructor()",
                "void add_OnRebootEvent(int)",
                "void remove_OnRebootEvent(int)",
                "void RebootDevice(RebootOption)",
                "void RebootDevice(int, RebootOption)",
                "extern void NativeReboot(RebootOption)")
            .Class(Space, "GC", "extern uint Run(bool)", "extern void EnableGCMessages(bool)")
            .Class(Space, "ExecutionConstraint", "extern void Install(int, int)")
            .Class(Space, "ConstraintException", "void Constructor()");
        Assert.AreEqual(0x0EAE898Bu, NativeChecksum.Of(assembly.Module));
    }

    [TestMethod]
    public void IsZeroWithoutNativeMethods()
    {
        PublishedAssembly assembly = new PublishedAssembly("Plain").Class("Plain", "Type", "int Sum(int, int)");
        Assert.AreEqual(0u, NativeChecksum.Of(assembly.Module));
    }
}
