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
            AssertSameGoldenRun(bytes, (uint)seed, $"network {seed}");
        }
    }

    [TestMethod]
    public void SqueezeNetShapeIsTheSame()
    {
        byte[] bytes = RandomNetworks.SqueezeNet11(64, 100).ToBlob();
        AssertSameGoldenRun(bytes, 1, "v1.1 shape");
    }

    [TestMethod]
    public void FramesOfAllFormatsAreTheSame()
    {
        Random random = new(6);
        for (int seed = 0; seed < Networks; seed++)
        {
            Frame frame = RandomFrame(random);
            string what = $"network {seed}, {frame.Format} {frame.Width} x {frame.Height}";
            AssertSameFrameRun(RandomNetworks.Small(seed % 20).ToBlob(), frame, what);
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
        AssertSameGoldenRun(bytes, 3, "bypass");
        for (int at = 0; at < 144 + (3 * 128); at++)
        {
            int[] values = [0, 1, 2, 16, 32, 48, 127, 128, 255, bytes[at] ^ 16, bytes[at] ^ 32, bytes[at] ^ 48];
            foreach (int value in values)
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
        Random random = new(8);
        for (int seed = 0; seed < 30; seed++)
        {
            byte[] bytes = RandomNetworks.Small(seed).ToBlob();
            Frame frame = RandomFrame(random);
            Runner[] runners = [NativeRunner.Open(bytes, new NetworkOptions()), new ManagedRunner(Blob.Open(bytes))];
            int count = (seed % runners[0].Header.Classes) + 1;
            int[][] indices = [new int[count], new int[count]];
            float[][] probabilities = [new float[count], new float[count]];
            for (int i = 0; i < 2; i++)
            {
                runners[i].Begin(frame, ImageView.Default);
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

    private static void AssertSameGoldenRun(byte[] bytes, uint seed, string what)
    {
        AssertSameRun(bytes, new GoldenSource(seed), handle => NativeEngine.BeginGolden(handle, seed), what);
    }

    private static void AssertSameFrameRun(byte[] bytes, Frame frame, string what)
    {
        AssertSameRun(
            bytes,
            new ImageSource(frame, Blob.Open(bytes).Header),
            handle => NativeEngine.Begin(
                handle, frame.Pixels, frame.Width, frame.Height, frame.Stride, (int)frame.Format),
            what);
    }

    private static void AssertSameRun(byte[] bytes, RowSource source, Func<int, int> begin, string what)
    {
        Blob blob = Blob.Open(bytes);
        ReferenceNetwork reference = new(blob);
        reference.Begin(source);
        int handle = Load(bytes);
        Assert.AreEqual(0, Open(handle, OpenChecks.Crc, new uint[1]));
        Assert.AreEqual(0, begin(handle));
        for (int k = 0; k < blob.Stages; k++)
        {
            reference.RunStage(k);
            Assert.AreEqual(0, NativeEngine.RunStage(handle, k));
            if (k < blob.Stages - 1)
            {
                sbyte[] tensor = new sbyte[reference.StageOutput(k).Length];
                Assert.AreEqual(0, NativeEngine.ReadTensor(handle, k, tensor));
                CollectionAssert.AreEqual(reference.StageOutput(k), tensor, $"{what}, stage {k}");
            }
        }

        int[] scores = new int[blob.Header.Classes];
        Assert.AreEqual(0, NativeEngine.ReadScores(handle, scores));
        CollectionAssert.AreEqual(reference.Scores, scores, what);
        NativeEngine.Close(handle);
    }

    private static int Load(byte[] blob)
    {
        int handle = NativeEngine.Reserve(blob.Length);
        Assert.IsGreaterThan(0, handle);
        Assert.AreEqual(0, NativeEngine.Load(handle, blob, blob.Length));
        return handle;
    }

    private static int Open(int handle, OpenChecks checks, uint[] offset)
    {
        int result = NativeEngine.Open(handle, (int)checks, 0, offset);
        while (result > 0)
        {
            result = NativeEngine.Decode(handle, 1000);
        }

        return result;
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
        int actual = Open(handle, checks, offset);
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
