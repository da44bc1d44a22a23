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
    /// <summary>Images are named after what fp32 says of them, but for the last, so all figures are known.</summary>
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
            int right = Truth(reference.Run(image), i);
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"{right}_{i}.ppm"), Ppm(image));
        }

        byte[] blob = BlobWriter.Write(Quantizer.Quantize(WithOtherHead(model, images), images), new BlobMeta());
        EvaluationResult result = Evaluate(blob, model, folder.Path, 2);
        Comparison against = result.Against!;
        Assert.AreEqual(10, result.Images);
        Assert.AreEqual(90.0, against.Reference.Top1);
        int[] named = images.Select(image => Best(blob, image)).ToArray();
        int[] best = images.Select(image => Array.IndexOf(reference.Run(image), reference.Run(image).Max())).ToArray();
        int[] truth = images.Select((image, i) => Truth(reference.Run(image), i)).ToArray();
        Assert.AreEqual(10.0 * named.Zip(best, (a, b) => a == b ? 1 : 0).Sum(), against.Agreement);
        Assert.AreEqual(10.0 * named.Zip(truth, (a, b) => a == b ? 1 : 0).Sum(), result.Accuracy.Top1);
        Assert.AreEqual(
            Enumerable.Range(0, 10).Count(i => named[i] == truth[i] && best[i] != truth[i]), against.Top1.OnlyBlob);
        Assert.AreEqual(
            Enumerable.Range(0, 10).Count(i => named[i] != truth[i] && best[i] == truth[i]),
            against.Top1.OnlyReference);
        string[] expected = Enumerable.Range(0, 10)
            .Where(i => named[i] != best[i])
            .Select(i => $"{truth[i]}_{i}.ppm {truth[i]} {best[i]} {named[i]}")
            .Order(StringComparer.Ordinal)
            .ToArray();
        CollectionAssert.AreEqual(
            expected, against.Differences.Select(d => $"{d.File} {d.Truth} {d.Reference} {d.Blob}").ToArray());
        Assert.IsTrue(expected.Length is > 0 and < 10, $"{expected.Length} differences show little");
        Assert.AreEqual(10, result.Confusion.Sum(row => row.Sum()));
        Assert.AreEqual(
            result.Accuracy.Top1, 10.0 * Enumerable.Range(0, model.Classes).Sum(c => result.Confusion[c][c]));
        EvaluationResult alone = Evaluate(blob, model, folder.Path, 1);
        Assert.AreEqual(against.Divergence, alone.Against!.Divergence);
        CollectionAssert.AreEqual(against.Differences.ToArray(), alone.Against.Differences.ToArray());
    }

    [TestMethod]
    public void ABlobAgreesWithItself()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        byte[] blob = BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 2, 5)), new BlobMeta());
        using TemporaryFolder folder = new();
        RgbImage image = RandomModels.Images(model, 1, 9)[0];
        folder.Write("0.ppm", Ppm(image));
        using BlobClassifier subject = new(blob, Backend.Native);
        using BlobClassifier other = new(blob, Backend.Managed);
        LabelledImages images = LabelledImages.Find(folder.Path, subject.Labels, subject.Classes);
        Comparison against = new Evaluator(subject, other).Run(images, null, default).Against!;
        Assert.AreEqual("int8", against.Arithmetic);
        Assert.AreEqual(100.0, against.Agreement);
        Assert.AreEqual(0.0, against.Divergence);
        Assert.IsEmpty(against.Differences);
    }

    [TestMethod]
    public void WhatCannotBeReadIsSkippedUnlessToldOtherwise()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        List<RgbImage> images = RandomModels.Images(model, 3, 5);
        byte[] blob = BlobWriter.Write(Quantizer.Quantize(model, images), new BlobMeta());
        using TemporaryFolder folder = new();
        folder.Write("0_a.ppm", Ppm(images[0]));
        folder.Write("1_b.ppm", Ppm(images[1])[..20]);
        folder.Write("1_c.ppm", Ppm(images[2]));
        using BlobClassifier subject = new(blob, Backend.Native);
        LabelledImages found = LabelledImages.Find(folder.Path, subject.Labels, subject.Classes);
        EvaluationResult result = new Evaluator(subject, null).Run(found, null, default);
        Assert.AreEqual(2, result.Images);
        Assert.AreEqual(1, result.Confusion[0].Sum());
        Assert.AreEqual(1, result.Confusion[1].Sum());
        SkippedFile skipped = result.Folder!.Skipped.Single();
        Assert.AreEqual(folder.File("1_b.ppm"), skipped.File);
        Assert.AreEqual(SkipReason.Unreadable, skipped.Reason);
        Assert.IsNull(result.Overlaps, "nobody knows what was calibrated on");
        Evaluator strict = new(subject, null) { Images = new ImageOptions { IsStrict = true } };
        Assert.ThrowsExactly<ImageFileException>(() => strict.Run(found, null, default));
        folder.Write("0_a.ppm", "P6");
        folder.Write("1_c.ppm", "P6");
        ImageFileException none = Assert.ThrowsExactly<ImageFileException>(
            () => new Evaluator(subject, null).Run(found, null, default));
        StringAssert.Contains(none.Message, "none of its 3 images can be read");
    }

    /// <summary>Of four images two were calibrated on; what is told apart is exactly the other two.</summary>
    [TestMethod]
    public void AccuracyOfImagesThatWereNotCalibratedOnIsToldApart()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        List<RgbImage> images = RandomModels.Images(model, 4, 5);
        byte[] blob = BlobWriter.Write(Quantizer.Quantize(model, images), new BlobMeta());
        using TemporaryFolder folder = new();
        int[] best = [.. images.Select(image => Best(blob, image))];
        int[] truth = [best[0], (best[1] + 1) % model.Classes, best[2], best[3]];
        string[] files =
        [
            .. images.Select((image, i) => folder.Write(
                string.Create(CultureInfo.InvariantCulture, $"{truth[i]}_{i}.ppm"), Ppm(image))),
        ];
        using BlobClassifier subject = new(blob, Backend.Native);
        LabelledImages found = LabelledImages.Find(folder.Path, subject.Labels, subject.Classes);
        ImagePrint[] prints = [.. files.Select(file => ImageFile.ReadWithPrint(file, new ImageOptions()).Print)];
        Evaluator knowing = new(subject, null) { CalibratedOn = prints[1..3] };
        EvaluationResult result = knowing.Run(found, null, default);
        Assert.AreEqual(75, result.Accuracy.Top1);
        Assert.HasCount(2, result.Overlaps!);
        Assert.AreEqual(2, result.NotCalibratedOn!.Images);
        Assert.AreEqual(100, result.NotCalibratedOn.Accuracy.Top1);
        Assert.IsEmpty(result.NotCalibratedOn.Mistakes);
        StringAssert.Contains(result.OverlapNote, "2 of 4 evaluated images were calibrated on (2 the same file)");
        Mistake mistake = result.Mistakes.Single();
        Assert.AreEqual((truth[1], best[1]), (mistake.Truth, mistake.Named));
        Assert.IsTrue(mistake.Probability is > 0 and <= 1);

        EvaluationResult all = new Evaluator(subject, null) { CalibratedOn = prints }.Run(found, null, default);
        Assert.IsNull(all.NotCalibratedOn);
        StringAssert.Contains(all.OverlapNote, "nothing here was held out");
        EvaluationResult none = new Evaluator(subject, null) { CalibratedOn = [] }.Run(found, null, default);
        Assert.IsNull(none.OverlapNote);
        Assert.IsEmpty(none.Overlaps!);
    }

    [TestMethod]
    public void AnotherModelIsRefused()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        byte[] blob = BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 2, 5)), new BlobMeta());
        SqueezeNetModel other = Enumerable.Range(12, 20).Select(RandomModels.Any)
            .First(m => m.Classes != model.Classes);
        using BlobClassifier subject = new(blob, Backend.Native);
        using ModelClassifier reference = new(other, subject.Header);
        Assert.ThrowsExactly<ArgumentException>(() => new Evaluator(subject, reference));
    }

    private static EvaluationResult Evaluate(byte[] blob, SqueezeNetModel model, string folder, int jobs)
    {
        using BlobClassifier subject = new(blob, Backend.Native);
        using ModelClassifier reference = new(model, subject.Header);
        LabelledImages images = LabelledImages.Find(folder, subject.Labels, subject.Classes);
        return new Evaluator(subject, reference).Run(images, null, default, jobs);
    }

    /// <summary>The model with one class's bias raised so far that it wins on about half of the images.</summary>
    private static SqueezeNetModel WithOtherHead(SqueezeNetModel model, List<RgbImage> images)
    {
        float[][] logits = images.Select(new FloatNetwork(model).Run).ToArray();
        int second = Enumerable.Range(0, model.Classes).OrderByDescending(c => logits[0][c]).ElementAt(1);
        float[] bias = [.. model.Conv10.Bias];
        bias[second] += logits.Select(l => l.Max() - l[second]).Order().ElementAt(images.Count / 2);
        return model with { Conv10 = model.Conv10 with { Bias = bias } };
    }

    private static int Truth(float[] logits, int i)
    {
        return Array.IndexOf(logits, i < 9 ? logits.Max() : logits.Min());
    }

    private static byte[] Ppm(RgbImage image)
    {
        byte[] head = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"P6 {image.Width} {image.Height} 255\n"));
        return [.. head, .. image.Pixels];
    }

    private static int Best(byte[] blob, RgbImage image)
    {
        using Network network = Network.Open(blob, Backend.Managed);
        return network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888)).Index;
    }
}
