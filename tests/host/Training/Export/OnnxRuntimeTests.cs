using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli.Commands;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Tests.Host.Models;
using Written = SqueezeNet.Embedded.Host.Training.Export.OnnxWriter;

namespace SqueezeNet.Embedded.Tests.Host.Training.Export;

/// <summary>ONNX Runtime runs what is written, and says what our own network says.</summary>
[TestClass]
public sealed class OnnxRuntimeTests
{
    /// <summary>Odd sizes, pools whose last kernels are partly or wholly in the padding, bypasses.</summary>
    [TestMethod]
    public void EveryNetworkGivesTheSameScores()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            model = model with { HasLastRelu = seed % 3 > 0 };
            RgbImage image = RandomModels.Images(model, 1, seed).Single();
            using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Open(Written.Write(model));
            float[] expected = new FloatNetwork(model).Run(image);
            float[] found = runner.Run(ParityComparison.Prepared(model.Input, image));
            Assert.HasCount(expected.Length, found);
            float most = 1e-4f * expected.Max(Math.Abs);
            float difference = expected.Zip(found, (e, f) => Math.Abs(e - f)).Max();
            Assert.IsLessThanOrEqualTo(most, difference, $"seed {seed}");
        }
    }

    [TestMethod]
    public void WhatIsNoModelIsRefused()
    {
        InvalidOperationException e = Assert.ThrowsExactly<InvalidOperationException>(
            () => OnnxRuntimeRunner.Open([1, 2, 3]));
        Assert.IsNotEmpty(e.Message);
    }

    [TestMethod]
    public void TheGenuineNetworkGivesTheSameAnswers()
    {
        const string File = "models/squeezenet1_1_torchvision_opset13.onnx";
        SqueezeNetModel model = ModelImporter.Import(Repository.Shared(File), new ImportOptions());
        RgbImage[] images =
        [
            .. Directory.GetFiles(Repository.Shared("images/evaluation"), "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Take(20)
                .Select(file => Resampler.ToNetwork(ImageFile.Read(file), model.Input)),
        ];
        ParityCheck check = ParityComparison.Run(model, Written.Write(model), null, images, OnnxRuntimeRunner.Open);
        foreach (ParityRow row in check.Rows)
        {
            Console.WriteLine($"{row.Runner}: {row.SameAnswers} of {check.Photos}, {row.LargestDifference:0.0e0}");
            Assert.IsNull(row.Problem);
            Assert.AreEqual(20, row.SameAnswers);
        }

        Assert.HasCount(2, check.Rows);
    }
}
