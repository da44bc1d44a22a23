using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Tests.Host.RateControl;

/// <summary>The search for a price, on curves that need no network.</summary>
[TestClass]
public sealed class PriceStepTests
{
    private const double Slope = -0.42;
    private const double Start = 2e-8;

    /// <summary>
    /// Bits a weight as they are measured: nearly a line over the price's logarithm, bent at both ends.
    /// </summary>
    private static double Bits(double price)
    {
        double x = price > 0 ? Math.Log2(price / 1e-7) : -20;
        return 7.5 / (1 + Math.Exp(0.27 * (x + 4)));
    }

    [TestMethod]
    public void FindsAnyTargetInAFewSteps()
    {
        for (double target = 0.5; target < 6; target += 0.1)
        {
            List<(double Price, double Value)> tried = [(Start, Bits(Start) - target)];
            while (Math.Abs(tried[^1].Value) > 0.01 * target)
            {
                Assert.IsLessThan(6, tried.Count, $"{target} bits");
                double price = PriceStep.Next(tried, Slope);
                tried.Add((price, Bits(price) - target));
            }
        }
    }

    [TestMethod]
    public void StaysWithinWhatIsKnown()
    {
        Random random = new(1);
        for (int round = 0; round < 2000; round++)
        {
            (double Price, double Value)[] tried = Enumerable.Range(0, random.Next(2, 7))
                .Select(_ => (Math.Pow(2, -35 + (22 * random.NextDouble())), random.NextDouble() - 0.5))
                .ToArray();
            double next = PriceStep.Next(tried, Slope);
            if (tried.Any(t => t.Value > 0) && tried.Any(t => t.Value <= 0))
            {
                double left = tried.Where(t => t.Value > 0).Max(t => t.Price);
                double right = tried.Where(t => t.Value <= 0).Min(t => t.Price);
                Assert.IsTrue(next > Math.Min(left, right) && next < Math.Max(left, right), $"round {round}");
            }
            else
            {
                bool up = tried[0].Value > 0;
                (double Price, double Value) near = tried.MinBy(t => Math.Abs(t.Value));
                Assert.IsTrue(up ? next > near.Price : next < near.Price, $"round {round}");
            }
        }
    }

    /// <summary>What cannot be reached ends at the greatest price, and at no price where all is too small.</summary>
    [TestMethod]
    public void EndsAtTheEnds()
    {
        List<(double Price, double Value)> large = [(Start, 5)];
        List<(double Price, double Value)> small = [(Start, -5)];
        for (int step = 0; step < 6; step++)
        {
            large.Add((PriceStep.Next(large, Slope), 4.9));
            small.Add((PriceStep.Next(small, Slope), -4.9));
        }

        Assert.AreEqual(Math.Pow(2, PriceStep.Greatest), large[^1].Price, 1e-12);
        Assert.AreEqual(0, small[^1].Price);
    }

    [TestMethod]
    public void ASlopeIsTakenFromTheNearestPoints()
    {
        (double, double)[] tried = [(1e-9, 3), (1e-8, 0.5), (2e-8, -0.1), (1e-6, -2)];
        Assert.AreEqual(-0.6, PriceStep.Slope(tried, Slope), 1e-9);
        Assert.AreEqual(Slope, PriceStep.Slope([(1e-9, 3)], Slope));
        Assert.AreEqual(Slope / 8, PriceStep.Slope([(1e-9, 1), (2e-9, 1.1)], Slope), 1e-12, "rising, by noise");
    }

    /// <summary>
    /// Two prices that are nearly alike gave sizes in the wrong order: that is no reason to ask for no price.
    /// </summary>
    [TestMethod]
    public void NoiseIsNotTakenForASlope()
    {
        (double, double)[] tried = [(4.93e-8, -0.17), (4.07e-8, -0.04), (3.82e-8, -0.012), (3.72e-8, -0.014)];
        double next = PriceStep.Next(tried, Slope);
        Assert.IsTrue(next is > 3.5e-8 and < 3.72e-8, $"{next}");
        Assert.AreEqual(-0.158 / Math.Log2(4.93 / 3.82), PriceStep.Slope(tried, Slope), 1e-9);
    }
}
