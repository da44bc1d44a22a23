using System;
using System.Numerics;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

[TestClass]
public sealed class McNemarTests
{
    [TestMethod]
    public void IsTheBinomialTest()
    {
        for (int b = 0; b <= 60; b++)
        {
            for (int c = 0; c <= 60; c++)
            {
                Compare(b, c);
            }
        }
    }

    /// <summary>Beyond 1074 images 2^-n is no double any more.</summary>
    [TestMethod]
    [DataRow(560, 540)]
    [DataRow(1800, 2000)]
    [DataRow(0, 1500)]
    [DataRow(1200, 900)]
    public void HoldsForManyImages(int b, int c)
    {
        Compare(b, c);
    }

    /// <summary>By hand: 2 * (1 + 12 + 66) / 2^12, 2 / 2^2, and splits that cannot be more even.</summary>
    [TestMethod]
    [DataRow(2, 10, 158.0 / 4096)]
    [DataRow(0, 2, 0.5)]
    [DataRow(0, 0, 1.0)]
    [DataRow(1, 0, 1.0)]
    [DataRow(7, 7, 1.0)]
    [DataRow(7, 8, 1.0)]
    public void KnownValues(int b, int c, double p)
    {
        Assert.AreEqual(p, new McNemar(b, c).PValue, 1e-12);
        Assert.AreEqual(p, new McNemar(c, b).PValue, 1e-12);
    }

    /// <summary>The sum of the probabilities of all splits that are at least as uneven, in whole numbers.</summary>
    private static void Compare(int b, int c)
    {
        int n = b + c;
        BigInteger count = 0;
        BigInteger ways = 1;
        for (int k = 0; k <= n; k++)
        {
            count += Math.Abs(n - (2 * k)) >= Math.Abs(b - c) ? ways : 0;
            ways = ways * (n - k) / (k + 1);
        }

        double expected = Math.Exp(BigInteger.Log(count) - (n * Math.Log(2)));
        Assert.AreEqual(expected, new McNemar(b, c).PValue, (1e-9 * expected) + 1e-300, $"{b} {c}");
    }
}
