using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

[TestClass]
public sealed class IntervalTests
{
    /// <summary>At both ends the share that was found is 1.96 standard errors of that end away.</summary>
    [TestMethod]
    public void EndsSolveWilsonsEquation()
    {
        foreach (int n in new[] { 1, 2, 7, 63, 200, 4200, 50000 })
        {
            foreach (int hits in new[] { 0, 1, n / 3, n - 1, n })
            {
                Interval interval = Interval.Wilson(hits, n);
                Assert.IsTrue(interval.Low <= 100.0 * hits / n && 100.0 * hits / n <= interval.High, $"{hits}/{n}");
                foreach (double p in new[] { interval.Low / 100, interval.High / 100 })
                {
                    double off = Math.Abs(((double)hits / n) - p);
                    Assert.AreEqual(1.959963984540054 * Math.Sqrt(p * (1 - p) / n), off, 1e-9, $"{hits}/{n}");
                }
            }
        }
    }

    [TestMethod]
    public void EndsStayWithinAllAndNone()
    {
        Assert.AreEqual(0.0, Interval.Wilson(0, 21).Low, 1e-12);
        Assert.AreEqual(100.0, Interval.Wilson(21, 21).High, 1e-12);
        Assert.IsGreaterThan(Interval.Wilson(500, 1000).Low, Interval.Wilson(5000, 10000).Low);
    }
}
