using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Torch;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>
/// Published models, in the folder SQNET_SHARED or beside the repository. Skipped where there are none.
/// </summary>
[TestClass]
public sealed class GenuineModelTests
{
    private const string Onnx = "squeezenet1_1_torchvision_opset13.onnx";
    private const string StateDict = "squeezenet1_1_torchvision_state_dict.pth";
    private const string Compressed = "squeezenet_v1.0_deep_compression.net";
    private const string Prototxt = "squeezenet_v1.0_deploy.prototxt";
    private const string Classes = "imagenet_classes.tsv";

    [TestMethod]
    public void Version11FromOnnx()
    {
        SqueezeNetModel model = ModelImporter.Import(Find(Onnx), new ImportOptions { LabelsFile = Find(Classes) });
        Convolution[] layers = [.. ModelComparison.Layers(model)];
        Assert.HasCount(26, layers);
        Assert.AreEqual(1_235_496, layers.Sum(l => l.Weights.Length + l.Bias.Length));
        CheckShapes(model, [16, 16, 32, 32, 48, 48, 64, 64]);
        Assert.AreEqual(
            (64, 3, 2, 0), (model.Conv1.OutChannels, model.Conv1.KernelHeight, model.Conv1.Stride, model.Conv1.Pad));
        CollectionAssert.AreEqual(new[] { 1, 3 }, PoolPositions(model));
        Assert.AreEqual(new MaxPool(3, 2, 0, true), model.Pool1);
        Assert.AreEqual(0, model.Conv10.Pad);
        Assert.AreEqual((224, 224, 256), (model.Input.Width, model.Input.Height, model.Input.ResizeTo));
        Assert.AreEqual("squeezenet1_1_torchvision_opset", model.Name);
        Assert.HasCount(1000, model.Labels);
        Assert.AreEqual("tench", model.Labels[0]);
    }

    [TestMethod]
    public void TheStateDictIsTheSameNetworkBitForBit()
    {
        SqueezeNetModel onnx = ModelImporter.Import(Find(Onnx), new ImportOptions());
        SqueezeNetModel torch = ModelImporter.Import(Find(StateDict), new ImportOptions());
        ModelComparison.AreEqual(onnx, torch);
        CollectionAssert.AreEqual(onnx.Input.Mean, torch.Input.Mean);
        CollectionAssert.AreEqual(onnx.Input.Std, torch.Input.Std);
        Assert.AreEqual(onnx.Input.ResizeTo, torch.Input.ResizeTo);
    }

    [TestMethod]
    public void TheInt8NetworkIsCloseToTheOneItWasMadeFrom()
    {
        SqueezeNetModel real = ModelImporter.Import(Find(Onnx), new ImportOptions());
        SqueezeNetModel int8 = ModelImporter.Import(
            Find(Path.Combine("..", "peers", "squeezenet1_1_int8_qlinear.onnx")), new ImportOptions());
        IReadOnlyList<Convolution> layers = ModelComparison.Layers(int8);
        Assert.HasCount(26, layers);
        foreach ((Convolution a, Convolution b) in ModelComparison.Layers(real).Zip(layers))
        {
            // 127 steps a channel: the largest error is half a step of the channel's largest weight.
            int taps = a.Weights.Length / a.OutChannels;
            for (int o = 0; o < a.OutChannels; o++)
            {
                float[] channel = a.Weights[(o * taps)..((o + 1) * taps)];
                float error = channel.Zip(b.Weights.Skip(o * taps), (x, y) => Math.Abs(x - y)).Max();
                Assert.IsLessThanOrEqualTo(channel.Max(Math.Abs) / 250, error, $"{b.Name}, channel {o}");
            }

            Assert.AreEqual((a.Stride, a.Pad), (b.Stride, b.Pad));
        }
    }

    [TestMethod]
    public void Version11AtAnotherSize()
    {
        InputSpec input = ModelImporter.Import(Find(Onnx), new ImportOptions { Size = 160 }).Input;
        Assert.AreEqual((160, 160, 183), (input.Width, input.Height, input.ResizeTo));
    }

    [TestMethod]
    public void Version10FromDeepCompression()
    {
        SqueezeNetModel model = ModelImporter.Import(Find(Compressed), new ImportOptions());
        Convolution[] layers = [.. ModelComparison.Layers(model)];
        Assert.AreEqual(1_248_424, layers.Sum(l => l.Weights.Length + l.Bias.Length));
        CheckShapes(model, [16, 16, 32, 32, 48, 48, 64, 64]);
        Assert.AreEqual(
            (96, 7, 2, 0), (model.Conv1.OutChannels, model.Conv1.KernelHeight, model.Conv1.Stride, model.Conv1.Pad));
        CollectionAssert.AreEqual(new[] { 2, 6 }, PoolPositions(model));
        Assert.AreEqual(1, model.Conv10.Pad);
        Assert.AreEqual((227, 227, 256), (model.Input.Width, model.Input.Height, model.Input.ResizeTo));
        Assert.StartsWith("e4ab6960", model.Source.Sha256);
    }

    [TestMethod]
    public void Version10IsTheSameWithItsPrototxt()
    {
        SqueezeNetModel without = ModelImporter.Import(Find(Compressed), new ImportOptions());
        SqueezeNetModel with = ModelImporter.Import(Find(Compressed), new ImportOptions { Prototxt = Find(Prototxt) });
        ModelComparison.AreEqual(without, with);
        CollectionAssert.AreEqual(
            without.Fires.Select(f => f.Name).ToArray(), with.Fires.Select(f => f.Name).ToArray());
        Assert.AreEqual(without.Input with { Mean = with.Input.Mean, Std = with.Input.Std }, with.Input);
    }

    [TestMethod]
    [DataRow(Onnx, 4000)]
    [DataRow(StateDict, 4000)]
    [DataRow(Compressed, 500)]
    public void TruncationIsAlwaysAnImportException(string name, int parts)
    {
        byte[] whole = File.ReadAllBytes(Find(name));
        using TemporaryFolder folder = new();
        Random random = new(1);
        for (int i = 0; i < parts; i += parts / 40)
        {
            int length = Math.Min(whole.Length - 1, (int)((long)whole.Length * i / parts) + random.Next(2000));
            string path = folder.Write("cut" + Path.GetExtension(name), whole[..length]);
            Importing.Refused(() => ModelImporter.Import(path, new ImportOptions()), "cut");
        }
    }

    private static void CheckShapes(SqueezeNetModel model, int[] squeeze)
    {
        int channels = model.Conv1.OutChannels;
        Assert.AreEqual(3, model.Conv1.InChannels);
        CollectionAssert.AreEqual(squeeze, model.Fires.Select(f => f.Squeeze.OutChannels).ToArray());
        foreach (Fire fire in model.Fires)
        {
            int s = fire.Squeeze.OutChannels;
            Assert.AreEqual(channels, fire.Squeeze.InChannels);
            Assert.AreEqual(
                (s, 4 * s, 1), (fire.Expand1x1.InChannels, fire.Expand1x1.OutChannels, fire.Expand1x1.KernelWidth));
            Assert.AreEqual(
                (s, 4 * s, 3), (fire.Expand3x3.InChannels, fire.Expand3x3.OutChannels, fire.Expand3x3.KernelWidth));
            channels = 8 * s;
        }

        Assert.AreEqual((512, 1000), (model.Conv10.InChannels, model.Classes));
    }

    private static int[] PoolPositions(SqueezeNetModel model)
    {
        MaxPool pool = new(3, 2, 0, true);
        return [.. Enumerable.Range(0, model.Fires.Count).Where(i => model.Fires[i].PoolAfter == pool)];
    }

    private static string Find(string name)
    {
        return Repository.Shared(Path.Combine("models", name));
    }
}
