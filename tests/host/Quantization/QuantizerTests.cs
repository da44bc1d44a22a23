using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

/// <summary>Random models all the way: quantized, packed, opened with the proof, run by both engines.</summary>
[TestClass]
public sealed class QuantizerTests
{
    [TestMethod]
    public void EnginesGiveTheQuantizersScores()
    {
        int bypasses = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            bypasses += model.Fires.Count(fire => fire.HasBypass);
            QuantizedNetwork quantized = Quantizer.Quantize(model, RandomModels.Images(model, 6, seed));
            byte[] blob = BlobWriter.Write(quantized, new BlobMeta());
            SaturationProof.Require(Blob.Open(blob));
            using Network native = Network.Open(blob, Backend.Native);
            using Network managed = Network.Open(blob, Backend.Managed);
            native.SelfTest();
            foreach (RgbImage image in RandomModels.Images(model, 2, seed + 1000))
            {
                int[] expected = PlainIntegerNetwork.Scores(quantized, Resampler.ToNetwork(image, model.Input));
                CollectionAssert.AreEqual(expected, Scores(managed, image), $"managed, seed {seed}");
                CollectionAssert.AreEqual(expected, Scores(native, image), $"native, seed {seed}");
            }
        }

        Assert.IsGreaterThan(20, bypasses);
    }

    /// <summary>Both ends of a bypass have one scale, one zero point and one order of channels.</summary>
    [TestMethod]
    public void EndsOfABypassAreAlike()
    {
        int bypasses = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            SqueezeNetModel model = RandomModels.WithBypasses(seed);
            QuantizedNetwork network = Quantizer.Quantize(model, RandomModels.Images(model, 2, seed));
            LayerReport before = network.Layers[0];
            int[] order = network.Conv1.Order;
            for (int k = 0; k < network.Fires.Count; k++)
            {
                QuantizedFire fire = network.Fires[k];
                LayerReport layer = network.Layers[(3 * k) + 2];
                int[] own =
                    [.. fire.Expand1x1.Order, .. fire.Expand3x3.Order.Select(c => c + fire.Expand1x1.Order.Length)];
                if (model.Fires[k].HasBypass)
                {
                    Assert.AreEqual(
                        (before.Output!.Scale, before.Output.Zero), (layer.Output!.Scale, layer.Output.Zero),
                        $"seed {seed}");
                    CollectionAssert.AreEqual(order, own, $"seed {seed}");
                    bypasses++;
                }

                (before, order) = (layer, own);
            }
        }

        Assert.IsGreaterThan(20, bypasses);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void LogitsComeCloseToFp32(bool bypasses)
    {
        double signal = 0;
        double noise = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            SqueezeNetModel model = bypasses ? RandomModels.WithBypasses(seed) : RandomModels.Any(seed);
            QuantizedNetwork quantized = Quantizer.Quantize(model, RandomModels.Images(model, 12, seed));
            FloatNetwork reference = new(model);
            double own = 0;
            double off = 0;
            foreach (RgbImage image in RandomModels.Images(model, 4, seed + 1000))
            {
                float[] logits = reference.Run(image);
                int[] scores = PlainIntegerNetwork.Scores(quantized, image);
                own += logits.Sum(l => (double)l * l);
                off += logits.Zip(scores, (l, s) => Math.Pow(l - (s * quantized.ScoreScale), 2)).Sum();
            }

            // Each model counts the same.
            signal += 1;
            noise += own > 0 ? off / own : 0;
        }

        Console.WriteLine($"{10 * Math.Log10(signal / noise):F1} dB");
        Assert.IsGreaterThan(20, 10 * Math.Log10(signal / noise), "dB");
    }

    [TestMethod]
    public void TheNumberOfCoresDoesNotMatter()
    {
        SqueezeNetModel model = RandomModels.Any(7);
        List<RgbImage> images = RandomModels.Images(model, 20, 7);
        byte[] first = BlobWriter.Write(Quantizer.Quantize(model, images), new BlobMeta());
        byte[] second = [];
        Thread busy = new(() => second = BlobWriter.Write(Quantizer.Quantize(model, images), new BlobMeta()));
        busy.Start();
        busy.Join();
        CollectionAssert.AreEqual(first, second);
    }

    /// <summary>
    /// Weights that would saturate the accumulator at full precision are coarsened until the proof holds.
    /// </summary>
    [TestMethod]
    public void WideLayersStayInTwentyBits()
    {
        SqueezeNetModel model = RandomModels.Any(1);
        Convolution squeeze = model.Fires[0].Squeeze;
        float[] weights = squeeze.Weights.Select(_ => 1f).ToArray();
        Fire fire = model.Fires[0] with { Squeeze = squeeze with { Weights = weights } };
        SqueezeNetModel heavy = model with { Fires = [fire, .. model.Fires.Skip(1)] };
        byte[] blob = BlobWriter.Write(Quantizer.Quantize(heavy, RandomModels.Images(heavy, 4, 1)), new BlobMeta());
        SaturationProof.Require(Blob.Open(blob));
    }

    /// <summary>The head's largest weight may have to be far fewer steps than 127, for its biases' sake.</summary>
    [TestMethod]
    [DataRow(0.1, true)]
    [DataRow(10, true)]
    [DataRow(100, true)]
    [DataRow(300, true)]
    [DataRow(1000, true)]
    [DataRow(1e6, false)]
    public void HeadsWithLargeBiasesStayInTwentyBits(double bias, bool possible)
    {
        SqueezeNetModel model = TinyModels.WithPredictions(2);
        Convolution head = model.Conv10 with { Bias = [.. model.Conv10.Bias.Select(_ => (float)bias)] };
        SqueezeNetModel heavy = model with { Conv10 = head };
        List<RgbImage> images = TinyModels.Scenes(heavy, 4, 1);
        if (possible)
        {
            SaturationProof.Require(Blob.Open(BlobWriter.Write(Quantizer.Quantize(heavy, images), new BlobMeta())));
            return;
        }

        QuantizationException e = Assert.ThrowsExactly<QuantizationException>(() => Quantizer.Quantize(heavy, images));
        StringAssert.Contains(e.Message, "conv10");
    }

    [TestMethod]
    public void ADeadLayerIsNamed()
    {
        SqueezeNetModel model = RandomModels.Any(2);
        Convolution squeeze = model.Fires[0].Squeeze;
        Convolution dead = squeeze with
        {
            Weights = new float[squeeze.Weights.Length],
            Bias = new float[squeeze.Bias.Length],
        };
        SqueezeNetModel broken =
            model with { Fires = [model.Fires[0] with { Squeeze = dead }, .. model.Fires.Skip(1)] };
        QuantizationException e = Assert.ThrowsExactly<QuantizationException>(
            () => Quantizer.Quantize(broken, RandomModels.Images(broken, 2, 1)));
        StringAssert.Contains(e.Message, "fire2.squeeze");
    }

    [TestMethod]
    public void NoImagesAreRefused()
    {
        Assert.ThrowsExactly<QuantizationException>(() => Quantizer.Quantize(RandomModels.Any(0), []));
    }

    [TestMethod]
    public void CanBeCancelled()
    {
        SqueezeNetModel model = RandomModels.Any(0);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Quantizer.Quantize(model, RandomModels.Images(model, 2, 0), null, source.Token));
    }

    private static int[] Scores(Network network, RgbImage image)
    {
        network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
        return network.Scores;
    }
}
