using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class BlobTests
{
    private const int Networks = 40;

    [TestMethod]
    public void EveryRandomNetworkIsValidAndSafe()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Blob.Open(RandomNetworks.Small(seed).ToBlob(), OpenChecks.Crc | OpenChecks.Proof);
        }
    }

    [TestMethod]
    public void FieldsAreThoseThatWereWritten()
    {
        TestNetwork network = RandomNetworks.Small(3);
        byte[] bytes = network.ToBlob();
        Blob blob = Blob.Open(bytes);

        Assert.AreEqual("small network", blob.Header.Name);
        Assert.AreEqual(network.Width, blob.Header.Width);
        Assert.AreEqual(network.Height, blob.Header.Height);
        Assert.AreEqual(network.Crop, (blob.Header.CropNumerator, blob.Header.CropDenominator));
        CollectionAssert.AreEqual(network.Padding, blob.Header.Padding);
        Assert.AreEqual(network.ScoreScale, blob.Header.ScoreScale);
        Assert.AreEqual(bytes.Length, blob.Header.TotalBytes);
        Assert.AreEqual(network.Meta, blob.Meta);
        Assert.AreEqual(2, blob.GoldenVectors);
        Assert.AreEqual(77u, blob.Golden(1).Seed);
        CollectionAssert.AreEqual(
            network.Labels, Enumerable.Range(0, blob.Header.Classes).Select(blob.Label).ToArray());
        CollectionAssert.AreEqual(
            network.ClassMap, Enumerable.Range(0, blob.Header.Classes).Select(blob.ClassOf).ToArray());
        for (int i = network.Head.Used; i < network.Head.OutChannels; i++)
        {
            Assert.AreEqual(-1, blob.ClassOf(i));
        }
    }

    [TestMethod]
    public void WeightsBiasesAndShiftsAreThoseThatWereWritten()
    {
        for (int seed = 0; seed < Networks; seed++)
        {
            TestNetwork network = RandomNetworks.Small(seed);
            Blob blob = Blob.Open(network.ToBlob());
            for (int k = 0; k < network.Stages.Count; k++)
            {
                AssertSame(blob, network.Stages[k].A, blob.Stage(k).A);
                AssertSame(blob, network.Stages[k].C, blob.Stage(k).C);
                if (network.Stages[k].B is { } b)
                {
                    AssertSame(blob, b, blob.Stage(k).B);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(-1)]
    [DataRow(524287)]
    [DataRow(-524288)]
    public void BiasKeepsAllTwentyBits(int bias)
    {
        for (int lane = 0; lane < 16; lane++)
        {
            TestNetwork network = HandMadeNetwork.Make();
            Array.Fill(network.Stages[0].A.Bias, ~bias);
            network.Stages[0].A.Bias[lane] = bias;
            Blob blob = Blob.Open(network.ToBlob());
            for (int o = 0; o < 16; o++)
            {
                Assert.AreEqual(o == lane ? bias : ~bias, blob.Bias(blob.Stage(0).A, o));
            }
        }
    }

    [TestMethod]
    public void BytesBehindTheBlobAreIgnored()
    {
        byte[] bytes = RandomNetworks.Small(5).ToBlob();
        byte[] partition = Enumerable.Repeat((byte)0xFF, bytes.Length + 1000).ToArray();
        bytes.CopyTo(partition, 0);

        Assert.AreEqual(Blob.Open(bytes).Header.Crc, Blob.Open(partition).Header.Crc);
    }

    [TestMethod]
    public void EveryTruncationIsFound()
    {
        byte[] bytes = HandMadeNetwork.Make().ToBlob();
        for (int length = 0; length < bytes.Length; length++)
        {
            BlobException e = Assert.ThrowsExactly<BlobException>(() => Blob.Open(bytes[..length]), $"{length} bytes");
            Assert.AreEqual(ErrorCode.Truncated, e.Code);
        }
    }

    [TestMethod]
    public void EveryFlippedBitIsFound()
    {
        byte[] bytes = HandMadeNetwork.Make().ToBlob();
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsExactly<BlobException>(() => Blob.Open(bytes), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestMethod]
    public void LyingFieldsAreRefusedOrHarmless()
    {
        byte[] bytes = HandMadeNetwork.Make().ToBlob();
        uint[] lies = [0, 1, 2, 15, 16, 17, 127, 128, 255, 256, 4096, 65535, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, ~0u];
        int fieldsEnd = 144 + (2 * 128) + (5 * 48);
        for (int at = 0; at < fieldsEnd; at++)
        {
            foreach (uint lie in lies)
            {
                OpenAndRun(Edited(bytes, at, lie, 1));
                OpenAndRun(Edited(bytes, at, lie, 2));
                OpenAndRun(Edited(bytes, at, lie, 4));
            }
        }
    }

    [TestMethod]
    public void RandomDamageIsRefusedOrHarmless()
    {
        Random random = new(1);
        for (int seed = 0; seed < Networks; seed++)
        {
            byte[] bytes = RandomNetworks.Small(seed).ToBlob();
            int records = 144 + (128 * bytes[30]);
            for (int i = 0; i < 500; i++)
            {
                byte[] damaged = (byte[])bytes.Clone();
                for (int n = random.Next(1, 4); n > 0; n--)
                {
                    damaged[random.Next(i % 2 == 0 ? records : bytes.Length)] = (byte)random.Next(256);
                }

                OpenAndRun(damaged, run: i % 50 == 0);
            }
        }
    }

    [TestMethod]
    [DataRow(0, "53", ErrorCode.Ok)]
    [DataRow(0, "54", ErrorCode.Magic)]
    [DataRow(4, "0200", ErrorCode.Version)]
    [DataRow(27, "04", ErrorCode.Version)]
    [DataRow(27, "08", ErrorCode.Version)]
    [DataRow(27, "0D", ErrorCode.Version)]
    [DataRow(27, "10", ErrorCode.Version)]
    [DataRow(27, "02", ErrorCode.Labels)]
    [DataRow(6, "9100", ErrorCode.Header)]
    [DataRow(8, "80000000", ErrorCode.Header)]
    [DataRow(8, "F0FFFFFF", ErrorCode.Truncated)]
    [DataRow(16, "0700", ErrorCode.Header)]
    [DataRow(18, "0104", ErrorCode.Header)]
    [DataRow(20, "0000", ErrorCode.Header)]
    [DataRow(20, "0900", ErrorCode.Header)]
    [DataRow(28, "0000", ErrorCode.Header)]
    [DataRow(28, "0110", ErrorCode.Header)]
    [DataRow(30, "01", ErrorCode.Header)]
    [DataRow(30, "21", ErrorCode.Header)]
    [DataRow(31, "02", ErrorCode.Header)]
    [DataRow(32, "10000001", ErrorCode.Header)]
    [DataRow(36, "00000000", ErrorCode.Header)]
    [DataRow(36, "000080FF", ErrorCode.Header)]
    [DataRow(36, "0000807F", ErrorCode.Header)]
    [DataRow(36, "0100C07F", ErrorCode.Header)]
    [DataRow(36, "000080BF", ErrorCode.Header)]
    [DataRow(44, "01000000", ErrorCode.Header)]
    [DataRow(44, "F0FFFFFF", ErrorCode.Header)]
    [DataRow(44, "10000000", ErrorCode.Plan)]
    [DataRow(79, "01", ErrorCode.Header)]
    [DataRow(40, "00000000", ErrorCode.Section)]
    [DataRow(80, "80000000", ErrorCode.Section)]
    [DataRow(80, "98000000", ErrorCode.Section)]
    [DataRow(84, "F0FFFFFF", ErrorCode.Section)]
    [DataRow(88, "90000000", ErrorCode.Section)]
    [DataRow(92, "10000000", ErrorCode.Section)]
    [DataRow(108, "00000000", ErrorCode.Section)]
    [DataRow(124, "08000000", ErrorCode.Section)]
    [DataRow(136, "90000000", ErrorCode.Section)]
    [DataRow(144, "03", ErrorCode.Stage)]
    [DataRow(144, "11", ErrorCode.Stage)]
    [DataRow(144, "21", ErrorCode.Stage)]
    [DataRow(144, "41", ErrorCode.Stage)]
    [DataRow(145, "01", ErrorCode.Stage)]
    [DataRow(148, "0900", ErrorCode.Stage)]
    [DataRow(152, "0900", ErrorCode.Stage)]
    [DataRow(156, "0700", ErrorCode.Stage)]
    [DataRow(160, "0000", ErrorCode.Stage)]
    [DataRow(160, "0900", ErrorCode.Stage)]
    [DataRow(162, "0100", ErrorCode.Stage)]
    [DataRow(164, "10000000", ErrorCode.Plan)]
    [DataRow(168, "08000000", ErrorCode.Plan)]
    [DataRow(168, "F0FFFFFF", ErrorCode.Plan)]
    [DataRow(172, "00000000", ErrorCode.Plan)]
    [DataRow(176, "0400", ErrorCode.Stage)]
    [DataRow(178, "1100", ErrorCode.Stage)]
    [DataRow(180, "0000", ErrorCode.Stage)]
    [DataRow(182, "0C", ErrorCode.Stage)]
    [DataRow(184, "09", ErrorCode.Stage)]
    [DataRow(185, "01", ErrorCode.Stage)]
    [DataRow(186, "00", ErrorCode.Stage)]
    [DataRow(187, "01", ErrorCode.Stage)]
    [DataRow(188, "08000000", ErrorCode.Stage)]
    [DataRow(188, "F0FFFFFF", ErrorCode.Stage)]
    [DataRow(192, "F0FFFFFF", ErrorCode.Stage)]
    [DataRow(207, "01", ErrorCode.Stage)]
    [DataRow(208, "01", ErrorCode.Stage)]
    public void EachRuleHasItsCode(int at, string bytes, ErrorCode code)
    {
        byte[] blob = HandMadeNetwork.Make().ToBlob();
        Convert.FromHexString(bytes).CopyTo(blob, at);
        AssertCode(code, blob);
    }

    /// <summary>Records of WithBypass: conv1 at 144, the stage that keeps at 272, the one that adds at 400.</summary>
    [TestMethod]
    [DataRow(272, "02", ErrorCode.Stage)]
    [DataRow(400, "0A", ErrorCode.Stage)]
    [DataRow(400, "3A", ErrorCode.Stage)]
    [DataRow(144, "21", ErrorCode.Stage)]
    [DataRow(144, "11", ErrorCode.Stage)]
    [DataRow(44, "F0070000", ErrorCode.Plan)]
    [DataRow(44, "00000000", ErrorCode.Plan)]
    [DataRow(44, "08080000", ErrorCode.Header)]
    [DataRow(32, "00000000", ErrorCode.Header)]
    public void EachRuleOfBypassesHasItsCode(int at, string bytes, ErrorCode code)
    {
        byte[] blob = HandMadeNetwork.WithBypass(0).ToBlob();
        AssertCode(ErrorCode.Ok, blob);
        Convert.FromHexString(bytes).CopyTo(blob, at);
        AssertCode(code, blob);
    }

    /// <summary>What is added must look like what it is added to.</summary>
    [TestMethod]
    public void BypassesJoinEqualTensors()
    {
        byte[] zero = HandMadeNetwork.WithBypass(0).ToBlob();
        foreach (int at in new[] { 32 + 11, 64 + 11, 96 + 10 })
        {
            zero[400 + at] = 0x80;
        }

        AssertCode(ErrorCode.Stage, zero);
        byte[] channels = HandMadeNetwork.WithBypass(0).ToBlob();
        channels[400 + 32 + 2] = 32;
        channels[400 + 32 + 4] = 32;
        channels[400 + 96] = 48;
        AssertCode(ErrorCode.Stage, channels);
    }

    [TestMethod]
    public void ShiftsClassMapAndLabelsAreChecked()
    {
        byte[] valid = HandMadeNetwork.Make().ToBlob();
        int parameters = BitConverter.ToInt32(valid, 88);
        int classMap = BitConverter.ToInt32(valid, 104);
        int labels = BitConverter.ToInt32(valid, 112);

        AssertCode(ErrorCode.Ok, Edited(valid, parameters + 40, 12, 1));
        AssertCode(ErrorCode.Params, Edited(valid, parameters + 40, 13, 1));
        AssertCode(ErrorCode.Params, Edited(valid, parameters + 47, 1, 1));
        AssertCode(ErrorCode.Params, Edited(valid, classMap, 0, 2));
        AssertCode(ErrorCode.Params, Edited(valid, classMap, 2, 2));
        AssertCode(ErrorCode.Params, Edited(valid, classMap, 0xFFFF, 2));
        AssertCode(ErrorCode.Labels, Edited(valid, labels, 0, 1));
        AssertCode(ErrorCode.Labels, Edited(valid, labels, 200, 1));
    }

    [TestMethod]
    public void WithoutAMapChannelsAreClasses()
    {
        TestNetwork network = RandomNetworks.Small(1);
        Assert.IsTrue(network.HasNoClassMap);
        Blob blob = Blob.Open(network.ToBlob());
        Assert.AreEqual(network.Head.Used - 1, blob.ClassOf(network.Head.Used - 1));
        int last = network.Head.OutChannels - 1;
        Assert.AreEqual(last < network.Head.Used ? last : -1, blob.ClassOf(last));
    }

    [TestMethod]
    public void ErrorsSayWhereWhatAndWhatToDo()
    {
        byte[] bytes = HandMadeNetwork.Make().ToBlob();
        bytes[^1] ^= 1;
        BlobException e = Assert.ThrowsExactly<BlobException>(() => Blob.Open(bytes));

        Assert.AreEqual(12, e.Offset);
        StringAssert.Contains(e.Message, "CRC-32");
        StringAssert.Contains(e.Message, "at byte 12");
        StringAssert.Contains(e.Message, "flash the model again");
        Blob.Open(bytes, OpenChecks.None);
    }

    [TestMethod]
    public void MissingBlobIsAnArgumentError()
    {
        BlobException e = Assert.ThrowsExactly<BlobException>(() => Blob.Open(null!));
        Assert.AreEqual(ErrorCode.Argument, e.Code);
    }

    [TestMethod]
    public void InPlacePlanThatIsOneStepTooHighIsRefused()
    {
        int tested = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            TestNetwork network = RandomNetworks.Small(seed);
            byte[] blob = network.ToBlob();
            for (int k = 1; network.InPlace && k < network.Stages.Count - 1; k++)
            {
                int record = BitConverter.ToInt32(blob, 80) + (128 * k);
                TestStage stage = network.Stages[k];
                if (stage.Band < stage.MidHeight && BitConverter.ToInt32(blob, record + 24) > 0)
                {
                    AddTo(blob, record + 24, 16);
                    AddTo(blob, record + 128 + 20, 16);
                    tested += IsPlanRefused(blob) ? 1 : 0;
                    AddTo(blob, record + 24, -16);
                    AddTo(blob, record + 128 + 20, -16);
                }
            }
        }

        Assert.IsGreaterThan(10, tested);
    }

    private static bool IsPlanRefused(byte[] blob)
    {
        try
        {
            Blob.Open(blob, OpenChecks.None);
            return false;
        }
        catch (BlobException e)
        {
            return e.Code == ErrorCode.Plan;
        }
    }

    private static void AddTo(byte[] blob, int at, int value)
    {
        BitConverter.TryWriteBytes(blob.AsSpan(at), BitConverter.ToInt32(blob, at) + value);
    }

    private static void AssertSame(Blob blob, TestConvolution expected, ConvolutionRecord actual)
    {
        Assert.AreEqual(expected.Used, actual.UsedChannels);
        for (int o = 0; o < expected.OutChannels; o++)
        {
            Assert.AreEqual(expected.Bias[o], blob.Bias(actual, o));
            Assert.AreEqual(expected.Shift[o / 16], blob.Shift(actual, o / 16));
            int at = o * expected.Taps;
            for (int ky = 0; ky < expected.KernelHeight; ky++)
            {
                for (int kx = 0; kx < expected.KernelWidth; kx++)
                {
                    for (int ic = 0; ic < expected.InChannels; ic++)
                    {
                        Assert.AreEqual(expected.Weights[at++], blob.Weight(actual, o, ky, kx, ic));
                    }
                }
            }
        }
    }

    private static void AssertCode(ErrorCode code, byte[] blob)
    {
        if (code == ErrorCode.Ok)
        {
            Blob.Open(blob, OpenChecks.None);
            return;
        }

        BlobException e = Assert.ThrowsExactly<BlobException>(() => Blob.Open(blob, OpenChecks.None));
        Assert.AreEqual(code, e.Code, e.Message);
    }

    private static byte[] Edited(byte[] blob, int at, uint value, int size)
    {
        byte[] edited = (byte[])blob.Clone();
        BitConverter.GetBytes(value).AsSpan(0, size).CopyTo(edited.AsSpan(at));
        return edited;
    }

    /// <summary>Any exception but the two that a user is told about fails the test.</summary>
    private static void OpenAndRun(byte[] bytes, bool run = true)
    {
        try
        {
            Blob blob = Blob.Open(bytes, run ? OpenChecks.Proof : OpenChecks.None);
            if (run && blob.Header.Width * blob.Header.Height <= 32 * 32)
            {
                new ReferenceNetwork(blob).Run(new GoldenSource(1));
            }
        }
        catch (ModelException)
        {
        }
    }
}
