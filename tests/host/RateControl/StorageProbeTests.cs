using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.RateControl;

[TestClass]
public sealed class StorageProbeTests
{
    private const double Headroom = 1.25;

    /// <summary>
    /// What is measured at a limit is what a network in doubles, with its tensor cut there, diverges by.
    /// </summary>
    [TestMethod]
    public void AgreesWithAPlainNetwork()
    {
        List<double> off = [];
        foreach (int seed in new[] { 1, 4, 7 })
        {
            SqueezeNetModel tiny = TinyModels.WithPredictions(seed);
            SqueezeNetModel model = tiny with { Fires = [.. tiny.Fires.Select(f => f with { HasBypass = false })] };
            List<RgbImage> images = TinyModels.Scenes(model, 8, 2);
            (RgbImage, double[])[] plain =
                [.. images.Select(image => (image, Gradients.Softmax(PlainNetwork.Run(model, image))))];
            double[] highest = Highest(model, images);
            StorageNoise[] noise = Measure(model, images);
            for (int tensor = 0; tensor < noise.Length; tensor++)
            {
                double top = highest[tensor];
                double step = top / 255;
                (double rounding, double error) = Plain(model, plain, tensor, v => step * Math.Round(v / step));
                double limit = top * Math.Pow(2, -0.25); // the first that is measured
                (double clipping, _) = Plain(model, plain, tensor, v => Math.Min(v, limit));
                if (clipping < 1e-7 || rounding < 1e-9)
                {
                    continue;
                }

                Histogram none = new();
                none.Add([1f]);
                double scale = Headroom * limit / 255;
                double measured = noise[tensor].MeanSquaredError(none, scale, 255)
                    - none.MeanSquaredError(scale, int.MaxValue);
                double expected = clipping * error / rounding;
                off.Add(Math.Abs(measured - expected) / expected);
                // A value half way between two levels may be rounded either way, and its tensor is small.
                Assert.IsLessThan(0.25, off[^1], $"seed {seed}, tensor {tensor}");
            }
        }

        Assert.IsGreaterThan(4, off.Count);
        Assert.IsLessThan(0.001, off.Order().ElementAt(off.Count / 2));
    }

    [TestMethod]
    public void MeasuresEveryTensorAndAlwaysAlike()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            List<RgbImage> images = RandomModels.Images(model, 1 + (5 * seed), 2);
            StorageNoise[] noise = Measure(model, images);
            StorageNoise[] again = Measure(model, images);
            Assert.HasCount(1 + (2 * model.Fires.Count), noise);
            Histogram values = new();
            values.Add([.. Enumerable.Range(1, 1000).Select(i => i / 100f)]);
            for (int t = 0; t < noise.Length; t++)
            {
                double best = noise[t].BestScale(values, 255);
                Assert.IsTrue(best > 0 && best <= Headroom * values.Max / 255, $"seed {seed}, tensor {t}: {best}");
                Assert.AreEqual(best, again[t].BestScale(values, 255));
            }
        }
    }

    [TestMethod]
    public void CanBeCancelled()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(1);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => StorageProbe.Measure(model, TinyModels.Scenes(model, 4, 1), null, source.Token));
    }

    private static StorageNoise[] Measure(SqueezeNetModel model, List<RgbImage> images)
    {
        return StorageProbe.Measure(model, images, null, CancellationToken.None);
    }

    /// <summary>The highest value of each tensor.</summary>
    private static double[] Highest(SqueezeNetModel model, List<RgbImage> images)
    {
        double[] highest = new double[1 + (2 * model.Fires.Count)];
        foreach (RgbImage image in images)
        {
            int layer = 0;
            PlainNetwork.RunWith(model, image, map =>
            {
                int tensor = TensorOf(layer++);
                if (tensor < highest.Length)
                {
                    highest[tensor] = Math.Max(highest[tensor], map.Cast<double>().Max());
                }
            });
        }

        return highest;
    }

    /// <summary>Mean divergence and squared error if a tensor's values are changed.</summary>
    /// <param name="images">With the probabilities that the network gives each.</param>
    private static (double Divergence, double Error) Plain(
        SqueezeNetModel model, (RgbImage Image, double[] P)[] images, int tensor, Func<double, double> change)
    {
        double divergence = 0;
        double error = 0;
        foreach ((RgbImage image, double[] p) in images)
        {
            int layer = 0;
            double squares = 0;
            int values = 0;
            double[] changed = PlainNetwork.RunWith(model, image, map =>
            {
                if (TensorOf(layer++) != tensor)
                {
                    return;
                }

                for (int i = 0; i < map.Length; i++)
                {
                    int pixels = map.GetLength(1) * map.GetLength(2);
                    (int c, int y, int x) = (i / pixels, i % pixels / map.GetLength(2), i % map.GetLength(2));
                    double to = change(map[c, y, x]);
                    squares += Math.Pow(to - map[c, y, x], 2);
                    map[c, y, x] = to;
                }

                values += map.Length;
            });
            divergence += Fidelity.Between(p, Gradients.Softmax(changed)) / images.Length;
            error += squares / values / images.Length;
        }

        return (divergence, error);
    }

    /// <summary>Convolutions are conv1, then squeeze, expand1x1 and expand3x3 of each module.</summary>
    private static int TensorOf(int layer)
    {
        return layer == 0 ? 0 : (2 * ((layer - 1) / 3)) + ((layer - 1) % 3 == 0 ? 1 : 2);
    }
}
