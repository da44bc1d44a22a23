using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.RateControl;

[TestClass]
public sealed class RoundingProbeTests
{
    /// <summary>
    /// On images of one colour, and without padding, all positions of a tensor are alike. A weight's error is then the
    /// same at all of them, and the head's mean of n positions feels n times what it would of independent errors.
    /// </summary>
    [TestMethod]
    public void ErrorsThatAreAlikeAddUp()
    {
        const int Positions = 25;
        const int Models = 60;
        double mean = 0;
        for (int seed = 0; seed < Models; seed++)
        {
            SqueezeNetModel tiny = TinyModels.Make(seed, 3);
            SqueezeNetModel model = tiny with { Conv1 = First(seed, 3 + (seed % 20)), Pool1 = null, Fires = [] };
            model = model with { Conv10 = Head(seed, model.Conv1.OutChannels) };
            List<RgbImage> images = Colours(model, 12);
            double[][] gradients = [.. images.Select(image => new Gradients(model).Measure(image)[1])];
            mean += new RoundingProbe(model, images, images, CancellationToken.None).Coherence(1, gradients) / Models;
        }

        // A number of channels is one draw of noise, in which the errors of two classes may be alike too; and what is
        // expected holds the damping, which is much where so few colours are seen.
        Assert.IsGreaterThan(0.5 * Positions, mean);
        Assert.IsLessThan(1.25 * Positions, mean);
    }

    [TestMethod]
    public void EveryConvolutionIsProbedAndAlwaysAlike()
    {
        foreach (SqueezeNetModel model in new[]
            { TinyModels.Make(2, 5, 1), RandomModels.WithBypasses(4), RandomModels.Any(3) })
        {
            List<RgbImage> images = RandomModels.Images(model, 4, 2);
            double[][][] gradients = images.Select(new Gradients(model).Measure).ToArray();
            RoundingProbe probe = new(model, images, images, CancellationToken.None);
            Assert.AreEqual(2 + (3 * model.Fires.Count), probe.Convolutions);
            for (int c = 0; c < probe.Convolutions; c++)
            {
                double[][] own = [.. gradients.Select(g => g[c])];
                double coherence = probe.Coherence(c, own);
                Assert.IsTrue(double.IsFinite(coherence) && coherence >= 0, $"convolution {c}: {coherence}");
                Assert.AreEqual(
                    coherence, new RoundingProbe(model, images, images, CancellationToken.None).Coherence(c, own));
            }
        }
    }

    private static Convolution First(int seed, int outputs)
    {
        Random random = new(seed);
        float[] weights = [.. Enumerable.Range(0, outputs * 27).Select(_ => random.NextSingle() - 0.4f)];
        return new Convolution(
            "conv1", outputs, 3, new Geometry(3, 3, 2, 0), weights, [.. Enumerable.Repeat(1f, outputs)]);
    }

    /// <summary>So small that all images get nearly the same probabilities, and far from ReLU's edge.</summary>
    private static Convolution Head(int seed, int inputs)
    {
        Random random = new(seed + 1000);
        float[] weights = [.. Enumerable.Range(0, 3 * inputs).Select(_ => (random.NextSingle() - 0.5f) / 20)];
        return new Convolution("conv10", 3, inputs, new Geometry(1, 1, 1, 0), weights, [5, 5, 5]);
    }

    /// <summary>Of one colour each.</summary>
    private static List<RgbImage> Colours(SqueezeNetModel model, int count)
    {
        return Enumerable.Range(0, count)
            .Select(i =>
            {
                byte[] colour = [(byte)(90 + (12 * i)), (byte)(200 - (9 * i)), (byte)(40 + (i * i))];
                byte[] pixels = Enumerable.Range(0, model.Input.Width * model.Input.Height)
                    .SelectMany(_ => colour).ToArray();
                return new RgbImage(model.Input.Width, model.Input.Height, pixels);
            })
            .ToList();
    }
}
