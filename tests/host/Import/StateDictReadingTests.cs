using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>What a state dict leaves open: said in a note, given by options or a file beside it.</summary>
[TestClass]
public sealed class StateDictReadingTests
{
    private static readonly SqueezeNetModel model = TorchvisionModels.Any(1, v10: false);

    [TestMethod]
    public void ANoteSaysWhatWasAssumedAndHowToChangeIt()
    {
        string note = Import().Notes.Single();
        foreach (string word in new[]
        {
            "conv1 stride 2 (--conv1-stride)", "conv1 padding 0 (--conv1-pad)", "ceil mode on (--ceil-mode)",
            "last ReLU on (--last-relu)", "input 224x224 (--size)", "resize to 224 (--resize)",
            "RGB (--channel-order)", "mean 123.675,116.28,103.53 (--mean)", "std 58.395,57.12,57.375 (--std)",
            "torch.onnx.export",
        })
        {
            Assert.Contains(word, note);
        }
    }

    [TestMethod]
    public void OptionsChangeWhatIsAssumed()
    {
        ImportOptions options = new() { Conv1Pad = 1, Conv1Stride = 1, LastRelu = false, CeilMode = false, Size = 64 };
        SqueezeNetModel read = Import(options);
        ModelComparison.AreEqual(Expected(1, 1, false, 64), read);
        Assert.IsFalse(read.HasLastRelu);
        Assert.IsTrue(Import().HasLastRelu);
        Assert.Contains("As given: conv1 stride 1; conv1 padding 1; pools 3x3, stride 2, ceil mode off; last ReLU off",
            read.Notes.Single());
    }

    [TestMethod]
    public void AFileBesideTheStateDictSaysItToo()
    {
        SqueezeNetModel read = Import(null, """
            {"conv1Pad": 1, "conv1Stride": 1, "lastRelu": false, "ceilMode": false, "mean": [0, 1, 2],
             "std": [255, 254, 253.5], "size": 64, "resize": 70}
            """);
        ModelComparison.AreEqual(Expected(1, 1, false, 64), read);
        Assert.IsFalse(read.HasLastRelu);
        CollectionAssert.AreEqual(new[] { 0f, 1, 2 }, read.Input.Mean);
        CollectionAssert.AreEqual(new[] { 255f, 254, 253.5f }, read.Input.Std);
        Assert.AreEqual(70, read.Input.ResizeTo);
        Assert.IsTrue(read.Notes.Any(n => n.Contains("model.json was read")));
        Assert.AreEqual(2, Import(new ImportOptions { Conv1Pad = 2 }, """{"conv1Pad": 1}""").Conv1.Pad);
    }

    [TestMethod]
    [DataRow("""{"conv1pading": 1}""", "'conv1pading'")]
    [DataRow("""{"conv1Pad": "one"}""", "$.conv1Pad")]
    [DataRow("""{"mean": [1, 2]}""", "mean is not three numbers")]
    [DataRow("""{"conv1Pad": 1""", "no JSON")]
    [DataRow("null", "no JSON")]
    [DataRow("[1]", "no JSON")]
    public void ABadFileBesideTheStateDictIsRefused(string json, string word)
    {
        ImportException e = Importing.Refused(() => Import(null, json), word);
        Assert.IsTrue(e.File.EndsWith(".json", StringComparison.Ordinal) == !word.StartsWith("mean"), e.Message);
    }

    [TestMethod]
    public void PaddingsAndStridesThatCannotBeAreRefused()
    {
        foreach ((ImportOptions options, string word) in new (ImportOptions, string)[]
        {
            (new() { Conv1Pad = -1 }, "padding of -1"),
            (new() { Conv1Pad = 3 }, "padding of 3"),
            (new() { Conv1Stride = 0 }, "stride of 0"),
            (new() { Conv1Stride = 9 }, "stride of 9"),
        })
        {
            Importing.Refused(() => Import(options), word, "--conv1-");
        }
    }

    [TestMethod]
    public void FilesThatSayItThemselvesRefuseTheOptions()
    {
        foreach ((ImportOptions options, string word) in new (ImportOptions, string)[]
        {
            (new() { Conv1Pad = 1, LastRelu = true }, "--conv1-pad and --last-relu"),
            (new() { Conv1Stride = 2 }, "--conv1-stride"),
            (new() { CeilMode = true }, "--ceil-mode"),
            (new() { StateDictKey = "model" }, "--state-dict-key"),
        })
        {
            Importing.Refused(() => Importing.Import(OnnxModelBuilder.Tiny(), options), word, "Leave it out");
            using TemporaryFolder folder = new();
            string caffe = folder.Write("a.caffemodel", new byte[9]);
            Importing.Refused(() => ModelImporter.Import(caffe, options), word, "Leave it out");
            string compressed = folder.Write("a.net", new byte[9]);
            Importing.Refused(() => ModelImporter.Import(compressed, options), word, "Leave it out");
        }
    }

    [TestMethod]
    public void AJsonFileBesideAnOnnxModelIsNotRead()
    {
        using TemporaryFolder folder = new();
        folder.Write("model.json", "{\"what\": 1}");
        string path = folder.Write("model.onnx", OnnxModelBuilder.Tiny().ToBytes());
        Assert.IsFalse(ModelImporter.Import(path, new ImportOptions()).Notes.Any(n => n.Contains("json")));
    }

    private static SqueezeNetModel Expected(int pad, int stride, bool ceil, int side)
    {
        MaxPool pool = model.Pool1! with { CeilMode = ceil };
        return model with
        {
            Conv1 = model.Conv1 with { Geometry = new Geometry(3, 3, stride, pad) },
            Pool1 = pool,
            Fires = [.. model.Fires.Select(f => f.PoolAfter is null ? f : f with { PoolAfter = pool })],
            Input = model.Input with { Width = side, Height = side },
        };
    }

    private static SqueezeNetModel Import(ImportOptions? options = null, string? json = null)
    {
        using TemporaryFolder folder = new();
        if (json is not null)
        {
            folder.Write("model.json", json);
        }

        byte[] file = TorchWriter.Of(TorchvisionModels.StateDict(model)).ToBytes();
        return ModelImporter.Import(folder.Write("model.pth", file), options ?? new ImportOptions());
    }
}
