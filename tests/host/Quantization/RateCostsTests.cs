using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

/// <summary>What weights are said to cost, against what the coder makes of them.</summary>
[TestClass]
public sealed class RateCostsTests
{
    [TestMethod]
    [DataRow(0.5, 1)]
    [DataRow(2, 1)]
    [DataRow(2, 3)]
    [DataRow(12, 3)]
    [DataRow(60, 1)]
    public void CostsAreTheCodersBits(double spread, int kernel)
    {
        QuantizedConvolution convolution = Random(7, 256, kernel == 1 ? 384 : 64, kernel, spread);
        RateCosts costs = RateCosts.Of(convolution);
        double bits = 0;
        for (int o = 0; o < convolution.Shape.OutChannels; o++)
        {
            for (int t = 0; t < convolution.Taps; t++)
            {
                bits += costs.Of(o, t)[Math.Abs((int)convolution.Weights[(o * convolution.Taps) + t])];
            }
        }

        double coded = Coded(convolution);
        Console.WriteLine(
            $"{bits / convolution.Weights.Length:F3} of {coded / convolution.Weights.Length:F3} bits a weight");
        Assert.AreEqual(1, bits / coded, 0.01);
    }

    /// <summary>Larger magnitudes are never much cheaper, and all are finite, whatever has been seen.</summary>
    [TestMethod]
    public void EveryMagnitudeHasACost()
    {
        foreach (RateCosts costs in new[]
            { RateCosts.Of(Random(1, 20, 6, 3, 1)), RateCosts.Of(Random(2, 16, 3, 1, 0)), RateCosts.Unknown(16, 9) })
        {
            for (int t = 0; t < 9; t++)
            {
                double[] bits = costs.Of(3, Math.Min(t, 2));
                Assert.HasCount(128, bits);
                Assert.IsTrue(bits.All(b => double.IsFinite(b) && b > 0));
                Assert.IsGreaterThan(bits[0], bits[127]);
            }
        }
    }

    private static double Coded(QuantizedConvolution convolution)
    {
        Convolution shape = convolution.Shape;
        StoredConvolution packed = StoredConvolution.Of(convolution, [.. Enumerable.Range(0, shape.InChannels)]);
        BitEncoder encoder = new();
        new WeightsWalk(packed.Weights).Code(
            encoder, 0, packed.OutChannels / 16, shape.KernelHeight, shape.KernelWidth, packed.InChannels);
        return 8.0 * encoder.Finish().Length;
    }

    /// <summary>Laplace weights, whose spread differs from channel to channel.</summary>
    private static QuantizedConvolution Random(int seed, int outputs, int inputs, int kernel, double spread)
    {
        Random random = new(seed);
        int taps = inputs * kernel * kernel;
        Convolution shape = new("c", outputs, inputs, new Geometry(kernel, kernel, 1, kernel / 2), [], []);
        sbyte[] weights = new sbyte[outputs * taps];
        for (int i = 0; i < weights.Length; i++)
        {
            double own = spread * (0.5 + (i / taps % 4));
            double w = -own * Math.Log(1 - random.NextDouble()) * (random.Next(2) == 0 ? 1 : -1);
            weights[i] = (sbyte)Math.Clamp(Math.Round(w), -127, 127);
        }

        int[] order = [.. Enumerable.Range(0, outputs)];
        return new QuantizedConvolution
        {
            Shape = shape,
            Weights = weights,
            Bias = new int[outputs],
            Shifts = new int[outputs],
            Order = order,
            ZeroIn = 0,
            ZeroOut = 0,
        };
    }
}
