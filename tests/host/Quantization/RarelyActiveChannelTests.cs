using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

/// <summary>Channels that few or small images hardly ever lift above zero.</summary>
[TestClass]
public sealed class RarelyActiveChannelTests
{
    [TestMethod]
    public void NetworkIsQuantizedAlthoughAChannelIsNearlyDead()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            SqueezeNetModel model = RandomModels.Any(seed);
            List<RgbImage> images = RandomModels.Images(model, 3, seed);
            QuantizedNetwork network = Quantizer.Quantize(NearlyDead(model, images), images);
            Assert.HasCount(model.Fires.Count, network.Fires);
        }
    }

    /// <summary>Lowers the bias of a squeezed channel until its largest value is a millionth of what it was.</summary>
    private static SqueezeNetModel NearlyDead(SqueezeNetModel model, IReadOnlyList<RgbImage> images)
    {
        Fire fire = model.Fires[0];
        double highest = images.Max(image => Highest(model, image));
        float[] bias = [.. fire.Squeeze.Bias];
        bias[0] -= (float)(highest * (1 - 1e-6));
        Fire changed = fire with { Squeeze = fire.Squeeze with { Bias = bias } };
        return model with { Fires = [changed, .. model.Fires.Skip(1)] };
    }

    private static double Highest(SqueezeNetModel model, RgbImage image)
    {
        int tensor = 0;
        double highest = 0;
        new FloatNetwork(model).Visit(image, plane =>
        {
            if (tensor++ == 1)
            {
                foreach (float value in plane.Channel(0))
                {
                    highest = Math.Max(highest, value);
                }
            }
        });
        return highest;
    }
}
