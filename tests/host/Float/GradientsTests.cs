using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Float;

/// <summary>Gradients against differences of a network in doubles, whose tensors are changed value by value.</summary>
[TestClass]
public sealed class GradientsTests
{
    private const double Step = 1e-5;
    private const int Seeds = 3;

    [TestMethod]
    [DataRow(1, 3, 0)]
    [DataRow(2, 6, 0)]
    [DataRow(3, 4, 1)]
    [DataRow(4, 2, 0)]
    public void EveryConvolutionsGradients(int seed, int classes, int headPad)
    {
        SqueezeNetModel model = TinyModels.Make(seed, classes, headPad);
        RgbImage image = RandomModels.Images(model, 1, seed)[0];
        double[][] measured = new Gradients(model).Measure(image);
        double[][] expected = Differences(model, image);
        Assert.HasCount(expected.Length, measured);
        int alive = 0;
        for (int k = 0; k < expected.Length; k++)
        {
            double scale = expected[k].Max();
            Assert.HasCount(expected[k].Length, measured[k]);
            for (int o = 0; o < expected[k].Length; o++)
            {
                Assert.AreEqual(
                    expected[k][o], measured[k][o], (1e-3 * expected[k][o]) + (1e-5 * scale),
                    $"convolution {k}, channel {o}");
            }

            alive += scale > 0 ? 1 : 0;
        }

        Assert.AreEqual(expected.Length, alive, "a network without gradients tests nothing");
    }

    /// <summary>
    /// Small independent noise in a channel moves the prediction by half its power times the squared gradient.
    /// </summary>
    [TestMethod]
    public void NoiseCausesTheDivergenceThatTheyPredict()
    {
        // With three classes, all are followed back, and the prediction is exact to second order.
        SqueezeNetModel model = TinyModels.Make(5, Seeds);
        RgbImage image = RandomModels.Images(model, 1, 5)[0];
        double[][] gradients = new Gradients(model).Measure(image);
        double[] p = Softmax(PlainNetwork.Run(model, image));
        Random random = new(5);
        for (int k = 0; k < gradients.Length; k++)
        {
            int channel = Array.IndexOf(gradients[k], gradients[k].Max());
            double size = 0.01 / Math.Sqrt(gradients[k][channel]);
            double divergence = 0;
            const int Draws = 1500;
            for (int draw = 0; draw < Draws; draw++)
            {
                double[] q = Softmax(RunWithNoise(model, image, k, channel, size, random));
                divergence += p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum() / Draws;
            }

            double predicted = 0.5 * size * size * gradients[k][channel];
            Assert.AreEqual(1, divergence / predicted, 0.12, $"convolution {k}");
        }
    }

    [TestMethod]
    public void SeveralThreadsMeasureTheSame()
    {
        SqueezeNetModel model = RandomModels.WithBypasses(4);
        List<RgbImage> images = RandomModels.Images(model, 8, 1);
        Gradients gradients = new(model);
        double[][][] alone = images.Select(gradients.Measure).ToArray();
        double[][][] together = images.AsParallel().AsOrdered().Select(gradients.Measure).ToArray();
        for (int i = 0; i < images.Count; i++)
        {
            CollectionAssert.AreEqual(alone[i].SelectMany(g => g).ToArray(), together[i].SelectMany(g => g).ToArray());
        }
    }

    /// <summary>
    /// Of the most probable classes' logarithms, squared, summed over positions where ReLU lets them pass.
    /// </summary>
    private static double[][] Differences(SqueezeNetModel model, RgbImage image)
    {
        double[] p = Softmax(PlainNetwork.Run(model, image));
        int[] top = Enumerable.Range(0, p.Length).OrderByDescending(c => p[c]).Take(Seeds).ToArray();
        List<double[,,]> tensors = [];
        PlainNetwork.RunWith(model, image, tensor => tensors.Add((double[,,])tensor.Clone()));
        return tensors.Select((tensor, k) =>
        {
            double[] sums = new double[tensor.GetLength(0)];
            foreach ((int c, int y, int x) in Alive(tensor))
            {
                double[] up = RunWith(model, image, k, t => t[c, y, x] += Step);
                double[] down = RunWith(model, image, k, t => t[c, y, x] -= Step);
                sums[c] += top.Sum(s => p[s] * Math.Pow((up[s] - down[s]) / (2 * Step), 2));
            }

            return sums;
        }).ToArray();
    }

    private static IEnumerable<(int C, int Y, int X)> Alive(double[,,] tensor)
    {
        return from c in Enumerable.Range(0, tensor.GetLength(0))
               from y in Enumerable.Range(0, tensor.GetLength(1))
               from x in Enumerable.Range(0, tensor.GetLength(2))
               where tensor[c, y, x] > 0
               select (c, y, x);
    }

    /// <summary>Logarithms of the probabilities if a convolution's output is changed.</summary>
    private static double[] RunWith(SqueezeNetModel model, RgbImage image, int convolution, Action<double[,,]> change)
    {
        int k = 0;
        return Softmax(PlainNetwork.RunWith(model, image, tensor =>
        {
            if (k++ == convolution)
            {
                change(tensor);
            }
        })).Select(v => Math.Log(v)).ToArray();
    }

    private static double[] RunWithNoise(
        SqueezeNetModel model, RgbImage image, int convolution, int channel, double size, Random random)
    {
        int k = 0;
        return PlainNetwork.RunWith(model, image, tensor =>
        {
            if (k++ != convolution)
            {
                return;
            }

            foreach ((int c, int y, int x) in Alive(tensor).Where(at => at.C == channel).ToArray())
            {
                tensor[c, y, x] += size * (random.Next(2) == 0 ? 1 : -1);
            }
        });
    }

    private static double[] Softmax(double[] logits)
    {
        double[] e = logits.Select(l => Math.Exp(l - logits.Max())).ToArray();
        return e.Select(v => v / e.Sum()).ToArray();
    }
}
