using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class HistogramTests
{
    [TestMethod]
    public void MergingInAnyOrderIsCountingAtOnce()
    {
        Prop.ForAll<float[], float[]>((a, b) =>
        {
            float[] first = Clean(a);
            float[] second = Clean(b);
            Histogram together = Count([.. first, .. second]);
            Histogram forward = Count(first);
            forward.Merge(Count(second));
            Histogram backward = Count(second);
            backward.Merge(Count(first));
            return Same(together, forward) && Same(together, backward);
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void ErrorIsThatOfRounding()
    {
        Random random = new(1);
        float[] values = Enumerable.Range(0, 5000).Select(_ => (float)Math.Max(0, random.NextDouble() * 8)).ToArray();
        foreach (double scale in new[] { 0.01, 0.03, 0.1 })
        {
            double exact = values.Average(v => Math.Pow(v - (scale * Math.Min(255, Math.Round(v / scale))), 2));
            Assert.AreEqual(exact, Count(values).MeanSquaredError(scale, 255), 0.03 * exact);
        }
    }

    private static Histogram Count(float[] values)
    {
        Histogram histogram = new();
        histogram.Add(values);
        return histogram;
    }

    private static bool Same(Histogram a, Histogram b)
    {
        return a.Count == b.Count && a.Max == b.Max
            && Math.Abs(a.Power - b.Power) <= 1e-9 * a.Power
            && (a.Count == 0 || a.MeanSquaredError(0.1, 127).Equals(b.MeanSquaredError(0.1, 127)));
    }

    private static float[] Clean(float[] values)
    {
        return values.Where(float.IsFinite).Select(v => Math.Abs(v) % 1000).ToArray();
    }
}
