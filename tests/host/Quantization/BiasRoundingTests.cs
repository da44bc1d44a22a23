using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class BiasRoundingTests
{
    private const int Taps = 8;

    [TestMethod]
    public void BiasesMoveByHalfASixteenthOfAnOutputStepAtMost()
    {
        Random random = new(1);
        int moved = 0;
        for (int round = 0; round < 200; round++)
        {
            int channels = random.Next(1, 40);
            int[] bias = [.. Enumerable.Range(0, channels).Select(_ => random.Next(-100_000, 100_000))];
            sbyte[] weights = [.. Enumerable.Range(0, channels * Taps).Select(_ => (sbyte)random.Next(-127, 128))];
            int shift = random.Next(13);
            int zeroIn = random.Next(2) * -128;
            QuantizedConvolution before = Make(bias, weights, shift, zeroIn);
            int[] after = BiasRounding.Round(before).Bias;
            int step = Math.Max(1, (1 << shift) / 16);
            for (int o = 0; o < channels; o++)
            {
                int rest = after[o] + (zeroIn * weights.Skip(o * Taps).Take(Taps).Sum(w => w));
                Assert.AreEqual(0, rest % step);
                Assert.IsLessThanOrEqualTo(step, 2 * Math.Abs(after[o] - bias[o]));
                moved += after[o] != bias[o] ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(1000, moved);
    }

    [TestMethod]
    public void OnlySafeBiasesAreChosen()
    {
        // 127 times the weights, and all sums that are not negative, leave room up to here.
        int highest = SaturationProof.Highest - (127 * 127 * Taps);
        int lowest = SaturationProof.Lowest;
        int[] bias = [highest, highest - 1, lowest, lowest + 127];
        sbyte[] weights = [.. Enumerable.Repeat((sbyte)127, bias.Length * Taps)];
        int[] after = BiasRounding.Round(Make(bias, weights, 12, 0)).Bias;
        Assert.AreNotEqual(0, (highest + 1) % 256);
        int below = highest / 256 * 256;
        CollectionAssert.AreEqual(new[] { below, below, lowest, lowest }, after);
    }

    [TestMethod]
    public void ABiasThatHasNoSafeNeighbourStays()
    {
        // Positive weights of 4129 and negative ones of 4127 leave -159..-96, which no multiple of 256 lies in.
        sbyte[] weights =
        [
            .. Enumerable.Repeat((sbyte)127, 32), 65, .. Enumerable.Repeat((sbyte)-127, 32), -63,
        ];
        foreach (int bias in new[] { -159, -100, -96 })
        {
            QuantizedConvolution tight = Make([bias], weights, 12, 0);
            Assert.IsTrue(tight.IsSafe(0, bias));
            Assert.AreEqual(bias, BiasRounding.Round(tight).Bias[0]);
        }

        Assert.IsFalse(Make([0], weights, 12, 0).IsSafe(0, -95) || Make([0], weights, 12, 0).IsSafe(0, -160));
    }

    private static QuantizedConvolution Make(int[] bias, sbyte[] weights, int shift, int zeroIn)
    {
        int taps = weights.Length / bias.Length;
        Convolution shape = new(
            "c", bias.Length, taps, new Geometry(1, 1, 1, 0), [.. weights.Select(w => (float)w)],
            new float[bias.Length]);
        int[] order = [.. Enumerable.Range(0, bias.Length)];
        return new QuantizedConvolution
        {
            Shape = shape,
            Weights = weights,
            Bias = bias,
            Shifts = [.. order.Select(_ => shift)],
            Order = order,
            ZeroIn = zeroIn,
            ZeroOut = 0,
        };
    }
}
