using System;
using System.Linq;
using Google.Protobuf;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Caffe;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Caffe's binary models, in both formats of layers.</summary>
[TestClass]
public sealed class CaffeImportTests
{
    private static readonly ImportOptions rgb = new() { ChannelOrder = ChannelOrder.Rgb };

    [TestMethod]
    public void RandomNetworksComeBackFromEveryFormat()
    {
        using TemporaryFolder folder = new();
        for (int seed = 0; seed < 200; seed++)
        {
            SqueezeNetModel model = Named(seed);
            CaffeWriter writer = new(model)
            {
                Old = seed % 2 == 0,
                OldShapes = seed / 2 % 2 == 0,
                Doubles = seed / 4 % 2 == 0,
                Training = seed / 8 % 2 == 0,
            };
            byte[] bytes = writer.Write().ToByteArray();
            ImportOptions options = writer.Training ? rgb with { Size = model.Input.Height } : rgb;
            string path = folder.Write("net.caffemodel", bytes);
            ModelComparison.AreEqual(
                writer.Training ? Square(model) : model, ModelImporter.Import(path, options), $"seed {seed}");
        }
    }

    [TestMethod]
    public void DefaultsAreCaffesOrTheTrainings()
    {
        SqueezeNetModel model = Square(Named(2));
        SqueezeNetModel plain = Import(new CaffeWriter(model).Write());
        Assert.AreEqual("caffe", plain.Source.Format);
        CollectionAssert.AreEqual(new[] { 123f, 117f, 104f }, plain.Input.Mean);
        CollectionAssert.AreEqual(new[] { 1f, 1f, 1f }, plain.Input.Std);
        int kernel = model.Conv1.KernelHeight * model.Conv1.KernelWidth;
        CollectionAssert.AreEqual(model.Conv1.Weights[..kernel], plain.Conv1.Weights[(2 * kernel)..(3 * kernel)]);

        SqueezeNetModel trained = Import(new CaffeWriter(model) { Training = true }.Write());
        CollectionAssert.AreEqual(new[] { 30f, 20f, 10f }, trained.Input.Mean);
        CollectionAssert.AreEqual(new[] { 2f, 2f, 2f }, trained.Input.Std);
        Assert.AreEqual(model.Input.Height, trained.Input.Width);
    }

    [TestMethod]
    public void APrototxtNamesTheLayersOfBareWeights()
    {
        using TemporaryFolder folder = new();
        NetParameter net = new();
        for (int i = CompressedModel.Layers.Length - 1; i >= 0; i--)
        {
            LayerParameter layer = new() { Name = CompressedModel.Names[i] };
            layer.Blobs.Add(Blob(CompressedModel.Shapes[i], i));
            layer.Blobs.Add(Blob([CompressedModel.Layers[i].Biases], i));
            net.Layer.Add(layer);
        }

        ImportOptions options = rgb with { Prototxt = folder.Write("net.prototxt", CompressedModel.Prototxt) };
        string path = folder.Write("net.caffemodel", net.ToByteArray());
        SqueezeNetModel model = ModelImporter.Import(path, options);
        CollectionAssert.AreEqual(net.Layer[0].Blobs[0].Data.ToArray(), model.Conv10.Weights);
        CollectionAssert.AreEqual(net.Layer[^1].Blobs[1].Data.ToArray(), model.Conv1.Bias);
        Importing.Refused(() => ModelImporter.Import(path, new ImportOptions()), "0 inputs", "prototxt");

        net.Layer.RemoveAt(1);
        path = folder.Write("net.caffemodel", net.ToByteArray());
        Importing.Refused(() => ModelImporter.Import(path, options), "'e3'", "no weights for this layer");
    }

    [TestMethod]
    public void AnOldPrototxtIsReadToo()
    {
        string old = CompressedModel.Prototxt.Replace("layer {", "layers {", StringComparison.Ordinal);
        foreach ((string type, string number) in new[]
        {
            ("Convolution", "CONVOLUTION"), ("ReLU", "RELU"), ("Pooling", "POOLING"), ("Concat", "CONCAT"),
            ("Dropout", "DROPOUT"), ("Softmax", "SOFTMAX"),
        })
        {
            old = old.Replace($"type: \"{type}\"", $"type: {number}", StringComparison.Ordinal);
        }

        using TemporaryFolder folder = new();
        string net = folder.Write("net.net", CompressedModel.Write());
        SqueezeNetModel expected = ModelImporter.Import(
            net, new ImportOptions { Prototxt = folder.Write("new.prototxt", CompressedModel.Prototxt) });
        Assert.Contains("CONVOLUTION", old);
        ModelComparison.AreEqual(
            expected, ModelImporter.Import(net, new ImportOptions { Prototxt = folder.Write("old.prototxt", old) }));
    }

    [TestMethod]
    public void WeightsThatDoNotFit()
    {
        SqueezeNetModel model = Named(4);
        foreach ((Action<NetParameter> change, string word) in new (Action<NetParameter>, string)[]
        {
            (n => n.Layer[0].Blobs.RemoveAt(1), "has 1 blobs"),
            (n => n.Layer[0].Blobs[0].Shape.Dim[0]++, "its weights have shape"),
            (n => n.Layer[0].Blobs[0].Data.RemoveAt(0), "their shape says"),
            (n => n.Layer[0].Blobs[1].Data[0] = float.NaN, "bias[0] is NaN"),
            (n => n.Layer.Add(n.Layer[0]), "two layers with weights"),
            (n => n.Layer[0].ConvolutionParam.NumOutput = uint.MaxValue, "not an integer"),
            (n => n.Layer[0].ConvolutionParam.KernelSize[0] = 0, "kernel"),
            (n => n.Layer[0].Bottom[0] = "none", "'none'"),
            (n => n.Input.Add("more"), "2 inputs"),
        })
        {
            NetParameter net = new CaffeWriter(model).Write();
            change(net);
            Importing.Refused(() => Import(net, rgb), word);
        }
    }

    [TestMethod]
    public void OtherFilesAreRefused()
    {
        Importing.Refused(() => Import(new NetParameter { Name = "x" }), "no layers");
        using TemporaryFolder folder = new();
        string text = folder.Write("text.caffemodel", "layer { name: \"conv1\" }");
        Importing.Refused(() => ModelImporter.Import(text, new ImportOptions()), "no layers in this file");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void TruncationAndDamageAreAnImportExceptionOrAModel(bool old)
    {
        byte[] whole = new CaffeWriter(Named(5)) { Old = old, OldShapes = old }.Write().ToByteArray();
        using TemporaryFolder folder = new();
        Random random = new(5);
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = round % 2 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int i = round % 2 == 0 ? 0 : random.Next(1, 4); i > 0; i--)
            {
                // The first kilobytes hold the structure, the rest mostly weights.
                damaged[random.Next(i == 1 ? damaged.Length : Math.Min(damaged.Length, 2000))] = (byte)random.Next(256);
            }

            try
            {
                ModelImporter.Import(folder.Write("net.caffemodel", damaged), rgb);
            }
            catch (ImportException e)
            {
                Assert.IsNotEmpty(e.Remedy);
            }
        }
    }

    private static BlobProto Blob(int[] shape, int seed)
    {
        BlobProto blob = new() { Shape = new BlobShape() };
        blob.Shape.Dim.AddRange(shape.Select(d => (long)d));
        blob.Data.AddRange(Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => (i + seed) / 64f));
        return blob;
    }

    /// <summary>A random network whose layers have names of their own.</summary>
    private static SqueezeNetModel Named(int seed)
    {
        SqueezeNetModel model = seed % 3 == 0 ? RandomModels.WithBypasses(seed) : RandomModels.Any(seed);
        return model with
        {
            Fires =
            [
                .. model.Fires.Select(f => f with
                {
                    Squeeze = f.Squeeze with { Name = $"{f.Name}/squeeze" },
                    Expand1x1 = f.Expand1x1 with { Name = $"{f.Name}/expand1x1" },
                    Expand3x3 = f.Expand3x3 with { Name = $"{f.Name}/expand3x3" },
                }),
            ],
        };
    }

    private static SqueezeNetModel Square(SqueezeNetModel model)
    {
        return model with { Input = model.Input with { Width = model.Input.Height } };
    }

    private static SqueezeNetModel Import(NetParameter net, ImportOptions? options = null)
    {
        using TemporaryFolder folder = new();
        return ModelImporter.Import(folder.Write("net.caffemodel", net.ToByteArray()), options ?? new ImportOptions());
    }
}
