using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

/// <summary>The native engine against the reference: the same bytes for the same pixels, no tolerance.</summary>
[TestClass]
public sealed class NativeAgreementTests
{
    private const int Networks = 300;

    [TestInitialize]
    public void RequireNativeEngine()
    {
        if (!NativeEngine.IsAvailable())
        {
            Assert.Inconclusive("libsqnet has not been built");
        }
    }

    [TestMethod]
    public void EveryStageOfRandomNetworksIsTheSame()
    {
        for (int seed = 0; seed < Networks; seed++)
        {
            byte[] bytes = RandomNetworks.Small(seed).ToBlob();
            AssertSameRun(bytes, runner => runner.BeginGolden((uint)seed), $"network {seed}");
        }
    }

    [TestMethod]
    public void SqueezeNetShapeIsTheSame()
    {
        byte[] bytes = RandomNetworks.SqueezeNet11(64, 100).ToBlob();
        AssertSameRun(bytes, runner => runner.BeginGolden(1), "v1.1 shape");
    }

    [TestMethod]
    public void FramesOfAllFormatsAreTheSame()
    {
        Random random = new(6);
        for (int seed = 0; seed < Networks; seed++)
        {
            Frame frame = RandomFrame(random);
            string what = $"network {seed}, {frame.Format} {frame.Width} x {frame.Height}";
            AssertSameRun(RandomNetworks.Small(seed % 20).ToBlob(), runner => runner.Begin(frame), what);
        }
    }

    [TestMethod]
    public void GoldenVectorsHold()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            NativeRunner runner = NativeRunner.Open(RandomNetworks.Small(seed).ToBlob(), new NetworkOptions());
            runner.SelfTest();
            runner.Close();
        }
    }

    [TestMethod]
    public void DamagedBlobsAreJudgedTheSame()
    {
        Random random = new(2);
        for (int seed = 0; seed < 40; seed++)
        {
            byte[] bytes = RandomNetworks.Small(seed).ToBlob();
            int records = 144 + (128 * bytes[30]);
            for (int i = 0; i < 300; i++)
            {
                byte[] damaged = (byte[])bytes.Clone();
                int at = random.Next(i % 3 == 0 ? bytes.Length : records);
                damaged[at] = (byte)(i % 2 == 0 ? random.Next(256) : damaged[at] ^ (1 << random.Next(8)));
                AssertSameJudgement(damaged, OpenChecks.Proof, $"network {seed}, byte {at} = {damaged[at]}");
            }
        }
    }

    [TestMethod]
    public void DamagedBypassesAreJudgedTheSame()
    {
        byte[] bytes = HandMadeNetwork.WithBypass(-128).ToBlob();
        AssertSameRun(bytes, runner => runner.BeginGolden(3), "bypass");
        for (int at = 0; at < 144 + (3 * 128); at++)
        {
            foreach (int value in new[] { 0, 1, 2, 16, 32, 48, 127, 128, 255, bytes[at] ^ 16, bytes[at] ^ 32, bytes[at] ^ 48 })
            {
                byte[] damaged = (byte[])bytes.Clone();
                damaged[at] = (byte)value;
                AssertSameJudgement(damaged, OpenChecks.Proof, $"byte {at} = {value}");
            }
        }
    }

    // A params offset is a multiple of 16 (SPEC 5.3), so a group need not start at a multiple of 48.
    [TestMethod]
    public void ShiftOfGroupThatStartsBetweenOthersIsChecked()
    {
        byte[] blob = HandMadeNetwork.Make().ToBlob();
        blob[144 + 48] = 16;
        int parameters = BitConverter.ToInt32(blob, 88);
        blob[parameters + 16 + 40] = 200;
        AssertSameJudgement(blob, OpenChecks.None, "shift 200");
    }

    // Two mid columns and a 3/2 pool: floor((2 - 3) / 2) + 1 = 0, one more is 1, and the window starts inside.
    [TestMethod]
    public void PoolLargerThanItsInputIsAllowed()
    {
        TestNetwork network = RandomNetworks.SqueezeNet11(24, 10);
        Assert.AreEqual(2, network.Stages[4].MidWidth);
        Assert.AreEqual(1, network.Stages[4].OutWidth);
        AssertSameJudgement(network.ToBlob(), OpenChecks.Proof, "24 x 24");
    }

    [TestMethod]
    public void TruncatedBlobsAreJudgedTheSame()
    {
        byte[] bytes = HandMadeNetwork.Make().ToBlob();
        for (int length = 1; length < bytes.Length; length++)
        {
            AssertSameJudgement(bytes[..length], OpenChecks.Crc, $"{length} bytes");
        }
    }

    [TestMethod]
    public void UnsafeBlobIsRefusedByTheProofOnly()
    {
        TestNetwork network = HandMadeNetwork.Make();
        network.Stages[1].C.Bias[1] = 524287;
        byte[] blob = network.ToBlob();
        AssertSameJudgement(blob, OpenChecks.Crc | OpenChecks.Proof, "unsafe");

        uint[] offset = new uint[1];
        int handle = Load(blob);
        Assert.AreEqual(0, NativeEngine.Open(handle, (int)OpenChecks.Crc, 0, offset));
        Assert.AreEqual((int)ErrorCode.Unsafe, NativeEngine.Prove(handle, offset));
        NativeEngine.Close(handle);
        BlobException e = Assert.ThrowsExactly<BlobException>(() => Blob.Open(blob, OpenChecks.Proof));
        Assert.AreEqual(e.Offset, offset[0]);
    }

    [TestMethod]
    public void TopIsTheSame()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            byte[] bytes = RandomNetworks.Small(seed).ToBlob();
            Runner[] runners = [NativeRunner.Open(bytes, new NetworkOptions()), new ManagedRunner(Blob.Open(bytes))];
            int count = (seed % runners[0].Header.Classes) + 1;
            int[][] indices = [new int[count], new int[count]];
            float[][] probabilities = [new float[count], new float[count]];
            for (int i = 0; i < 2; i++)
            {
                runners[i].BeginGolden((uint)seed);
                for (int k = 0; k < runners[i].Header.Stages; k++)
                {
                    runners[i].RunStage(k);
                }

                runners[i].Top(indices[i], probabilities[i]);
                runners[i].Close();
            }

            CollectionAssert.AreEqual(indices[1], indices[0]);
            for (int i = 0; i < count; i++)
            {
                Assert.AreEqual(probabilities[1][i], probabilities[0][i], (2e-5 * probabilities[1][i]) + 1e-30);
            }
        }
    }

    [TestMethod]
    public void WrongUseIsAnErrorAndNotACrash()
    {
        byte[] blob = HandMadeNetwork.Make().ToBlob();
        int handle = NativeEngine.Reserve(blob.Length);
        Assert.AreEqual((int)ErrorCode.Argument, NativeEngine.Load(handle, blob, blob.Length + 1));
        Assert.AreEqual(0, NativeEngine.Load(handle, blob, 100));
        Assert.AreEqual((int)ErrorCode.Argument, NativeEngine.Load(handle, blob, blob.Length - 99));
        Assert.AreEqual(0, NativeEngine.Load(handle, blob[100..], blob.Length - 100));
        Assert.AreEqual(0, NativeEngine.Open(handle, 0, 0, new uint[1]));
        Assert.AreEqual((int)ErrorCode.Argument, NativeEngine.Open(handle, 0, 0, new uint[1]));
        Assert.AreEqual((int)ErrorCode.Argument, NativeEngine.Load(handle, blob, 0));
        Assert.AreEqual((int)ErrorCode.Memory, NativeEngine.Reserve(-1));
        Assert.IsLessThan(0, NativeEngine.RunStage(handle, 0));
        Assert.IsLessThan(0, NativeEngine.ReadScores(handle, new int[2]));
        Assert.AreEqual((int)ErrorCode.Image, NativeEngine.Begin(handle, new byte[10], 8, 8, 24, 0));
        Assert.AreEqual((int)ErrorCode.Image, NativeEngine.Begin(handle, new byte[1000], 8, 8, 24, 4));
        Assert.AreEqual((int)ErrorCode.Image, NativeEngine.Begin(handle, new byte[1000], 0, 8, 24, 0));
        Assert.AreEqual(0, NativeEngine.BeginGolden(handle, 1));
        Assert.IsLessThan(0, NativeEngine.RunStage(handle, 1));
        Assert.AreEqual(0, NativeEngine.RunStage(handle, 0));
        Assert.IsLessThan(0, NativeEngine.ReadTensor(handle, 0, new sbyte[5]));
        Assert.IsLessThan(0, NativeEngine.ReadScores(handle, new int[2]));
        Assert.AreEqual(0, NativeEngine.RunStage(handle, 1));
        Assert.IsLessThan(0, NativeEngine.RunStage(handle, 2));
        Assert.IsLessThan(0, NativeEngine.ReadScores(handle, new int[1]));
        Assert.IsGreaterThanOrEqualTo(0, NativeEngine.ReadScores(handle, new int[2]));
        NativeEngine.Close(handle);
        NativeEngine.Close(handle);
        Assert.AreEqual((int)ErrorCode.Argument, NativeEngine.RunStage(handle, 0));
        Assert.AreEqual((int)ErrorCode.Argument, NativeEngine.RunStage(12345, 0));
        Assert.AreNotEqual(string.Empty, NativeEngine.ErrorText(-5));
        Assert.AreNotEqual(string.Empty, NativeEngine.ErrorText(-99));
    }

    [TestMethod]
    public void ManyModelsCanBeOpen()
    {
        Network[] networks = new Network[20];
        for (int i = 0; i < networks.Length; i++)
        {
            networks[i] = Network.Open(HandMadeNetwork.Make().ToBlob(), Backend.Native);
        }

        foreach (Network network in networks)
        {
            network.Classify(HandMadeNetwork.MakeFrame(8, 8));
            CollectionAssert.AreEqual(HandMadeNetwork.Scores, network.Scores);
            network.Dispose();
        }
    }

    private static void AssertSameRun(byte[] bytes, Action<Runner> begin, string what)
    {
        Blob blob = Blob.Open(bytes);
        NativeRunner native = NativeRunner.Open(bytes, new NetworkOptions());
        ManagedRunner managed = new(blob);
        begin(native);
        begin(managed);
        for (int k = 0; k < blob.Stages; k++)
        {
            native.RunStage(k);
            managed.RunStage(k);
            if (k < blob.Stages - 1)
            {
                StageRecord stage = blob.Stage(k);
                int size = stage.OutHeight * stage.OutWidth * stage.C.OutChannels;
                sbyte[] expected = ReadTensor(managed, k, size);
                CollectionAssert.AreEqual(expected, ReadTensor(native, k, size), $"{what}, stage {k}");
            }
        }

        CollectionAssert.AreEqual(ReadScores(managed, blob), ReadScores(native, blob), what);
        native.Close();
    }

    private static sbyte[] ReadTensor(Runner runner, int stage, int size)
    {
        sbyte[] tensor = new sbyte[size];
        runner.ReadTensor(stage, tensor);
        return tensor;
    }

    private static int[] ReadScores(Runner runner, Blob blob)
    {
        int[] scores = new int[blob.Header.Classes];
        runner.ReadScores(scores);
        return scores;
    }

    private static int Load(byte[] blob)
    {
        int handle = NativeEngine.Reserve(blob.Length);
        Assert.IsGreaterThan(0, handle);
        Assert.AreEqual(0, NativeEngine.Load(handle, blob, blob.Length));
        return handle;
    }

    /// <summary>Both readers must accept, or refuse with the same code.</summary>
    private static void AssertSameJudgement(byte[] bytes, OpenChecks checks, string what)
    {
        ErrorCode expected = ErrorCode.Ok;
        string reason = string.Empty;
        try
        {
            Blob.Open(bytes, checks);
        }
        catch (BlobException e)
        {
            (expected, reason) = (e.Code, e.Message);
        }

        uint[] offset = new uint[1];
        int handle = Load(bytes);
        int actual = NativeEngine.Open(handle, (int)checks, 0, offset);
        while (actual > 0)
        {
            actual = NativeEngine.Unpack(handle, 1000);
        }

        NativeEngine.Close(handle);
        Assert.AreEqual(expected, (ErrorCode)actual, $"{what}: {reason} - native offset {offset[0]}");
    }

    private static Frame RandomFrame(Random random)
    {
        PixelFormat format = (PixelFormat)random.Next(4);
        int width = random.Next(1, 90);
        int height = random.Next(1, 90);
        int stride = (width * Frame.BytesPerPixel(format)) + random.Next(9);
        byte[] pixels = new byte[stride * height];
        random.NextBytes(pixels);
        return new Frame(pixels, width, height, stride, format);
    }
}
