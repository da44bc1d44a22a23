using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Export;
using SqueezeNet.Embedded.Tests.Host.Import;
using SqueezeNet.Embedded.Tests.Host.Models;
using Written = SqueezeNet.Embedded.Host.Training.Export.OnnxWriter;

namespace SqueezeNet.Embedded.Tests.Host.Training.Export;

/// <summary>What is written as ONNX is read back without an option, and is what ONNX's documents ask for.</summary>
[TestClass]
public sealed class OnnxWriterTests
{
    /// <summary>What separates, quotes, begins or ends something somewhere, and scripts from left and right.</summary>
    private static readonly string[] oddLabels =
    [
        "a, b", "it's", "\"quoted\"", "two\nlines", "tab\there", "back\\slash", "[1]", "{0: 'x'}", "# no comment",
        "grün", "猫", "قطة", "\U0001F408", "7", "0: zero", "<b>&amp;", "a/b", "a\u2028b",
    ];

    [TestMethod]
    public void EveryNetworkComesBackAsItWas()
    {
        using TemporaryFolder folder = new();
        for (int seed = 0; seed < 200; seed++)
        {
            SqueezeNetModel model = Model(seed);
            string path = folder.Write("model.onnx", Written.Write(model));
            AreEqual(model, ModelImporter.Import(path, new ImportOptions()), $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow("v1.0", 227, 256)]
    [DataRow("v1.1", 224, 256)]
    [DataRow("v1.1", 96, 96)]
    [DataRow("v1.1 with bypasses", 160, 183)]
    public void PublishedShapesComeBack(string shape, int side, int resize)
    {
        SqueezeNetModel empty = shape == "v1.0" ? PublishedModels.V10() : PublishedModels.V11();
        empty = shape.Contains("bypass", StringComparison.Ordinal) ? PublishedModels.WithBypasses(empty) : empty;
        InputSpec input = new(side, side, resize, [123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f]);
        SqueezeNetModel model = Filled(empty, 3) with { Input = input, HasLastRelu = side != 96 };
        AreEqual(model, ModelImporter.ImportOnnx("model.onnx", Written.Write(model)), shape);
    }

    [TestMethod]
    public void TheSameModelGivesTheSameBytesInAnyLanguage()
    {
        SqueezeNetModel model = Model(5);
        byte[] expected = Written.Write(model);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = commas;
            CollectionAssert.AreEqual(expected, Written.Write(model with { Notes = ["of no matter"] }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void TheFileIsWhatOnnxAsksFor()
    {
        ModelProto file = ModelProto.Parser.ParseFrom(Written.Write(Model(4)));
        Assert.AreEqual(7, file.IrVersion);
        Assert.AreEqual((string.Empty, 13L), (file.OpsetImport.Single().Domain, file.OpsetImport.Single().Version));
        Assert.IsTrue(file.OpsetImport.Single().HasDomain);
        Assert.AreEqual("SqueezeNet.Embedded", file.ProducerName);
        StringAssert.Matches(file.ProducerVersion, new System.Text.RegularExpressions.Regex(@"^\d+\.\d+\.\d+$"));
        Assert.AreEqual("input", file.Graph.Input.Single().Name);
        Assert.AreEqual("logits", file.Graph.Output.Single().Name);
        HashSet<string> known = ["input", .. file.Graph.Initializer.Select(t => t.Name)];
        HashSet<string> names = [];
        foreach (NodeProto node in file.Graph.Node)
        {
            Assert.IsTrue(names.Add(node.Name), $"two nodes are called {node.Name}");
            Assert.IsTrue(node.Input.All(known.Contains), $"{node.Name} reads what is not yet there");
            Assert.IsTrue(node.Output.All(known.Add), $"{node.Name} writes what is there");
            Assert.IsTrue(node.Attribute.All(a => a.Type == (a.HasI ? 2 : 7)), $"types of {node.Name}'s attributes");
        }

        Assert.IsTrue(known.Contains("logits"));
        CollectionAssert.IsSubsetOf(
            new[] { "conv1.weight", "fire2.squeeze.weight", "fire2.expand3x3.bias", "conv10.bias" }, known.ToArray());
    }

    /// <summary>A network with labels, a last ReLU or none, and a preparation that nothing rounds.</summary>
    private static SqueezeNetModel Model(int seed)
    {
        Random random = new(seed);
        SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
        string[] labels = [.. Enumerable.Range(0, model.Classes).Select(c => $"{oddLabels[(c + seed) % 18]} {c}")];
        float[] mean = [.. Enumerable.Range(0, 3).Select(_ => (float)(random.NextDouble() * 200) - 20)];
        float[] std = [.. Enumerable.Range(0, 3).Select(_ => (float)Math.Pow(10, (random.NextDouble() * 12) - 6))];
        return model with
        {
            Labels = seed % 5 == 0 ? [] : labels,
            HasLastRelu = seed % 3 > 0,
            Input = model.Input with { Mean = mean, Std = std },
        };
    }

    private static void AreEqual(SqueezeNetModel expected, SqueezeNetModel actual, string message)
    {
        ModelComparison.AreEqual(expected, actual, message);
        Assert.AreEqual(expected.HasLastRelu, actual.HasLastRelu, message);
        Assert.AreEqual(expected.Input.ResizeTo, actual.Input.ResizeTo, message);
        CollectionAssert.AreEqual(expected.Input.Mean, actual.Input.Mean, message);
        CollectionAssert.AreEqual(expected.Input.Std, actual.Input.Std, message);
        CollectionAssert.AreEqual(expected.Labels.ToArray(), actual.Labels.ToArray(), message);
    }

    /// <summary>Weights in place of none.</summary>
    private static SqueezeNetModel Filled(SqueezeNetModel model, int seed)
    {
        Random random = new(seed);
        Convolution Fill(Convolution c)
        {
            float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
            int taps = c.InChannels * c.KernelHeight * c.KernelWidth;
            return c with { Weights = Values(c.OutChannels * taps), Bias = Values(c.OutChannels) };
        }

        return model with
        {
            Conv1 = Fill(model.Conv1),
            Fires =
            [
                .. model.Fires.Select(f => f with
                {
                    Squeeze = Fill(f.Squeeze),
                    Expand1x1 = Fill(f.Expand1x1),
                    Expand3x3 = Fill(f.Expand3x3),
                }),
            ],
            Conv10 = Fill(model.Conv10),
        };
    }
}
