using System;
using System.Collections.Concurrent;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Packing;

/// <summary>
/// Packed blobs in the managed and in the native reader; the bits are checked by tests/native/decode_test.
/// </summary>
[TestClass]
public sealed class BlobPackerTests
{
    private static readonly ConcurrentDictionary<int, byte[]> blobs = [];

    private static byte[] RawBlob(int seed)
    {
        return blobs.GetOrAdd(seed, Make);
    }

    private static byte[] Make(int seed)
    {
        SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
        return BlobWriter.Write(
            Quantizer.Quantize(model, RandomModels.Images(model, 2, seed)), new BlobMeta().Add("source", "x"));
    }

    private static byte[] Sealed(byte[] blob)
    {
        BitConverter.TryWriteBytes(blob.AsSpan(12), Blob.ComputeCrc(blob, blob.Length));
        return blob;
    }

    private static (int Offset, int Length) Stream(byte[] blob)
    {
        return (BitConverter.ToInt32(blob, 96), BitConverter.ToInt32(blob, 100));
    }

    [TestMethod]
    public void DecodingGivesTheSameBytes()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            byte[] raw = RawBlob(seed);
            byte[] packed = BlobPacker.Pack(raw);
            Assert.AreEqual(WeightsEncoding.Packed, Blob.Open(packed).Header.WeightsEncoding);
            CollectionAssert.AreEqual(raw, BlobPacker.Decode(packed), $"seed {seed}");
            Assert.AreSame(packed, BlobPacker.Pack(packed));
            Assert.AreSame(raw, BlobPacker.Decode(raw));
        }
    }

    [TestMethod]
    public void AWeightThatTheCoderCannotHoldIsRefused()
    {
        byte[] raw = (byte[])RawBlob(0).Clone();
        (int offset, int length) = Stream(raw);
        raw[offset + (length / 2)] = 0x80;
        BlobException e = Assert.ThrowsExactly<BlobException>(() => BlobPacker.Pack(Sealed(raw)));
        Assert.AreEqual(offset + (length / 2), e.Offset);
        StringAssert.Contains(e.Message, "-128");
    }

    [TestMethod]
    public void ScoresProofsAndGoldenVectorsAreTheSame()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            byte[] raw = RawBlob(seed);
            byte[] packed = BlobPacker.Pack(raw);
            foreach (Backend backend in new[] { Backend.Managed, Backend.Vector, Backend.Native })
            {
                NetworkOptions options = new() { Backend = backend, Checks = OpenChecks.Crc | OpenChecks.Proof };
                using Network before = Network.Open(raw, options);
                using Network after = Network.Open(packed, options);
                after.SelfTest();
                Frame frame = new(new byte[40 * 30], 40, 30, PixelFormat.Gray8);
                before.Classify(frame);
                after.Classify(frame);
                CollectionAssert.AreEqual(before.Scores, after.Scores, $"seed {seed}, {backend}");
            }
        }
    }

    [TestMethod]
    public void APlanCanBeReplaced()
    {
        byte[] raw = RawBlob(3);
        ArenaPlan plan = BlobPlan.Read(Blob.Open(raw));
        byte[] packed = BlobPlan.Replace(BlobPacker.Pack(raw), plan);
        CollectionAssert.AreEqual(raw, BlobPacker.Decode(packed));
    }

    /// <summary>Damaged streams with a CRC made right: both readers give the same verdict.</summary>
    [TestMethod]
    public void DamagedStreamsGetTheSameVerdicts()
    {
        int refused = 0;
        Random random = new(5);
        byte[][] packed = Enumerable.Range(0, 4).Select(seed => BlobPacker.Pack(RawBlob(seed))).ToArray();
        for (int round = 0; round < 400; round++)
        {
            byte[] blob = (byte[])packed[round % packed.Length].Clone();
            (int at, int length) = Stream(blob);
            switch (random.Next(3))
            {
                case 0:
                    blob[at + random.Next(length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    BitConverter.TryWriteBytes(blob.AsSpan(100), 1 + random.Next(length + 8));
                    break;
                default:
                    random.NextBytes(blob.AsSpan(at + random.Next(length), 1));
                    break;
            }

            refused += SameVerdict(Sealed(blob)) == ErrorCode.Packed ? 1 : 0;
        }

        Assert.IsGreaterThan(300, refused);
    }

    [TestMethod]
    public void WeightsMustFollowEachOther()
    {
        byte[] packed = BlobPacker.Pack(RawBlob(0));
        int stages = BitConverter.ToInt32(packed, 80);
        // Weights and params of conv1, of the squeeze behind it and of the next expands: also in pairs, of which one
        // comes first.
        int[] fields =
        [
            stages + 44, stages + 48, stages + 108, stages + 112, stages + 128 + 44, stages + 128 + 48,
            stages + 128 + 76, stages + 128 + 80,
        ];
        foreach (int field in fields)
        {
            foreach (int other in fields)
            {
                byte[] moved = (byte[])packed.Clone();
                Move(moved, field);
                if (other != field)
                {
                    Move(moved, other);
                }

                Assert.AreEqual(ErrorCode.Stage, SameVerdict(Sealed(moved)), $"{field - stages}, {other - stages}");
            }

            // What a record breaks by itself comes before all places.
            byte[] broken = (byte[])packed.Clone();
            Move(broken, field);
            broken[stages + 128 + 32 + 20] = 1;
            Assert.AreEqual(ErrorCode.Stage, SameVerdict(Sealed(broken)));
        }

        byte[] huge = (byte[])packed.Clone();
        BitConverter.TryWriteBytes(huge.AsSpan(40), (16 << 20) + 16);
        Assert.AreEqual(ErrorCode.Header, SameVerdict(Sealed(huge)));
        byte[] unknown = (byte[])packed.Clone();
        unknown[27] = 4 + 1;
        Assert.AreEqual(ErrorCode.Version, SameVerdict(Sealed(unknown)));
    }

    /// <summary>Moves what a field gives the place of by 16 bytes.</summary>
    private static void Move(byte[] blob, int field)
    {
        int now = BitConverter.ToInt32(blob, field);
        BitConverter.TryWriteBytes(blob.AsSpan(field), now >= 16 ? now - 16 : 16);
    }

    [TestMethod]
    public void LabelsArePackedWhereTheyGetSmaller()
    {
        Assert.AreEqual(
            0, BlobPacker.Pack(RawBlob(4))[BlobHeader.EncodingAt] & BlobHeader.PackedLabelsBit, "few and short");
        for (int seed = 0; seed < 12; seed++)
        {
            (byte[] raw, string[] labels) = WithLongLabels(seed);
            byte[] packed = BlobPacker.Pack(raw);
            Assert.AreNotEqual(0, packed[BlobHeader.EncodingAt] & BlobHeader.PackedLabelsBit, $"seed {seed}");
            Assert.IsLessThan(BitConverter.ToInt32(raw, 116), BitConverter.ToInt32(packed, 116));
            CollectionAssert.AreEqual(raw, BlobPacker.Decode(packed), $"seed {seed}");
            foreach (Backend backend in new[] { Backend.Managed, Backend.Vector, Backend.Native })
            {
                using Network network = Network.Open(packed, new NetworkOptions { Backend = backend });
                CollectionAssert.AreEqual(labels, Enumerable.Range(0, labels.Length).Select(network.Label).ToArray());
            }
        }
    }

    /// <summary>
    /// Damaged labels with a CRC made right: both readers give the same verdict, and the same labels.
    /// </summary>
    [TestMethod]
    public void DamagedLabelsGetTheSameVerdicts()
    {
        int refused = 0;
        Random random = new(6);
        byte[][] packed = Enumerable.Range(0, 3).Select(seed => BlobPacker.Pack(WithLongLabels(seed).Blob)).ToArray();
        for (int round = 0; round < 600; round++)
        {
            byte[] blob = (byte[])packed[round % packed.Length].Clone();
            int at = BitConverter.ToInt32(blob, 112);
            int length = BitConverter.ToInt32(blob, 116);
            if (random.Next(4) == 0)
            {
                BitConverter.TryWriteBytes(blob.AsSpan(116), random.Next(1, length));
            }
            else
            {
                random.NextBytes(blob.AsSpan(at + random.Next(random.Next(2) == 0 ? 4 : length), 1));
            }

            ErrorCode verdict = SameVerdict(Sealed(blob));
            refused += verdict == ErrorCode.Labels ? 1 : 0;
            if (verdict == ErrorCode.Ok)
            {
                SameLabels(blob);
            }
        }

        Assert.IsInRange(100, 500, refused);
    }

    [TestMethod]
    public void ParamsArePackedAndTheClassMapWhereItSaysNothing()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            QuantizedNetwork network = InOrder(seed);
            byte[] raw = BlobWriter.Write(network, new BlobMeta());
            byte[] packed = BlobPacker.Pack(raw);
            byte[] smaller = BlobPacker.Pack(BlobWriter.Write(Rounded(network), new BlobMeta()));
            Assert.AreNotEqual(0, packed[BlobHeader.EncodingAt] & BlobHeader.PackedParamsBit, $"seed {seed}");
            Assert.IsLessThan(BitConverter.ToInt32(raw, 92) * 7 / 8, BitConverter.ToInt32(packed, 92));
            Assert.IsLessThan(BitConverter.ToInt32(packed, 92), BitConverter.ToInt32(smaller, 92));
            int groups = BitConverter.ToInt32(raw, 92) / 48;
            Assert.AreEqual(BitConverter.ToInt32(raw, 40) + (48 * groups), BitConverter.ToInt32(packed, 40));
            Assert.AreEqual(0, BitConverter.ToInt32(packed, 108), "a class map");
            CollectionAssert.AreEqual(raw, BlobPacker.Decode(packed), $"seed {seed}");
            foreach (Backend backend in new[] { Backend.Managed, Backend.Vector, Backend.Native })
            {
                SameScores(raw, packed, backend, $"seed {seed}, {backend}");
            }
        }
    }

    [TestMethod]
    public void BiasesThatNoRecordHoldsLeaveAllParamsAsTheyAre()
    {
        QuantizedNetwork network = InOrder(1);
        QuantizedConvolution squeeze = network.Fires[0].Squeeze;
        int[] group = squeeze.Order[..Math.Min(16, squeeze.Order.Length)];
        foreach (bool fits in new[] { true, false })
        {
            // A group without weights: what is left of its biases is all but the output's zero point and half a step.
            const int Shift = 12;
            int offset = PackedParams.Offset(Shift, squeeze.ZeroOut, false);
            int edge = offset < 0 ? SaturationProof.Highest : SaturationProof.Lowest;
            int beyond = offset < 0 ? 1 : -1;
            int[] bias = (int[])squeeze.Bias.Clone();
            int[] shifts = (int[])squeeze.Shifts.Clone();
            sbyte[] weights = (sbyte[])squeeze.Weights.Clone();
            foreach (int o in group)
            {
                Array.Clear(weights, o * squeeze.Taps, squeeze.Taps);
                bias[o] = offset;
                shifts[o] = Shift;
            }

            bias[group[0]] = offset + edge + (fits ? 0 : beyond);
            QuantizedConvolution changed = squeeze with { Bias = bias, Shifts = shifts, Weights = weights };
            QuantizedNetwork odd =
                network with { Fires = [network.Fires[0] with { Squeeze = changed }, .. network.Fires.Skip(1)] };
            byte[] raw = BlobWriter.Write(odd, new BlobMeta());
            byte[] packed = BlobPacker.Pack(raw);
            Assert.AreEqual(fits, (packed[BlobHeader.EncodingAt] & BlobHeader.PackedParamsBit) != 0);
            Assert.AreEqual(WeightsEncoding.Packed, Blob.Open(packed).Header.WeightsEncoding);
            CollectionAssert.AreEqual(raw, BlobPacker.Decode(packed));
            foreach (Backend backend in new[] { Backend.Managed, Backend.Vector, Backend.Native })
            {
                SameScores(raw, packed, backend, $"{fits}, {backend}");
            }
        }
    }

    /// <summary>Damaged params with a CRC made right: both readers give the same verdict.</summary>
    [TestMethod]
    public void DamagedParamsGetTheSameVerdicts()
    {
        int refused = 0;
        int unfit = 0;
        Random random = new(7);
        byte[] packed = BlobPacker.Pack(BlobWriter.Write(InOrder(2), new BlobMeta()));
        for (int round = 0; round < 600; round++)
        {
            byte[] blob = (byte[])packed.Clone();
            int at = BitConverter.ToInt32(blob, 88);
            int length = BitConverter.ToInt32(blob, 92);
            switch (random.Next(8))
            {
                case 0:
                    BitConverter.TryWriteBytes(blob.AsSpan(92), random.Next(1, length + 16));
                    break;
                case 1:
                    // The first record's values become as large as they can.
                    int head = BitConverter.ToUInt16(blob, at);
                    int exponent = Math.Min(15, 20 - (head >> 8));
                    BitConverter.TryWriteBytes(blob.AsSpan(at), (ushort)((head & 0x1F0F) | (exponent << 4)));
                    random.NextBytes(blob.AsSpan(at + 2, 2 * (head >> 8)));
                    break;
                default:
                    random.NextBytes(blob.AsSpan(at + random.Next(length), 1));
                    break;
            }

            ErrorCode verdict = SameVerdict(Sealed(blob));
            refused += verdict == ErrorCode.Ok ? 0 : 1;
            unfit += verdict == ErrorCode.Packed ? 1 : 0;
        }

        Assert.IsInRange(100, 500, refused);
        Assert.IsGreaterThan(5, unfit);
    }

    private static void SameScores(byte[] raw, byte[] packed, Backend backend, string what)
    {
        Frame frame = new(new byte[40 * 30], 40, 30, PixelFormat.Gray8);
        using Network before = Network.Open(raw, new NetworkOptions { Backend = Backend.Managed });
        before.Classify(frame);
        NetworkOptions options = new() { Backend = backend, Checks = OpenChecks.Crc | OpenChecks.Proof };
        using Network after = Network.Open(packed, options);
        after.SelfTest();
        after.Classify(frame);
        CollectionAssert.AreEqual(before.Scores, after.Scores, what);
    }

    /// <summary>A network whose classes are in order.</summary>
    private static QuantizedNetwork InOrder(int seed)
    {
        SqueezeNetModel model = RandomModels.Any(seed);
        QuantizedNetwork network = Quantizer.Quantize(model, RandomModels.Images(model, 2, seed));
        QuantizedConvolution head = network.Conv10;
        int[] order = [.. Enumerable.Range(0, head.Order.Length)];
        int[] shifts = [.. order.Select(o => head.Shifts[o / 16 * 16])];
        return network with { Conv10 = head with { Order = order, Shifts = shifts } };
    }

    private static QuantizedNetwork Rounded(QuantizedNetwork network)
    {
        return network with
        {
            Conv1 = BiasRounding.Round(network.Conv1),
            Fires = [.. network.Fires.Select(f => f with
            {
                Squeeze = BiasRounding.Round(f.Squeeze),
                Expand1x1 = BiasRounding.Round(f.Expand1x1),
                Expand3x3 = BiasRounding.Round(f.Expand3x3),
            })],
            Conv10 = BiasRounding.Round(network.Conv10),
        };
    }

    private static void SameLabels(byte[] blob)
    {
        using Network managed = Network.Open(blob, new NetworkOptions { Backend = Backend.Managed });
        using Network native = Network.Open(blob, new NetworkOptions { Backend = Backend.Native });
        for (int i = 0; i < Blob.Open(blob).Header.Classes; i++)
        {
            string expected = managed.Label(i);
            int end = expected.IndexOf('\0', StringComparison.Ordinal);
            Assert.AreEqual(end < 0 ? expected : expected[..end], native.Label(i).Split('\0')[0]);
        }
    }

    private static (byte[] Blob, string[] Labels) WithLongLabels(int seed)
    {
        string[] parts = ["grey ", "wolf", "Hund", "spaniel", " fox", "Bär", "犬", "-", "African "];
        Random random = new(seed);
        SqueezeNetModel model = RandomModels.Any(seed);
        string[] labels = Enumerable.Range(0, model.Classes)
            .Select(i => i % 7 == 3 ? string.Empty : string.Concat(random.GetItems(parts, 20 + random.Next(10))))
            .ToArray();
        model = model with { Labels = labels };
        return (BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 2, seed)), new BlobMeta()),
            labels);
    }

    /// <summary>The error of both readers, Ok if they accept.</summary>
    private static ErrorCode SameVerdict(byte[] blob)
    {
        ErrorCode code = ErrorCode.Ok;
        long offset = 0;
        try
        {
            Blob.Open(blob);
        }
        catch (BlobException e)
        {
            (code, offset) = (e.Code, e.Offset);
        }

        int handle = NativeEngine.Reserve(blob.Length);
        NativeEngine.Load(handle, blob, blob.Length);
        uint[] native = new uint[1];
        int result = NativeEngine.Open(handle, (int)OpenChecks.Crc, (int)WeightsDecoding.Automatic, native);
        for (native[0] = result > 0 ? (uint)Stream(blob).Offset : native[0]; result > 0;)
        {
            result = NativeEngine.Decode(handle, 1000);
        }

        NativeEngine.Close(handle);
        Assert.AreEqual((int)code, result);
        Assert.AreEqual(offset, result < 0 ? native[0] : 0);
        return code;
    }
}
