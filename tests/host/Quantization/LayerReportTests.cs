using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

/// <summary>
/// What the quantizer says of its layers, against both networks run anew, layer by layer, in double precision.
/// </summary>
[TestClass]
public sealed class LayerReportTests
{
    [TestMethod]
    public void FiguresAreThoseOfTheNetworks()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            SqueezeNetModel model = RandomModels.Any(seed);
            List<RgbImage> images = RandomModels.Images(model, 4, seed);
            QuantizedNetwork quantized = Quantizer.Quantize(model, images);
            List<RgbImage> seen = [.. images, .. images.Select(i => i.Mirror())];
            double[][][] real = seen.Select(i => PlainNetwork.Layers(quantized.Model, i)).ToArray();
            Plane[][] integers = seen.Select(i => PlainIntegerNetwork.Layers(quantized, i)).ToArray();
            Assert.HasCount(2 + (3 * model.Fires.Count), quantized.Layers);
            for (int k = 0; k < quantized.Layers.Count - 1; k++)
            {
                LayerReport layer = quantized.Layers[k];
                double[][] x = real.Select(r => r[k]).ToArray();
                double[][] u = integers.Select(p => p[k].Values.Select(v => v * layer.Output!.Scale).ToArray())
                    .ToArray();
                CompareOutput($"seed {seed}, {layer.Name}", layer, x, u);
            }
        }
    }

    [TestMethod]
    public void WeightsAndGroupsAreThoseOfTheNetwork()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            SqueezeNetModel model = RandomModels.Any(seed);
            QuantizedNetwork quantized = Quantizer.Quantize(model, RandomModels.Images(model, 4, seed));
            QuantizedConvolution[] all =
            [
                quantized.Conv1,
                .. quantized.Fires.SelectMany(f => new[] { f.Squeeze, f.Expand1x1, f.Expand3x3 }),
                quantized.Conv10,
            ];
            for (int k = 0; k < all.Length; k++)
            {
                LayerReport layer = quantized.Layers[k];
                Assert.AreEqual(all[k].Weights.Length, layer.Weights.Counts.Sum());
                Assert.AreEqual(all[k].Weights.Count(w => Math.Abs((int)w) == 127), layer.Weights.Extremes);
                Assert.AreEqual(all[k].Weights.Count(w => w is >= -2 and <= 2), layer.Weights.Counts[25]);
                Assert.HasCount((layer.Channels + 15) / 16, layer.Groups);
                for (int i = 0; i < layer.Channels; i++)
                {
                    Assert.AreEqual(all[k].Shifts[all[k].Order[i]], layer.Groups[i / 16].Shift);
                }

                Assert.AreEqual(k == all.Length - 1, layer.Output is null);
                Assert.IsTrue(layer.Output is null || layer.Output.Zero == all[k].ZeroOut);
            }
        }
    }

    /// <summary>
    /// Equal weights make the longest sums: at full precision they pass 20 bits with 64 inputs, not with 8.
    /// </summary>
    [TestMethod]
    public void TheProofLimitsLongSumsOnly()
    {
        LayerReport heavy = Report(512);
        Assert.AreEqual(heavy.Groups.Count, heavy.LimitedGroups);
        Assert.IsTrue(heavy.Groups.All(g => g.Shift < g.Unlimited));
        LayerReport light = Report(8);
        Assert.AreEqual(0, light.LimitedGroups);
        Assert.IsTrue(light.Groups.All(g => g.Shift == g.Unlimited));
    }

    /// <summary>The squeeze layer of a network whose expand layers have as many channels as asked for.</summary>
    private static LayerReport Report(int inputs)
    {
        Random random = new(3);
        Convolution Make(string name, int outputs, int width, int kernel, Func<float> weight)
        {
            float[] weights = Enumerable.Range(0, outputs * width * kernel * kernel).Select(_ => weight()).ToArray();
            return new Convolution(
                name, outputs, width, new Geometry(kernel, kernel, 1, kernel / 2), weights, new float[outputs]);
        }

        float Positive()
        {
            return 0.1f + random.NextSingle();
        }

        Convolution conv1 = Make("conv1", inputs, 3, 1, Positive);
        Fire fire = new(
            "fire2",
            Make("squeeze", 16, inputs, 1, () => 0.9f + (0.2f * random.NextSingle())),
            Make("expand1x1", 16, 16, 1, Positive),
            Make("expand3x3", 16, 16, 3, Positive),
            null);
        InputSpec input = new(12, 12, 12, [0, 0, 0], [1, 1, 1]);
        SqueezeNetModel model = new()
        {
            Name = "sums",
            Source = new ModelSource("x", "onnx", string.Empty),
            Input = input,
            Conv1 = conv1,
            Pool1 = null,
            Fires = [fire],
            Conv10 = Make("conv10", 4, 32, 1, Positive),
            Labels = [],
        };
        return Quantizer.Quantize(model, RandomModels.Images(model, 4, 1)).Layers[1];
    }

    private static void CompareOutput(string at, LayerReport layer, double[][] x, double[][] u)
    {
        double signal = x.Sum(image => image.Sum(v => v * v));
        double noise = x.Zip(u, (a, b) => a.Zip(b, (v, w) => (v - w) * (v - w)).Sum()).Sum();
        // The fp32 values are held to 11 bits.
        Assert.AreEqual(10 * Math.Log10(signal / noise), layer.Sqnr!.Value, 0.3, at);
        int pixels = x[0].Length / layer.Channels;
        double bias = Enumerable.Range(0, layer.Channels).Average(c => Math.Abs(
            x.Zip(u, (a, b) => Sum(b, c, pixels) - Sum(a, c, pixels)).Sum() / (x.Length * pixels)));
        double square = Math.Sqrt(signal / (x.Length * x[0].Length));
        Assert.AreEqual(bias / square, layer.BiasError, 3e-4, at);
        // Where the fp32 network's sums round differently, a value next to 0 may be one or the other.
        int dead = Enumerable.Range(0, layer.Channels).Count(c => x.All(image => Sum(image, c, pixels) < 1e-9));
        Assert.AreEqual(dead, layer.DeadChannels, at);
        RangeReport output = layer.Output!;
        Assert.AreEqual(x.Max(image => image.Max()), output.Max, output.Max / 1000, at);
        double stored = x.Sum(image => image.Sum(v => Math.Pow(
            v - (output.Scale * Math.Min(127 - output.Zero, Math.Round(v / output.Scale))), 2)));
        Assert.AreEqual(10 * Math.Log10(signal / stored), layer.OutputSqnr!.Value, 0.5, at);
        Assert.AreEqual(
            100.0 * x.Sum(image => image.Count(v => v <= output.Limit)) / (x.Length * x[0].Length), output.Percentile,
            0.1, at);
    }

    private static double Sum(double[] values, int channel, int pixels)
    {
        return values.AsSpan(channel * pixels, pixels).ToArray().Sum();
    }
}
