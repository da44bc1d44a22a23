using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

[TestClass]
public sealed class EvaluatorTests
{
    /// <summary>Pictures are named after what fp32 says of them, but for the last, so all figures are known.</summary>
    [TestMethod]
    public void CountsWhatIsRight()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        model = model with { Input = model.Input with { ResizeTo = Math.Min(model.Input.Width, model.Input.Height) } };
        List<RgbImage> images = RandomModels.Images(model, 10, 5);
        FloatNetwork reference = new(model);
        using TemporaryFolder folder = new();
        for (int i = 0; i < images.Count; i++)
        {
            RgbImage image = images[i];
            float[] logits = reference.Run(image);
            int named = Array.IndexOf(logits, i < 9 ? logits.Max() : logits.Min());
            byte[] head = Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"P6 {image.Width} {image.Height} 255\n"));
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"{named}_{i}.ppm"), [.. head, .. image.Pixels]);
        }

        byte[] blob = BlobWriter.Write(Quantizer.Quantize(model, images), new BlobMeta());
        using Evaluator evaluator = new(blob, model, Backend.Native);
        EvaluationResult result = evaluator.Run(folder.Path, null, default);
        Assert.AreEqual(10, result.Images);
        Assert.AreEqual(90.0, result.Fp32Top1);
        int[] scores = images.Select(image => Best(blob, image)).ToArray();
        int[] best = images.Select(image => Array.IndexOf(reference.Run(image), reference.Run(image).Max())).ToArray();
        Assert.AreEqual(10.0 * scores.Zip(best, (a, b) => a == b ? 1 : 0).Sum(), result.Agreement);
        Assert.AreEqual(10, result.Confusion.Sum(row => row.Sum()));
        Assert.AreEqual(result.Top1, 10.0 * Enumerable.Range(0, model.Classes).Sum(c => result.Confusion[c][c]));
    }

    [TestMethod]
    public void AnotherModelIsRefused()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        byte[] blob = BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 2, 5)), new BlobMeta());
        SqueezeNetModel other = Enumerable.Range(12, 20).Select(RandomModels.Any).First(m => m.Classes != model.Classes);
        Assert.ThrowsExactly<ArgumentException>(() => new Evaluator(blob, other, Backend.Native));
    }

    private static int Best(byte[] blob, RgbImage image)
    {
        using Network network = Network.Open(blob, Backend.Managed);
        return network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888)).Index;
    }
}
