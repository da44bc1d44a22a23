using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

/// <summary>
/// Mistakes at the seam to the native engine: the codes that a device gives (tests/interop/misuse_test.cpp compares the
/// libraries themselves).
/// </summary>
[TestClass]
public sealed class NativeMisuseTests
{
    private static readonly byte[] blob = HandMadeNetwork.Make().ToBlob();

    [TestInitialize]
    public void RequireNativeEngine()
    {
        if (!NativeEngine.IsAvailable())
        {
            Assert.Inconclusive("libsqnet has not been built");
        }
    }

    [TestMethod]
    public void LoadingTooMuchOrTooLate()
    {
        int handle = NativeEngine.Reserve(blob.Length);
        AssertCode(ErrorCode.Argument, NativeEngine.Load(handle, blob, blob.Length + 1));
        AssertCode(ErrorCode.Argument, NativeEngine.Load(handle, blob, -1));
        AssertCode(ErrorCode.Ok, NativeEngine.Load(handle, blob, 100));
        AssertCode(ErrorCode.Argument, NativeEngine.Load(handle, blob, blob.Length - 99));
        AssertCode(ErrorCode.Ok, NativeEngine.Load(handle, blob[100..], blob.Length - 100));
        AssertCode(ErrorCode.Ok, NativeEngine.Open(handle, 0, 0, new uint[1]));
        AssertCode(ErrorCode.Argument, NativeEngine.Open(handle, 0, 0, new uint[1]));
        AssertCode(ErrorCode.Argument, NativeEngine.Load(handle, blob, 0));
        AssertCode(ErrorCode.Memory, NativeEngine.Reserve(-1));
        AssertCode(ErrorCode.Memory, NativeEngine.Reserve((16 << 20) + 1));
        NativeEngine.Close(handle);
    }

    [TestMethod]
    public void StagesAndResultsOutOfOrder()
    {
        int handle = Open();
        AssertCode(ErrorCode.Argument, NativeEngine.RunStage(handle, 0));
        AssertCode(ErrorCode.Argument, NativeEngine.ReadScores(handle, new int[2]));
        AssertCode(ErrorCode.Argument, NativeEngine.Decode(handle, 1));
        AssertCode(ErrorCode.Ok, NativeEngine.BeginGolden(handle, 1));
        AssertCode(ErrorCode.Argument, NativeEngine.RunStage(handle, 1));
        AssertCode(ErrorCode.Ok, NativeEngine.RunStage(handle, 0));
        AssertCode(ErrorCode.Argument, NativeEngine.ReadTensor(handle, 0, new sbyte[5]));
        AssertCode(ErrorCode.Argument, NativeEngine.ReadScores(handle, new int[2]));
        AssertCode(ErrorCode.Ok, NativeEngine.RunStage(handle, 1));
        AssertCode(ErrorCode.Argument, NativeEngine.RunStage(handle, 2));
        AssertCode(ErrorCode.Argument, NativeEngine.ReadScores(handle, new int[1]));
        AssertCode(ErrorCode.Argument, NativeEngine.Top(handle, new int[2], new float[1]));
        AssertCode(ErrorCode.Argument, NativeEngine.Top(handle, new int[0], new float[0]));
        AssertCode(ErrorCode.Ok, NativeEngine.ReadScores(handle, new int[2]));
        Assert.AreEqual(2, NativeEngine.Top(handle, new int[2], new float[2]));
        NativeEngine.Close(handle);
    }

    [TestMethod]
    public void ImagesThatDoNotFit()
    {
        int handle = Open();
        AssertCode(ErrorCode.Image, NativeEngine.Begin(handle, new byte[10], 8, 8, 24, 0));
        AssertCode(ErrorCode.Image, NativeEngine.Begin(handle, new byte[1000], 8, 8, 24, 4));
        AssertCode(ErrorCode.Image, NativeEngine.Begin(handle, new byte[1000], 0, 8, 24, 0));
        AssertCode(ErrorCode.Image, NativeEngine.Begin(handle, new byte[1000], 8, 8, -24, 0));
        NativeEngine.Close(handle);
    }

    [TestMethod]
    public void HandlesThatAreNotOpen()
    {
        int closed = Open();
        NativeEngine.Close(closed);
        NativeEngine.Close(closed);
        foreach (int handle in new[] { closed, 0, -1, 12345, int.MaxValue })
        {
            AssertCode(ErrorCode.Closed, NativeEngine.Load(handle, blob, 1));
            AssertCode(ErrorCode.Closed, NativeEngine.Load(handle, blob, blob.Length + 1));
            AssertCode(ErrorCode.Closed, NativeEngine.Open(handle, 0, 0, new uint[1]));
            AssertCode(ErrorCode.Closed, NativeEngine.Decode(handle, 1));
            AssertCode(ErrorCode.Closed, NativeEngine.ReadBlob(handle, 0, new byte[8]));
            AssertCode(ErrorCode.Closed, NativeEngine.Begin(handle, new byte[192], 8, 8, 24, 0));
            AssertCode(ErrorCode.Closed, NativeEngine.RunStage(handle, 0));
            AssertCode(ErrorCode.Closed, NativeEngine.SelfTest(handle));
            AssertCode(ErrorCode.Closed, NativeEngine.StageMicroseconds(handle, 0));
            AssertCode(ErrorCode.Closed, NativeEngine.ReadScores(handle, new int[2]));
            AssertCode(ErrorCode.Closed, NativeEngine.Top(handle, new int[1], new float[1]));
            AssertCode(ErrorCode.Closed, NativeEngine.LimitCores(handle, 0));
            AssertCode(ErrorCode.Closed, NativeEngine.LimitCores(handle, 2));
            AssertCode(ErrorCode.Closed, NativeEngine.Cores(handle));
            Assert.AreEqual(string.Empty, NativeEngine.Label(handle, 0));
            Assert.IsFalse(NativeEngine.DecodesEachRun(handle));
        }
    }

    [TestMethod]
    public void CoresAreLimited()
    {
        int handle = Open();
        AssertCode(ErrorCode.Argument, NativeEngine.LimitCores(handle, -1));
        AssertCode(ErrorCode.Ok, NativeEngine.LimitCores(handle, 2));
        Assert.AreEqual(2, NativeEngine.Cores(handle));
        AssertCode(ErrorCode.Ok, NativeEngine.SelfTest(handle));
        NativeEngine.Close(handle);
    }

    private static int Open()
    {
        int handle = NativeEngine.Reserve(blob.Length);
        AssertCode(ErrorCode.Ok, NativeEngine.Load(handle, blob, blob.Length));
        AssertCode(ErrorCode.Ok, NativeEngine.Open(handle, (int)OpenChecks.Crc, 0, new uint[1]));
        return handle;
    }

    private static void AssertCode(ErrorCode expected, int actual)
    {
        Assert.AreEqual(expected, (ErrorCode)actual);
    }
}
