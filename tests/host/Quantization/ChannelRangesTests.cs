using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class ChannelRangesTests
{
    [TestMethod]
    public void RangesAreBelowTheLargestValueAndZeroForDeadChannels()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            SqueezeNetModel model = RandomModels.Any(seed);
            List<RgbImage> images = RandomModels.Images(model, 4, seed);
            double[][] ranges = ChannelRanges.Measure(model, images, CancellationToken.None);
            double[][] largest = Largest(model, images);
            Assert.HasCount(largest.Length, ranges);
            for (int t = 0; t < ranges.Length; t++)
            {
                for (int c = 0; c < ranges[t].Length; c++)
                {
                    // A bin is an eighth of an octave; its middle may be above the largest value.
                    Assert.IsLessThanOrEqualTo(1.07 * largest[t][c], ranges[t][c], $"seed {seed}, {t}, {c}");
                    Assert.AreEqual(largest[t][c] == 0, ranges[t][c] == 0, $"seed {seed}, {t}, {c}");
                }
            }
        }
    }

    [TestMethod]
    public void MoreOfTheSameImageChangesNoRange()
    {
        SqueezeNetModel model = RandomModels.Any(1);
        RgbImage image = RandomModels.Images(model, 1, 1)[0];
        double[][] usual = ChannelRanges.Measure(model, [image], CancellationToken.None);
        double[][] again = ChannelRanges.Measure(model, [image, image, image], CancellationToken.None);
        for (int t = 0; t < usual.Length; t++)
        {
            CollectionAssert.AreEqual(usual[t], again[t], $"tensor {t}");
        }
    }

    private static double[][] Largest(SqueezeNetModel model, List<RgbImage> images)
    {
        List<double[]>? largest = null;
        foreach (RgbImage image in images)
        {
            List<double[]> own = [];
            new FloatNetwork(model).Visit(image, plane => own.Add(
                [.. Enumerable.Range(0, plane.Channels).Select(c => (double)plane.Channel(c).ToArray().Max())]));
            largest = largest is null
                ? own
                : [.. largest.Zip(own, (a, b) => a.Zip(b, System.Math.Max).ToArray())];
        }

        return [.. largest!];
    }
}
