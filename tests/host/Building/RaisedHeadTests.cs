using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Building;

/// <summary>The engine's head has a ReLU; a network without one must give the same classes all the same.</summary>
[TestClass]
public sealed class RaisedHeadTests
{
    private static readonly SqueezeNetModel model = WithoutRelu();

    [TestMethod]
    public void AllLogitsAreRaisedAlike()
    {
        List<RgbImage> images = TinyModels.Scenes(model, 40, 2);
        FloatNetwork raised = new(RaisedHead.Of(model, images, default));
        FloatNetwork plain = new(model);
        Assert.IsTrue(images.Select(plain.Run).Any(l => l.Any(v => v < 0)), "no logit is negative");
        float[] steps = [.. TinyModels.Scenes(model, 40, 3).SelectMany(image =>
            raised.Run(image).Zip(plain.Run(image), (a, b) => a - b))];
        Assert.IsLessThan(1e-3f, steps.Max() - steps.Min());
        Assert.IsGreaterThan(0, steps[0]);
    }

    [TestMethod]
    public void ABlobNamesTheClassesOfTheNetworkWithoutRelu()
    {
        List<RgbImage> images = TinyModels.Scenes(model, 100, 2);
        using Network blob = new ModelBuilder(model).Build(images).Open();
        FloatNetwork plain = new(model);
        FloatNetwork rectified = new(model with { HasLastRelu = true });
        List<RgbImage> others = TinyModels.Scenes(model, 100, 3);
        int same = others.Count(image => Best(blob, image) == Best(plain.Run(image)));
        int wrong = others.Count(image => Best(rectified.Run(image)) == Best(plain.Run(image)));
        Assert.IsGreaterThanOrEqualTo(90, same);
        Assert.IsLessThan(60, wrong, "the ReLU makes no difference here");
    }

    [TestMethod]
    public void ANetworkWithReluIsLeftAsItIs()
    {
        SqueezeNetModel other = TinyModels.Make(1, 4);
        Assert.AreSame(other, RaisedHead.Of(other, [], default));
    }

    [TestMethod]
    public void TheQuantizerTakesNoNetworkWithoutRelu()
    {
        Assert.ThrowsExactly<ArgumentException>(
            () => Quantizer.Quantize(model, TinyModels.Scenes(model, 2, 2)));
    }

    /// <summary>Logits around zero, most of them negative.</summary>
    private static SqueezeNetModel WithoutRelu()
    {
        SqueezeNetModel made = TinyModels.WithPredictions(4);
        float[] bias = [.. made.Conv10.Bias.Select(b => b - 25)];
        return made with { HasLastRelu = false, Conv10 = made.Conv10 with { Bias = bias } };
    }

    private static int Best(float[] logits) => Array.IndexOf(logits, logits.Max());

    private static int Best(Network network, RgbImage image)
    {
        return network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888)).Index;
    }
}
