using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Quantization.Rate;

namespace SqueezeNet.Embedded.Tests.Host.Quantization.Rate;

[TestClass]
public sealed class BiasMantissasTests
{
    [TestMethod]
    public void BiasesMoveByHalfAStepOfTheirGroupAtMost()
    {
        Random random = new(1);
        int packed = 0;
        for (int round = 0; round < 200; round++)
        {
            int channels = random.Next(1, 40);
            int reach = 1 << random.Next(1, 20);
            int[] bias = [.. Enumerable.Range(0, channels).Select(_ => random.Next(-reach, reach))];
            int[] order = [.. Enumerable.Range(0, channels).OrderBy(_ => random.Next())];
            QuantizedConvolution before = Make(bias, order, weight: 0);
            int[] after = BiasMantissas.Round(before).Bias;
            foreach (int[] group in order.Chunk(16))
            {
                int[] own = [.. group.Select(o => bias[o]), .. new int[16 - group.Length]];
                int step = 1 << GroupParams.Exponent(own);
                Assert.IsTrue(group.All(o => after[o] % step == 0 && 2 * Math.Abs(after[o] - bias[o]) <= 2 * step));
                int far = group.Count(o => 2 * Math.Abs(after[o] - bias[o]) > step);
                Assert.IsTrue(far <= group.Count(o => bias[o] > (step << 14) - step), "only the largest has no neighbour above");
                int[] rounded = [.. group.Select(o => after[o]), .. new int[16 - group.Length]];
                Assert.IsTrue(GroupParams.TryWritePacked(new byte[32], rounded, 3));
                packed += step > 1 ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(50, packed);
    }

    [TestMethod]
    public void OnlySafeBiasesAreChosen()
    {
        const int Weight = 127;
        int highest = SaturationProof.Highest - (127 * Weight * Taps);
        int lowest = SaturationProof.Lowest;
        int[] bias = [highest, highest - 1, lowest, lowest + 15];
        int[] after = BiasMantissas.Round(Make(bias, [0, 1, 2, 3], Weight)).Bias;
        int step = 1 << GroupParams.Exponent([.. bias, .. new int[12]]);
        Assert.AreEqual(32, step);
        CollectionAssert.AreEqual(new[] { highest / step * step, (highest - 1) / step * step, lowest, lowest }, after);
    }

    private const int Taps = 8;

    private static QuantizedConvolution Make(int[] bias, int[] order, sbyte weight)
    {
        sbyte[] weights = [.. Enumerable.Repeat(weight, bias.Length * Taps)];
        Convolution shape = new("c", bias.Length, Taps, 1, 1, 1, 0, [.. weights.Select(w => (float)w)], new float[bias.Length]);
        return new QuantizedConvolution(shape, weights, bias, new int[bias.Length], order, 0, 0);
    }
}
