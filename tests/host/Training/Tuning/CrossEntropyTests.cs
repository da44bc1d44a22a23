using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training.Tuning;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

[TestClass]
public sealed class CrossEntropyTests
{
    [TestMethod]
    [DataRow(new[] { 0.0, 0, 1, 0 })]
    [DataRow(new[] { 0.25, 0.25, 0.25, 0.25 })]
    [DataRow(new[] { 0.0, 0.3, 0, 0.7 })]
    public void TheGradientIsTheLosssDifference(double[] wanted)
    {
        const double Step = 1e-6;
        double[] scores = [0.3, 4.2, -1.5, 2];
        double[] gradient = CrossEntropy.Of(scores, wanted).Gradient;
        for (int c = 0; c < scores.Length; c++)
        {
            double[] up = [.. scores.Select((s, i) => i == c ? s + Step : s)];
            double[] down = [.. scores.Select((s, i) => i == c ? s - Step : s)];
            double expected = CrossEntropy.Of(up, wanted).Loss - CrossEntropy.Of(down, wanted).Loss;
            Assert.AreEqual(expected / (2 * Step), gradient[c], 1e-8, $"class {c}");
        }
    }

    [TestMethod]
    public void TheLossIsMinusTheLogarithmOfTheTruthsProbability()
    {
        double[] scores = [1, 2, 900];
        Assert.AreEqual(899, CrossEntropy.Of(scores, 0).Loss - 0, 1e-9);
        Assert.AreEqual(Math.Log(1 + Math.Exp(1)), CrossEntropy.Of([1, 2], 0).Loss, 1e-12);
    }
}
