using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class StorageNoiseTests
{
    private const double Headroom = 1.25;
    private const double PerError = 2;

    /// <summary>Clipping at a limit diverges by (1 / limit)^8 nats.</summary>
    private static StorageNoise Eighth(double factor, params double[] limits)
    {
        return new StorageNoise(PerError, [.. limits.Select(l => (l, factor * Math.Pow(l, -8)))]);
    }

    [TestMethod]
    public void APowerLawIsFollowedWithinAndBeyondWhatWasMeasured()
    {
        Histogram uniform = Uniform();
        StorageNoise noise = Eighth(1e-6, 0.8, 0.7, 0.5);
        foreach (double limit in new[] { 0.3, 0.5, 0.6, 0.7, 0.77, 0.8, 1.3 })
        {
            double scale = Headroom * limit / 255;
            double rounding = uniform.MeanSquaredError(scale, int.MaxValue);
            double expected = rounding + (1e-6 * Math.Pow(limit, -8) / PerError);
            Assert.AreEqual(expected, noise.MeanSquaredError(uniform, scale, 255), 1e-9 * expected, $"limit {limit}");
        }
    }

    [TestMethod]
    public void ClippingThatHarmsMoreMakesTheScaleGreater()
    {
        Histogram uniform = Uniform();
        double before = 0;
        foreach (double factor in new[] { 1e-12, 1e-10, 1e-8, 1e-6 })
        {
            double scale = Eighth(factor, 0.8, 0.5).BestScale(uniform, 255);
            Assert.IsGreaterThan(before, scale);
            before = scale;
        }

        Assert.IsLessThanOrEqualTo(Headroom * uniform.Max / 255, before, "none is above the range and its headroom");
    }

    /// <summary>Divergences of tensors with one scale add up.</summary>
    [TestMethod]
    public void TensorsAreJoined()
    {
        Histogram uniform = Uniform();
        StorageNoise once = Eighth(1e-7, 0.8, 0.5);
        StorageNoise twice = StorageNoise.Join([once, once]);
        StorageNoise other = StorageNoise.Join([once, Eighth(3e-7, 0.9, 0.6)]);
        const double Scale = 0.6 / 255;
        double rounding = uniform.MeanSquaredError(Scale, int.MaxValue);
        double clipping = once.MeanSquaredError(uniform, Scale, 255) - rounding;
        Assert.AreEqual(clipping, twice.MeanSquaredError(uniform, Scale, 255) - rounding, 1e-9 * clipping);
        Assert.AreEqual(2 * clipping, other.MeanSquaredError(uniform, Scale, 255) - rounding, 1e-9 * clipping);
        Assert.AreEqual(
            once.MeanSquaredError(uniform, Scale, 255),
            StorageNoise.Join([once, StorageNoise.None]).MeanSquaredError(uniform, Scale, 255));
    }

    /// <summary>
    /// Squared errors must do where nothing was measured: few values far above the others are clipped.
    /// </summary>
    [TestMethod]
    public void WhatWasNotMeasuredClipsOutliers()
    {
        Random random = new(2);
        Histogram histogram = new();
        histogram.Add([.. Enumerable.Range(0, 200_000).Select(_ => random.NextSingle()), 3f]);
        foreach (StorageNoise noise in new[]
            { StorageNoise.None, new StorageNoise(1, []), new StorageNoise(0, [(1, 1)]) })
        {
            double scale = noise.BestScale(histogram, 127);
            Assert.IsTrue(scale * 127 is > 0.9 and < 2, $"range {scale * 127}");
            Assert.AreEqual(histogram.MeanSquaredError(scale, 127), noise.MeanSquaredError(histogram, scale, 127));
        }
    }

    private static Histogram Uniform()
    {
        Random random = new(1);
        Histogram histogram = new();
        histogram.Add([.. Enumerable.Range(0, 50_000).Select(_ => random.NextSingle())]);
        return histogram;
    }
}
