using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Packing;

/// <summary>
/// Packed weights decoded when a network is opened, in steps, or in each run with a window (SPEC 4.4).
/// </summary>
[TestClass]
public sealed class DecodingTests
{
    private static (byte[] Packed, byte[] Raw, RgbImage Image) Make(int seed)
    {
        SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
        byte[] raw = BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 2, seed)), new BlobMeta());
        return (BlobPacker.Pack(raw), raw, RandomModels.Images(model, 1, seed + 1)[0]);
    }

    private static NetworkOptions Options(WeightsDecoding decoding, List<int>? told = null)
    {
        return new NetworkOptions { Decoding = decoding, Progress = told is null ? null : told.Add };
    }

    private static int[] Scores(Network network, RgbImage image)
    {
        network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
        return network.Scores;
    }

    [TestMethod]
    public void ScoresAreTheSameHoweverWeightsAreDecoded()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            (byte[] packed, byte[] raw, RgbImage image) = Make(seed);
            using Network managed = Network.Open(raw, Backend.Managed);
            int[] expected = Scores(managed, image);
            foreach (WeightsDecoding decoding in Enum.GetValues<WeightsDecoding>())
            {
                foreach (bool background in new[] { false, true })
                {
                    NetworkOptions options = Options(decoding);
                    options.Background = background;
                    options.Checks = seed % 3 == 0 ? OpenChecks.Crc | OpenChecks.Proof : OpenChecks.Crc;
                    using Network network = Network.Open(packed, options);
                    Assert.AreEqual(decoding == WeightsDecoding.EachRun, network.DecodesEachRun);
                    CollectionAssert.AreEqual(expected, Scores(network, image), $"seed {seed}, {decoding}");
                    network.SelfTest();
                    CollectionAssert.AreEqual(expected, Scores(network, image), $"seed {seed}, {decoding}");
                }
            }
        }
    }

    [TestMethod]
    public void RawWeightsAreNeverDecoded()
    {
        List<int> told = [];
        using Network network = Network.Open(Make(2).Raw, Options(WeightsDecoding.EachRun, told));
        Assert.IsFalse(network.DecodesEachRun);
        Assert.IsEmpty(told);
    }

    [TestMethod]
    public void ProgressRisesToOneHundred()
    {
        (byte[] packed, _, _) = Make(4);
        int most = 0;
        foreach (Backend backend in Enum.GetValues<Backend>())
        {
            List<int> told = [];
            NetworkOptions options = Options(WeightsDecoding.AtOpen, told);
            options.Backend = backend;
            Network.Open(packed, options).Dispose();
            CollectionAssert.AreEqual(told.Order().Distinct().ToList(), told);
            Assert.AreEqual(100, told[^1]);
            most = int.Max(most, told.Count);
        }

        Assert.IsGreaterThan(0, most);
    }

    /// <summary>A network with so many classes that decoding takes several steps.</summary>
    [TestMethod]
    public void ProgressComesInSteps()
    {
        SqueezeNetModel model = RandomModels.Any(4);
        Random random = new(1);
        float[] weights = Enumerable.Range(0, 4000 * model.Conv10.InChannels)
            .Select(_ => random.NextSingle() - 0.5f).ToArray();
        Convolution wide = model.Conv10 with { OutChannels = 4000, Weights = weights, Bias = new float[4000] };
        model = model with { Conv10 = wide, Labels = [] };
        byte[] raw = BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 1, 1)), new BlobMeta());
        List<int> told = [];
        Network.Open(BlobPacker.Pack(raw), Options(WeightsDecoding.AtOpen, told)).Dispose();
        Assert.IsGreaterThan(2, told.Count, $"{raw.Length} bytes");
        CollectionAssert.AreEqual(told.Order().Distinct().ToList(), told);
        Assert.AreEqual(100, told[^1]);
    }

    [TestMethod]
    public void AnExceptionInProgressEndsTheOpening()
    {
        NetworkOptions options = Options(WeightsDecoding.AtOpen);
        options.Progress = _ => throw new TimeoutException();
        Assert.ThrowsExactly<TimeoutException>(() => Network.Open(Make(4).Packed, options));
    }

    /// <summary>A stream that no encoder wrote: found at open, at the proof, or by the run that decodes it.</summary>
    [TestMethod]
    public void DamagedStreamsAreFound()
    {
        (byte[] packed, _, RgbImage image) = Make(4);
        int at = BitConverter.ToInt32(packed, 96);
        int length = BitConverter.ToInt32(packed, 100);
        packed[at + length - 1] ^= 1;
        BitConverter.TryWriteBytes(packed.AsSpan(12), Blob.ComputeCrc(packed, packed.Length));
        Assert.AreEqual(
            ErrorCode.Packed,
            Assert.ThrowsExactly<BlobException>(() => Network.Open(packed, Options(WeightsDecoding.AtOpen))).Code);
        NetworkOptions proved = Options(WeightsDecoding.EachRun);
        proved.Checks = OpenChecks.Crc | OpenChecks.Proof;
        Assert.AreEqual(
            ErrorCode.Packed, Assert.ThrowsExactly<BlobException>(() => Network.Open(packed, proved)).Code);
        using Network network = Network.Open(packed, Options(WeightsDecoding.EachRun));
        Assert.AreEqual(ErrorCode.Packed, Assert.ThrowsExactly<ModelException>(() => Scores(network, image)).Code);
        Assert.AreEqual(ErrorCode.Packed, Assert.ThrowsExactly<ModelException>(network.SelfTest).Code);
    }
}
