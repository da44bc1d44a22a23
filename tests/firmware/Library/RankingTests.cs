using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class RankingTests
{
    [TestMethod]
    public void EqualScoresAreOrderedByIndex()
    {
        CollectionAssert.AreEqual(new[] { 1, 3, 0, 2, 4 }, Ranking.Top([5, 9, 5, 9, -1], 5));
        CollectionAssert.AreEqual(new[] { 1, 3, 0 }, Ranking.Top([5, 9, 5, 9, -1], 3));
        Assert.AreEqual(1, Ranking.Best([5, 9, 5, 9, -1]));
    }

    [TestMethod]
    public void TopAgreesWithSorting()
    {
        Random random = new(4);
        for (int n = 1; n < 60; n++)
        {
            int[] scores = [.. Enumerable.Range(0, n).Select(_ => random.Next(-8, 8))];
            int[] sorted = [.. Enumerable.Range(0, n).OrderByDescending(i => scores[i]).ThenBy(i => i)];
            for (int k = 0; k <= n; k++)
            {
                CollectionAssert.AreEqual(sorted[..k], Ranking.Top(scores, k));
            }
        }
    }

    [TestMethod]
    [DataRow(-3, 0)]
    [DataRow(0, 0)]
    [DataRow(7, 2)]
    public void CountIsLimited(int k, int expected)
    {
        Assert.HasCount(expected, Ranking.Top([1, 2], k));
    }

    [TestMethod]
    public void ExtremeScoresAreOrdered()
    {
        CollectionAssert.AreEqual(new[] { 1, 2, 0 }, Ranking.Top([int.MinValue, int.MaxValue, 0], 3));
    }

    [TestMethod]
    [DataRow(0.01f)]
    [DataRow(1e-6f)]
    [DataRow(1f)]
    public void SoftmaxIsThatOfTheDefinition(float scale)
    {
        int[] scores = [100, 250, -40, 250, 0, int.MinValue];
        double[] powers = [.. scores.Select(score => Math.Exp(((double)score - 250) * scale))];
        float[] probabilities = Ranking.Softmax(scores, scale);
        for (int i = 0; i < scores.Length; i++)
        {
            double expected = powers[i] / powers.Sum();
            Assert.AreEqual(expected, probabilities[i], (1e-6 * expected) + 1e-38);
        }
    }

    [TestMethod]
    [DataRow(float.MaxValue)]
    [DataRow(float.Epsilon)]
    public void SoftmaxOfAnyScaleIsFinite(float scale)
    {
        float[] probabilities = Ranking.Softmax([int.MinValue, int.MaxValue, 3], scale);
        Assert.AreEqual(1.0, probabilities.Sum(), 1e-5);
    }

    [TestMethod]
    public void ExponentialIsAccurate()
    {
        for (double x = 0; x > -700; x -= 0.37)
        {
            Assert.AreEqual(1.0, Ranking.Exponential(x) / Math.Exp(x), 1e-10, $"e^{x}");
        }

        Assert.AreEqual(0, Ranking.Exponential(double.NegativeInfinity));
    }
}
