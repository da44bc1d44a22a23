using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Deep Compression files and the Caffe text format.</summary>
[TestClass]
public sealed class DeepCompressionTests
{
    [TestMethod]
    public void WeightsComeBack()
    {
        SqueezeNetModel model = Import(
            CompressedModel.Write(), options: new ImportOptions { ChannelOrder = ChannelOrder.Rgb });
        Convolution[] layers =
        [
            model.Conv1, model.Fires[0].Squeeze, model.Fires[0].Expand1x1, model.Fires[0].Expand3x3, model.Conv10,
        ];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            IEnumerable<float> expected = Enumerable.Range(0, CompressedModel.Layers[layer].Weights)
                .Select(w => CompressedModel.Value(layer, CompressedModel.Code(layer, w)));
            CollectionAssert.AreEqual(expected.ToArray(), layers[layer].Weights);
            Assert.AreEqual(CompressedModel.Bias(layer, 1), layers[layer].Bias[1]);
        }
    }

    [TestMethod]
    public void LayersAndDefaults()
    {
        SqueezeNetModel model = Import(CompressedModel.Write());
        Assert.AreEqual("deep-compression", model.Source.Format);
        Assert.AreEqual((20, 20, 20), (model.Input.Width, model.Input.Height, model.Input.ResizeTo));
        CollectionAssert.AreEqual(new[] { 123f, 117f, 104f }, model.Input.Mean);
        CollectionAssert.AreEqual(new[] { 1f, 1f, 1f }, model.Input.Std);
        Assert.AreEqual(new MaxPool(3, 2, 0, true), model.Pool1);
        Assert.AreEqual((1, 4), (model.Conv10.Pad, model.Classes));
        Assert.AreEqual("e3", model.Fires[0].Expand3x3.Name);
    }

    [TestMethod]
    public void BlueFirstIsTheDefault()
    {
        float[] file = Import(
            CompressedModel.Write(), options: new ImportOptions { ChannelOrder = ChannelOrder.Rgb }).Conv1.Weights;
        float[] model = Import(CompressedModel.Write()).Conv1.Weights;
        CollectionAssert.AreEqual(file[..9], model[18..27]);
        CollectionAssert.AreEqual(file[9..18], model[9..18]);
        CollectionAssert.AreEqual(file[45..], model[27..36]);
    }

    [TestMethod]
    public void TruncatedFilesAreRefusedWithTheOffset()
    {
        byte[] whole = CompressedModel.Write();
        for (int length = 0; length < whole.Length; length += 13)
        {
            ImportException e = Importing.Refused(() => Import(whole[..length]), "tiny.net");
            Assert.IsTrue(length == 0 || e.Offset <= length);
        }
    }

    [TestMethod]
    public void TooLongFilesAreRefused()
    {
        byte[] whole = CompressedModel.Write();
        ImportException e = Importing.Refused(() => Import([.. whole, 1, 2]), "2 bytes are left over");
        Assert.AreEqual(whole.Length, e.Offset);
    }

    [TestMethod]
    public void ImpossibleContentsAreRefused()
    {
        byte[] counts = CompressedModel.Write();
        counts[5] = 1;
        ImportException e = Importing.Refused(() => Import(counts), "node 's'", "of 6 weights");
        Assert.AreEqual(4, e.Offset);
        byte[] codebook = CompressedModel.Write();
        BitConverter.TryWriteBytes(codebook.AsSpan(24), float.NaN);
        Importing.Refused(() => Import(codebook), "(byte 24)", "node 'conv1'", "NaN");
        byte[] runs = CompressedModel.Write();
        int firstRun = 20 + 1024 + 8 + BitConverter.ToInt32(runs);
        runs.AsSpan(firstRun, 4).Fill(0xFF);
        Importing.Refused(() => Import(runs), "node 'conv1'", "beyond the layer's 54 weights");
    }

    [TestMethod]
    public void RandomDamageIsAnImportExceptionOrAModel()
    {
        using TemporaryFolder folder = new();
        ImportOptions options = new() { Prototxt = folder.Write("tiny.prototxt", CompressedModel.Prototxt) };
        byte[] whole = CompressedModel.Write();
        Random random = new(7);
        for (int round = 0; round < 500; round++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Try(() => ModelImporter.Import(folder.Write("tiny.net", damaged), options));
        }
    }

    [TestMethod]
    public void DamagedPrototxtIsAnImportExceptionOrAModel()
    {
        using TemporaryFolder folder = new();
        string net = folder.Write("tiny.net", CompressedModel.Write());
        Random random = new(8);
        for (int round = 0; round < 1000; round++)
        {
            char[] text = CompressedModel.Prototxt.ToCharArray();
            text[random.Next(text.Length)] = (char)random.Next(32, 127);
            string cut = new(text, 0, round % 2 == 0 ? text.Length : random.Next(text.Length));
            Try(() => ModelImporter.Import(net, new ImportOptions { Prototxt = folder.Write("tiny.prototxt", cut) }));
        }
    }

    [TestMethod]
    [DataRow("type: \"Dropout\"", "type: \"Eltwise\"", "'drop'", "only the input of fire2 itself")]
    [DataRow("pool: AVE", "pool: MAX", "'avg'", "GlobalMaxPool")]
    [DataRow("pool: MAX", "pool: STOCHASTIC", "'pool1'", "StochasticPool")]
    [DataRow("num_output: 2 kernel_size: 3", "num_output: 2 kernel_size: 30", "'conv1'", "30 x 30")]
    [DataRow("num_output: 3", "num_output: three", "num_output", "byte")]
    [DataRow("bottom: \"pool1\"", "bottom: \"pool9\"", "'s'", "'pool9'")]
    [DataRow("dim: 1 dim: 3 dim: 20 dim: 20", "dim: 1 dim: 20 dim: 20 dim: 3", "1 x 20 x 20 x 3", "'data'")]
    [DataRow("dim: 1 dim: 3 dim: 20 dim: 20", "", "open", "Give the side")]
    [DataRow("{ name: \"prob\"", "{{ name: \"prob\"", "not expected", "byte")]
    [DataRow("layer { name: \"relu1\" type: \"ReLU\" bottom: \"conv1\" top: \"conv1\" }", "", "'conv1'", "no ReLU")]
    public void OtherNetworksAreRefused(string old, string changed, string first, string second)
    {
        string text = CompressedModel.Prototxt.Replace(old, changed, StringComparison.Ordinal);
        Importing.Refused(() => Import(CompressedModel.Write(), text), first, second);
    }

    [TestMethod]
    public void SizeComesFromTheUserFirst()
    {
        string text = CompressedModel.Prototxt.Replace("dim: 1 dim: 3 dim: 20 dim: 20", "", StringComparison.Ordinal);
        Assert.AreEqual(24, Import(CompressedModel.Write(), text, new ImportOptions { Size = 24 }).Input.Width);
        Assert.AreEqual(24, Import(CompressedModel.Write(), options: new ImportOptions { Size = 24 }).Input.Width);
    }

    private static SqueezeNetModel Import(byte[] file, string? prototxt = null, ImportOptions? options = null)
    {
        using TemporaryFolder folder = new();
        string text = folder.Write("tiny.prototxt", prototxt ?? CompressedModel.Prototxt);
        return ModelImporter.Import(
            folder.Write("tiny.net", file), (options ?? new ImportOptions()) with { Prototxt = text });
    }

    private static void Try(Action import)
    {
        try
        {
            import();
        }
        catch (ImportException e)
        {
            Assert.IsNotEmpty(e.Problem);
        }
    }
}
