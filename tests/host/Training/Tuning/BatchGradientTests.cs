using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Tuning;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

[TestClass]
public sealed class BatchGradientTests
{
    private static readonly MapShape shape = new(5, 4, 3);
    private static readonly int[] batch = [0, 3, 2, 4, 1, 5, 4, 0, 1, 3, 2];

    [TestMethod]
    public void ItIsTheMeanOfItsViews()
    {
        TuningOptions options = new() { Dropout = 0, Smoothing = 0 };
        (double loss, double[] gradient) = Run(options, batch);
        double expectedLoss = 0;
        double[] expected = new double[gradient.Length];
        foreach (int view in batch)
        {
            (double one, double[] part) = Run(options, [view]);
            expectedLoss += one;
            expected = [.. expected.Zip(part, (sum, g) => sum + (g / batch.Length))];
        }

        Assert.AreEqual(expectedLoss, loss, 1e-9);
        AssertAlike(expected, gradient);
    }

    [TestMethod]
    public void AClassThatCountsDoublePullsTwice()
    {
        TuningOptions plain = new() { Dropout = 0, Smoothing = 0 };
        (double loss, double[] gradient) = Run(plain, [2]);
        (double twice, double[] doubled) = Run(plain with { ClassWeights = [1, 1, 2] }, [2]);
        Assert.AreEqual(2 * loss, twice, 1e-9);
        AssertAlike([.. gradient.Select(g => 2 * g)], doubled);
    }

    private static (double Loss, double[] Gradient) Run(TuningOptions options, int[] views)
    {
        SeededRandom random = new(8);
        List<Fire> fires = Tails.PoolThenBypass(random, shape.Channels, null);
        Head head = Tails.HeadOn(random, 3, 23);
        float[][][] maps = [.. Enumerable.Range(0, 6).Select(_ => new[] { Tails.Values(random, shape.Values, 0, 1) })];
        BatchGradient gradient = new(
            new TrainedNetwork(fires, shape, head),
            new MapsInMemory(shape, maps),
            new SampleTable(3, [0, 1, 2, 0, 1, 2], [0, 1, 2, 3, 4, 5]),
            options);
        (double loss, float[] sums) = gradient.Run(views, 1);
        return (loss, [.. sums.Select(g => (double)g)]);
    }

    private static void AssertAlike(double[] expected, double[] gradient)
    {
        double scale = expected.Max(System.Math.Abs);
        Assert.IsGreaterThan(0, scale);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], gradient[i], 1e-5 * scale, $"parameter {i}");
        }
    }
}
