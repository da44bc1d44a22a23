using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class HeadBiasTests
{
    [TestMethod]
    public void TheErrorIsTakenOutByWhatIsActive()
    {
        QuantizedConvolution head = Head([0, 1000, -1000], weight: 3);
        QuantizedConvolution corrected = HeadBias.Correct(head, [0.5, -0.25, 0.5], [0.01, 0.01, 0.01], [1, 0.5, 0]);

        // 0.5 is 50 steps; 0.25 is 25, of which half are active; what is hardly ever active counts as 1 in 20.
        CollectionAssert.AreEqual(new[] { -50, 1050, -2000 }, corrected.Bias);
        CollectionAssert.AreEqual(head.Weights, corrected.Weights);
    }

    [TestMethod]
    public void ABiasStaysWhereTheProofWouldFail()
    {
        const int Taps = 16;
        int room = SaturationProof.Highest - (127 * 127 * Taps);
        QuantizedConvolution head = Head([room - 5, room - 5, SaturationProof.Lowest + 5], weight: 127);
        QuantizedConvolution corrected = HeadBias.Correct(head, [-5, -6, 6], [1, 1, 1], [1, 1, 1]);
        CollectionAssert.AreEqual(new[] { room, room - 5, SaturationProof.Lowest + 5 }, corrected.Bias);
    }

    [TestMethod]
    public void OffsetsAreMeansAndNotChance()
    {
        Random random = new(4);
        OutputErrors errors = new(3);
        for (int i = 0; i < 100; i++)
        {
            double noise = random.NextDouble() - 0.5;
            // A steady error, a steady one under noise, and noise alone; each value comes twice, as a mirror image
            // does.
            double[] real = [1, 2, 3];
            double[] integer = [1.25, 2.5 + noise, 3 + (i % 2 == 0 ? 1 : -1)];
            errors.Add(real, integer);
            errors.Add(real, integer);
        }

        double[] offsets = errors.Offsets(2);
        Assert.AreEqual(0.25, offsets[0], 1e-9);
        Assert.AreEqual(0.5, offsets[1], 0.1);
        Assert.AreEqual(0, offsets[2]);
    }

    private static QuantizedConvolution Head(int[] bias, sbyte weight)
    {
        const int Inputs = 16;
        int classes = bias.Length;
        sbyte[] weights = Enumerable.Repeat(weight, classes * Inputs).ToArray();
        Convolution shape = new(
            "conv10", classes, Inputs, new Geometry(1, 1, 1, 0), weights.Select(w => (float)w).ToArray(),
            new float[classes]);
        return new QuantizedConvolution
        {
            Shape = shape,
            Weights = weights,
            Bias = bias,
            Shifts = new int[classes],
            Order = [.. Enumerable.Range(0, classes)],
            ZeroIn = 0,
            ZeroOut = 0,
        };
    }
}
