using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class WeightRoundingTests
{
    [TestMethod]
    public void BeatsRoundingToNearestOnItsObjective()
    {
        int better = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            InputMoments moments = Moments(seed, 5, 3);
            float[] weights = Weights(seed, moments.Taps);
            double scale = weights.Max(Math.Abs) / 20;
            int[] nearest = weights.Select(w => (int)Math.Round(w / scale)).ToArray();
            int[] rounded = new WeightRounding(moments, 1).Round(weights, scale);
            double own = Objective(moments, weights, rounded, scale);
            double plain = Objective(moments, weights, nearest, scale);
            Assert.IsLessThan(1.001 * plain, own, $"seed {seed}");
            better += own < 0.7 * plain ? 1 : 0;
        }

        Assert.IsGreaterThan(30, better);
    }

    /// <summary>Where integer and fp32 network see the same, the best real weights are the layer's own.</summary>
    [TestMethod]
    public void ErrorIsThatOfTheOutput()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            InputMoments moments = Moments(seed, 5, 3);
            float[] weights = Weights(seed, moments.Taps);
            double scale = weights.Max(Math.Abs) / 20;
            int[] nearest = weights.Select(w => (int)Math.Round(w / scale)).ToArray();
            double expected = Objective(moments, weights, nearest, scale) / (scale * scale);
            Assert.AreEqual(expected, new WeightRounding(moments, 1).Error(weights, scale, nearest), 0.01 * expected);
        }
    }

    [TestMethod]
    public void StaysWithinABytesRange()
    {
        InputMoments moments = Moments(1, 4, 1);
        int[] rounded = new WeightRounding(moments, 1).Round([1000f, -1000f, 3f, 0f], 1);
        Assert.IsTrue(rounded.All(q => q is >= -127 and <= 127), string.Join(' ', rounded));
        Assert.IsGreaterThan(100, rounded[0]);
        Assert.IsLessThan(-100, rounded[1]);
    }

    /// <summary>Inputs that hang together, as neighbouring pixels do.</summary>
    private static InputMoments Moments(int seed, int channels, int kernel)
    {
        Random random = new(seed);
        Convolution shape = new("c", 1, channels, new Geometry(kernel, kernel, 1, kernel / 2), [], []);
        float[] zeros = new float[channels];
        InputMoments moments = new(new Layer(shape, new float[channels * kernel * kernel], [0], zeros), zeros, zeros);
        for (int i = 0; i < 6; i++)
        {
            Plane plane = new(channels, 12, 12);
            for (int c = 0; c < channels; c++)
            {
                int level = random.Next(200);
                for (int p = 0; p < plane.Pixels; p++)
                {
                    plane.Channel(c)[p] = Math.Clamp(level + random.Next(-30, 31), 0, 255);
                }
            }

            moments.Add(plane, plane, i);
        }

        moments.Finish();
        return moments;
    }

    private static float[] Weights(int seed, int taps)
    {
        Random random = new(seed + 1);
        return Enumerable.Range(0, taps).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
    }

    private static double Objective(InputMoments moments, float[] weights, int[] rounded, double scale)
    {
        double sum = 0;
        for (int i = 0; i < moments.Taps; i++)
        {
            for (int j = 0; j < moments.Taps; j++)
            {
                sum += (weights[i] - (scale * rounded[i])) * moments.Covariance[(i * moments.Taps) + j]
                    * (weights[j] - (scale * rounded[j]));
            }
        }

        return sum;
    }
}
