using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Tuning;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

[TestClass]
public sealed class DropoutTests
{
    private const int Size = 40_000;

    [TestMethod]
    [DataRow(0.125)]
    [DataRow(0.5)]
    [DataRow(0.75)]
    public void TheShareIsLeftOutAndTheSumStays(double rate)
    {
        Dropout dropout = new(Size, rate);
        float[] values = new float[Size];
        float[] ones = [.. Enumerable.Repeat(1f, Size)];
        dropout.Draw(new SeededRandom(1));
        dropout.Run(ones, values);
        Assert.AreEqual(rate, values.Count(v => v == 0) / (double)Size, 0.01);
        Assert.AreEqual(1 / (1 - rate), values.Max(), 1e-6);
        Assert.AreEqual(1, values.Average(), 0.03);
        dropout.Back(ones);
        CollectionAssert.AreEqual(values, ones, "the gradient takes the same way");
    }

    [TestMethod]
    public void EachDrawIsAnother()
    {
        Dropout dropout = new(Size, 0.5);
        float[] ones = [.. Enumerable.Repeat(1f, Size)];
        float[][] draws = [new float[Size], new float[Size]];
        for (int i = 0; i < 2; i++)
        {
            dropout.Draw(new SeededRandom(1, (ulong)i));
            dropout.Run(ones, draws[i]);
        }

        double both = draws[0].Zip(draws[1], (a, b) => a > 0 && b > 0 ? 1.0 : 0).Average();
        Assert.AreEqual(0.25, both, 0.01);
    }
}
