using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Imaging;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

/// <summary>Images whose classes are those that the true reading names show which reading is the true one.</summary>
[TestClass]
public sealed class ReadingComparisonTests
{
    private const int Images = 60;

    [TestMethod]
    [DataRow("--conv1-pad 0")]
    [DataRow("--ceil-mode off")]
    [DataRow("--last-relu off")]
    [DataRow("--channel-order bgr")]
    [DataRow("--mean 0,0,0 --std 255,255,255")]
    [DataRow("--conv1-pad 0 --last-relu off")]
    [DataRow("--last-relu off --mean 0,0,0 --std 255,255,255")]
    public void TheOptionsOfTheTrueReadingAreNamed(string options)
    {
        SqueezeNetModel taken = Taken();
        SqueezeNetModel truth = options.Split(" --").Aggregate(taken, Apply);
        BetterReading? better = Compare(taken, Centred(truth), out SqueezeNetModel centred);
        Assert.IsNotNull(better, options);
        Assert.AreEqual(options, string.Join(' ', better.Options));
        Assert.AreEqual((Images, Images), (better.Images, better.Hits));
        Assert.IsLessThan(0.01, better.PValue);
        Assert.Contains($"{better.TakenHits} are right as it is read, {Images} with {options}", better.Advice);
        Assert.AreEqual(centred.Classes, taken.Classes);
    }

    [TestMethod]
    public void TheTrueReadingIsLeftAlone()
    {
        Assert.IsNull(Compare(Taken(), Centred(Taken()), out _));
    }

    [TestMethod]
    public void ClassesOfChanceNameNoReading()
    {
        SqueezeNetModel model = Centred(Taken());
        Random random = new(5);
        Assert.IsNull(Compare(model, [.. Enumerable.Range(0, Images).Select(_ => random.Next(model.Classes))]));
    }

    [TestMethod]
    public void AModelThatSaysItItselfIsNotCompared()
    {
        SqueezeNetModel model = Centred(Taken());
        model = model with { Source = model.Source with { Format = "onnx" } };
        Assert.IsNull(Compare(model, [.. Enumerable.Repeat(0, Images)]));
    }

    /// <summary>Images that say of themselves to lie on their side, and do not.</summary>
    [TestMethod]
    public void ImagesAreComparedAsTheyAreStoredWhereThatIsWanted()
    {
        const string option = "--last-relu off";
        SqueezeNetModel model = Centred(Apply(Taken(), option));
        int[] classes = Classes(model);
        SqueezeNetModel taken = Taken() with { Conv10 = model.Conv10 };
        BetterReading? better = Compare(taken, classes, 6, new ImageOptions { AppliesOrientation = false });
        Assert.AreEqual((option, Images), (string.Join(' ', better?.Options ?? []), better?.Hits));
        Assert.AreNotEqual(Images, Compare(taken, classes, 6)?.Hits, "turned, they are other images");
    }

    /// <summary>A network as it might come from a state dict.</summary>
    private static SqueezeNetModel Taken()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(4);
        MaxPool pool = new(3, 2, 0, true);
        return model with
        {
            Source = model.Source with { Format = "pytorch" },
            Input = new InputSpec(20, 20, 20, InputDefaults.Torchvision.Mean, InputDefaults.Torchvision.Std),
            Pool1 = pool,
            Fires = [model.Fires[0], model.Fires[1] with { PoolAfter = pool }],
        };
    }

    private static SqueezeNetModel Apply(SqueezeNetModel model, string option)
    {
        string[] words = option.TrimStart('-').Split(' ');
        return words[0] switch
        {
            "conv1-pad" => model with { Conv1 = model.Conv1 with { Geometry = new Geometry(3, 3, 2, 0) } },
            "ceil-mode" => model with
            {
                Pool1 = model.Pool1! with { CeilMode = false },
                Fires = [model.Fires[0], model.Fires[1] with { PoolAfter = model.Pool1 with { CeilMode = false } }],
            },
            "last-relu" => model with { HasLastRelu = false },
            "channel-order" => model with { Conv1 = model.Conv1 with { Weights = Swapped(model.Conv1) } },
            "mean" => model with { Input = model.Input with { Mean = [0, 0, 0] } },
            _ => model with { Input = model.Input with { Std = [255, 255, 255] } },
        };
    }

    private static float[] Swapped(Convolution conv1)
    {
        return
        [
            .. Enumerable.Range(0, conv1.OutChannels).SelectMany(o => new[] { 2, 1, 0 }.SelectMany(
                c => conv1.Weights.Skip(((3 * o) + c) * 9).Take(9))),
        ];
    }

    /// <summary>Its head scaled so that each class wins sometimes, as training does it.</summary>
    private static SqueezeNetModel Centred(SqueezeNetModel model)
    {
        FloatNetwork network = new(model with { HasLastRelu = false });
        float[][] logits = [.. Scenes(model).Select(network.Run)];
        float[] mean = [.. Enumerable.Range(0, model.Classes).Select(c => logits.Average(l => l[c]))];
        float lift = model.HasLastRelu ? 10 : -10;
        float[] bias = [.. model.Conv10.Bias.Select((b, c) => b - mean[c] + lift)];
        return model with { Conv10 = model.Conv10 with { Bias = bias } };
    }

    private static BetterReading? Compare(SqueezeNetModel taken, SqueezeNetModel truth, out SqueezeNetModel centred)
    {
        centred = taken with { Conv10 = truth.Conv10 };
        return Compare(centred, Classes(truth));
    }

    private static int[] Classes(SqueezeNetModel truth)
    {
        FloatNetwork network = new(truth);
        int[] classes = [.. Scenes(truth).Select(network.Run).Select(l => Array.IndexOf(l, l.Max()))];
        Assert.IsGreaterThan(4, classes.Distinct().Count(), "the network names few classes");
        return classes;
    }

    private static BetterReading? Compare(
        SqueezeNetModel model, int[] classes, int orientation = 1, ImageOptions? options = null)
    {
        using TemporaryFolder folder = new();
        List<RgbImage> images = Scenes(model);
        for (int i = 0; i < images.Count; i++)
        {
            folder.Write(
                string.Create(CultureInfo.InvariantCulture, $"{classes[i]}_{i}.png"), Png(images[i], orientation));
        }

        LabelledImages labelled = LabelledImages.Find(folder.Path, model.Labels, model.Classes);
        return ReadingComparison.Run(model, ChannelOrder.Rgb, labelled, options);
    }

    private static byte[] Png(RgbImage image, int orientation)
    {
        PngFile file = new(image.Width, image.Height, 8, PngFile.Rgb);
        return file.With("eXIf", Exif.Of(orientation, isLittle: true), isAfter: false)
            .Write((x, y, c) => image.Pixels[(3 * ((y * image.Width) + x)) + c]);
    }

    private static List<RgbImage> Scenes(SqueezeNetModel model) => TinyModels.Scenes(model, Images, 8);
}
