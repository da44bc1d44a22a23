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

/// <summary>Packed blobs in the managed and in the native reader; the bits are checked by tests/native/unpack_test.</summary>
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
        return BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 2, seed)), new BlobMeta().Add("source", "x"));
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
    public void UnpackingGivesTheSameBytes()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            byte[] raw = RawBlob(seed);
            byte[] packed = BlobPacker.Pack(raw);
            Assert.AreEqual(WeightsEncoding.Packed, Blob.Open(packed).Header.WeightsEncoding);
            CollectionAssert.AreEqual(raw, BlobPacker.Unpack(packed), $"seed {seed}");
            Assert.AreSame(packed, BlobPacker.Pack(packed));
            Assert.AreSame(raw, BlobPacker.Unpack(raw));
        }
    }

    [TestMethod]
    public void ScoresProofsAndGoldenVectorsAreTheSame()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            byte[] raw = RawBlob(seed);
            byte[] packed = BlobPacker.Pack(raw);
            foreach (Backend backend in new[] { Backend.Managed, Backend.Native })
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
        CollectionAssert.AreEqual(raw, BlobPacker.Unpack(packed));
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
        foreach (int field in new[] { stages + 44, stages + 108, stages + 128 + 44, stages + 128 + 76 })
        {
            byte[] moved = (byte[])packed.Clone();
            int now = BitConverter.ToInt32(moved, field);
            BitConverter.TryWriteBytes(moved.AsSpan(field), now >= 16 ? now - 16 : 16);
            Assert.AreEqual(ErrorCode.Stage, SameVerdict(Sealed(moved)));
        }

        byte[] huge = (byte[])packed.Clone();
        BitConverter.TryWriteBytes(huge.AsSpan(40), (16 << 20) + 16);
        Assert.AreEqual(ErrorCode.Header, SameVerdict(Sealed(huge)));
        byte[] unknown = (byte[])packed.Clone();
        unknown[27] = 2;
        Assert.AreEqual(ErrorCode.Version, SameVerdict(Sealed(unknown)));
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
            result = NativeEngine.Unpack(handle, 1000);
        }

        NativeEngine.Close(handle);
        Assert.AreEqual((int)code, result);
        Assert.AreEqual(offset, result < 0 ? native[0] : 0);
        return code;
    }
}
