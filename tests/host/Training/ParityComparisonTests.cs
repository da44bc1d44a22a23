using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Export;
using SqueezeNet.Embedded.Tests.Host.Models;
using Written = SqueezeNet.Embedded.Host.Training.Export.OnnxWriter;

namespace SqueezeNet.Embedded.Tests.Host.Training;

[TestClass]
public sealed class ParityComparisonTests
{
    private static readonly SqueezeNetModel model = TinyModels.WithPredictions(3);
    private static readonly IReadOnlyList<RgbImage> images = TinyModels.Scenes(model, 12, 8);

    [TestMethod]
    public void WhatIsWrittenAgrees()
    {
        byte[] blob = BlobWriter.Write(Quantizer.Quantize(model, images), new BlobMeta());
        ParityCheck check = ParityComparison.Run(model, Written.Write(model), blob, images, _ => new Answers(_ => { }));
        Assert.IsTrue(check.Passes);
        Assert.AreEqual(12, check.Photos);
        CollectionAssert.AreEqual(new[] { true, true, false }, check.Rows.Select(r => r.IsExact).ToArray());
        Assert.IsTrue(check.Rows.All(r => r.Problem is null), string.Join('\n', check.Rows));
        Assert.AreEqual((12, 0.0), (check.Rows[0].SameAnswers, check.Rows[0].LargestDifference));
        Assert.IsGreaterThan(9, check.Rows[2].SameAnswers);
        Assert.IsTrue(check.Rows[2].LargestDifference is > 0 and < 0.2, $"{check.Rows[2].LargestDifference}");
    }

    [TestMethod]
    public void AnotherNetworkInTheFileIsFound()
    {
        Convolution squeeze = model.Fires[1].Squeeze;
        float[] bias = (float[])squeeze.Bias.Clone();
        bias[0] = MathF.BitIncrement(bias[0]);
        Fire fire = model.Fires[1] with { Squeeze = squeeze with { Bias = bias } };
        Expect("'fire3.squeeze'", model with { Fires = [model.Fires[0], fire] });
        Expect("bypasses", model with { Fires = [model.Fires[0], model.Fires[1] with { HasBypass = false }] });
        Expect("last ReLU", model with { HasLastRelu = false });
        Expect("prepares", model with { Input = model.Input with { Std = [61, 65, 70] } });
        Expect("prepares", model with { Input = model.Input with { ResizeTo = 99 } });
    }

    [TestMethod]
    public void BytesThatAreNoModelAreAProblemAndNoException()
    {
        ParityCheck check = ParityComparison.Run(model, [1, 2, 3], null, images, null);
        Assert.IsFalse(check.Passes);
        StringAssert.Contains(check.Rows.Single().Problem, "ONNX");
    }

    [TestMethod]
    public void ARunnerWithOtherAnswersIsNamedWithNumbers()
    {
        ParityCheck check = ParityComparison.Run(
            model, Written.Write(model), null, images, _ => new Answers(logits => Array.Reverse(logits)));
        Assert.IsFalse(check.Passes);
        Assert.IsLessThan(12, check.Rows[1].SameAnswers);
        StringAssert.Contains(check.Rows[1].Problem, "Of 12 photos");
        ParityCheck none = ParityComparison.Run(
            model, Written.Write(model), null, images, _ => new Answers(logits => logits[0] = float.NaN));
        Assert.IsFalse(none.Passes);
        Assert.AreEqual(1, none.Rows[1].LargestDifference);
    }

    [TestMethod]
    public void ARunnerThatIsNotHereIsNoFailureButOneThatRefusesTheFileIs()
    {
        byte[] onnx = Written.Write(model);
        ParityCheck check = ParityComparison.Run(
            model, onnx, null, images, _ => throw new PlatformNotSupportedException("ONNX Runtime is not here: why"));
        Assert.IsTrue(check.Passes);
        Assert.AreEqual("ONNX Runtime is not here: why", check.Rows[1].Problem);
        check = ParityComparison.Run(model, onnx, null, images, _ => throw new InvalidOperationException("bad node"));
        Assert.IsFalse(check.Passes);
        StringAssert.Contains(check.Rows[1].Problem, "bad node");
    }

    [TestMethod]
    public void TiedClassesMayChangePlaces()
    {
        ParityProbabilities trainer = new([[1, 1.00001, 0]]);
        ParityRow tied = trainer.Compare("it", [[1.00001, 1, 0]], trainer.Tolerance);
        Assert.AreEqual((0, null), (tied.SameAnswers, tied.Problem));
        Assert.IsNotNull(trainer.Compare("it", [[1.001, 1, 0]], trainer.Tolerance).Problem);
        StringAssert.Contains(trainer.Compare("it", [[1, 2]], trainer.Tolerance).Problem, "2 scores");
        Assert.IsNull(trainer.Compare("int8", [[5, 1, 0]], null).Problem);
    }

    /// <summary>The photos are cropped already: cropping them again would show the blob something else.</summary>
    [TestMethod]
    public void TheBlobSeesTheWholePhoto()
    {
        SqueezeNetModel cropped = model with { Input = model.Input with { ResizeTo = model.Input.Width + 5 } };
        byte[] whole = BlobWriter.Write(Quantizer.Quantize(model, images), new BlobMeta());
        byte[] part = BlobWriter.Write(Quantizer.Quantize(cropped, images), new BlobMeta());
        CollectionAssert.AreNotEqual(whole, part);
        CollectionAssert.AreEqual(whole, BlobCrop.None(part));
    }

    private static void Expect(string word, SqueezeNetModel other)
    {
        ParityCheck check = ParityComparison.Run(model, Written.Write(other), null, images, null);
        Assert.IsFalse(check.Passes, word);
        StringAssert.Contains(check.Rows.Single().Problem, word);
    }

    /// <summary>Runs the model, and does something to its scores.</summary>
    private sealed class Answers(Action<float[]> change) : IOnnxRunner
    {
        private readonly FloatNetwork network = new(model);

        public string Name => "another";

        public float[] Run(float[] input)
        {
            RgbImage image = images.First(i => ParityComparison.Prepared(model.Input, i).SequenceEqual(input));
            float[] logits = network.Run(image);
            change(logits);
            return logits;
        }

        public void Dispose()
        {
        }
    }
}
