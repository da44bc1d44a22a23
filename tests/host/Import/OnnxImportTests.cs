using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>What a small ONNX file becomes.</summary>
[TestClass]
public sealed class OnnxImportTests
{
    [TestMethod]
    public void LayersAndDefaults()
    {
        SqueezeNetModel model = Importing.Import(OnnxModelBuilder.Tiny());
        Assert.AreEqual("tiny", model.Name);
        Assert.AreEqual("onnx", model.Source.Format);
        Assert.HasCount(64, model.Source.Sha256);
        Assert.AreEqual((32, 32, 32), (model.Input.Width, model.Input.Height, model.Input.ResizeTo));
        Assert.AreEqual(0.485f * 255f, model.Input.Mean[0]);
        Assert.AreEqual(0.225f * 255f, model.Input.Std[2]);
        Assert.AreEqual(new MaxPool(3, 2, 0, true), model.Pool1);
        Assert.HasCount(2, model.Fires);
        Assert.AreEqual("fire2", model.Fires[0].Name);
        Assert.AreEqual(8, model.Fires[1].Expand3x3.OutChannels);
        Assert.IsNull(model.Fires[1].PoolAfter);
        Assert.AreEqual(OnnxModelBuilder.Classes, model.Classes);
        Assert.IsEmpty(model.Labels);
    }

    [TestMethod]
    public void WeightsFromRawBytesListedValuesAndConstantNodes()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        float[] conv1 = OnnxModelBuilder.Floats(builder.Tensor("conv1.weight"));
        float[] conv10 = OnnxModelBuilder.Floats(builder.Tensor("conv10.weight"));
        TensorProto listed = builder.Tensor("conv1.weight");
        listed.ClearRawData();
        listed.FloatData.AddRange(conv1);
        TensorProto constant = builder.Tensor("conv10.weight");
        builder.Model.Graph.Initializer.Remove(constant);
        AttributeProto value = new() { Name = "value", T = constant };
        builder.Model.Graph.Node.Insert(
            0, new NodeProto { OpType = "Constant", Output = { "conv10.weight" }, Attribute = { value } });

        SqueezeNetModel model = Importing.Import(builder);
        CollectionAssert.AreEqual(conv1, model.Conv1.Weights);
        CollectionAssert.AreEqual(conv10, model.Conv10.Weights);
        CollectionAssert.AreEqual(
            OnnxModelBuilder.Floats(builder.Tensor("fire2_expand3.bias")), model.Fires[0].Expand3x3.Bias);
    }

    [TestMethod]
    public void BgrSwapsTheInputChannelsOfConv1()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        SqueezeNetModel rgb = Importing.Import(builder);
        SqueezeNetModel bgr = Importing.Import(builder, new ImportOptions { ChannelOrder = ChannelOrder.Bgr });
        for (int o = 0; o < 8; o++)
        {
            for (int c = 0; c < 3; c++)
            {
                CollectionAssert.AreEqual(Taps(rgb.Conv1, o, c), Taps(bgr.Conv1, o, 2 - c));
            }
        }

        CollectionAssert.AreEqual(rgb.Fires[0].Squeeze.Weights, bgr.Fires[0].Squeeze.Weights);
    }

    [TestMethod]
    public void ConcatenationInTheOtherOrderPermutesTheNextLayer()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        foreach (string fire in new[] { "fire2", "fire3" })
        {
            NodeProto concat = builder.Find(fire);
            (concat.Input[0], concat.Input[1]) = (concat.Input[1], concat.Input[0]);
        }

        SqueezeNetModel usual = Importing.Import(OnnxModelBuilder.Tiny());
        SqueezeNetModel swapped = Importing.Import(builder);
        Assert.AreEqual(6, swapped.Fires[0].Expand1x1.OutChannels);
        foreach ((Convolution file, Convolution model) in new[]
        {
            (usual.Fires[1].Squeeze, swapped.Fires[1].Squeeze), (usual.Conv10, swapped.Conv10),
        })
        {
            for (int i = 0; i < 14; i++)
            {
                // In the file, the 8 channels of the 3x3 convolution come first.
                CollectionAssert.AreEqual(Taps(file, 1, i < 6 ? i + 8 : i - 6), Taps(model, 1, i));
            }
        }
    }

    [TestMethod]
    public void AbsentBiasIsZero()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Find("conv1").Input.RemoveAt(2);
        CollectionAssert.AreEqual(new float[8], Importing.Import(builder).Conv1.Bias);
    }

    [TestMethod]
    public void BatchNormalizationIsFolded()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto node = builder.InsertBefore("conv1_relu", "BatchNormalization", "norm");
        foreach ((string name, float value) in new[]
        {
            ("scale", 3f), ("shift", 0.5f), ("mean", 0.25f), ("variance", 4f),
        })
        {
            node.Input.Add(name);
            builder.AddTensor(name, 8).RawData = OnnxModelBuilder.Bytes([.. Enumerable.Repeat(value, 8)]);
        }

        Convolution plain = Importing.Import(OnnxModelBuilder.Tiny()).Conv1;
        Convolution folded = Importing.Import(builder).Conv1;
        Assert.AreEqual(plain.Weights[5] * 1.5f, folded.Weights[5], 1e-5f);
        Assert.AreEqual(((plain.Bias[3] - 0.25f) * 1.5f) + 0.5f, folded.Bias[3], 1e-5f);
    }

    [TestMethod]
    public void ReluBehindTheConcatenation()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto concat = builder.Find("fire3");
        foreach (string branch in new[] { "fire3_expand1", "fire3_expand3" })
        {
            builder.Model.Graph.Node.Remove(builder.Find(branch + "_relu"));
        }

        concat.Input.Clear();
        concat.Input.AddRange(["fire3_expand1", "fire3_expand3"]);
        builder.InsertBefore("drop", "Relu", "late");
        Assert.HasCount(2, Importing.Import(builder).Fires);
    }

    [TestMethod]
    public void PadsAtTheFarSidesOnlyAreCeilMode()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto pool = builder.Find("pool1");
        OnnxModelBuilder.Set(pool, "ceil_mode", 0);
        OnnxModelBuilder.Set(pool, "pads", 0, 0, 1, 1);
        Assert.AreEqual(new MaxPool(3, 2, 0, true), Importing.Import(builder, new ImportOptions { Size = 34 }).Pool1);
        OnnxModelBuilder.Set(pool, "pads", 0, 0, 3, 3);
        Importing.Refused(builder, "'pool1'", "no equal");
    }

    [TestMethod]
    public void AutomaticPaddingIsResolvedWhereItIsSymmetric()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto conv = builder.Find("fire2_expand3");
        conv.Attribute.Remove(conv.Attribute.First(a => a.Name == "pads"));
        AttributeProto mode = new() { Name = "auto_pad", S = Google.Protobuf.ByteString.CopyFromUtf8("SAME_UPPER") };
        conv.Attribute.Add(mode);
        Assert.AreEqual(1, Importing.Import(builder).Fires[0].Expand3x3.Pad);
        builder.Find("conv1").Attribute.Add(mode);
        Importing.Refused(builder, "'conv1'", "0, 0, 1, 1", "differ between the sides");
    }

    [TestMethod]
    public void AverageOverAllAxesByReduceMean()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto average = builder.Find("average");
        average.OpType = "ReduceMean";
        OnnxModelBuilder.Set(average, "axes", -1, -2);
        Assert.AreEqual(5, Importing.Import(builder).Classes);
        OnnxModelBuilder.Set(average, "axes", 1);
        Importing.Refused(builder, "'average'", "whole 7 x 7");
    }

    [TestMethod]
    public void AverageWithAFixedWindowBindsTheSize()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto average = builder.Find("average");
        average.OpType = "AveragePool";
        OnnxModelBuilder.Set(average, "kernel_shape", 7, 7);
        Assert.AreEqual(5, Importing.Import(builder).Classes);
        Importing.Refused(
            () => Importing.Import(builder, new ImportOptions { Size = 48 }), "'average'", "whole 11 x 11");
    }

    [TestMethod]
    public void ShapeArithmeticBehindTheAverageIsIgnored()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.Graph.Node.RemoveAt(builder.Model.Graph.Node.Count - 1);
        builder.Node("Shape", "shape", "average");
        builder.Node("Reshape", "flat", "average", "shape");
        builder.Node("Softmax", "scores", "flat");
        Assert.AreEqual(5, Importing.Import(builder).Classes);
    }

    [TestMethod]
    public void ExternalWeightsAreReadFromTheModelsFolder()
    {
        using TemporaryFolder folder = new();
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        TensorProto tensor = builder.Tensor("conv1.weight");
        float[] values = OnnxModelBuilder.Floats(tensor);
        folder.Write("weights.bin", [.. new byte[64], .. tensor.RawData]);
        MakeExternal(tensor, "weights.bin", "64", $"{values.Length * 4}");
        string path = folder.Write("external.onnx", builder.ToBytes());
        CollectionAssert.AreEqual(values, ModelImporter.Import(path, new ImportOptions()).Conv1.Weights);

        folder.Write("weights.bin", new byte[100]);
        Importing.Refused(() => ModelImporter.Import(path, new ImportOptions()), "weights.bin", "the file has 100");
    }

    [TestMethod]
    [DataRow("absent.bin", "0", "864", "is missing")]
    [DataRow("../weights.bin", "0", "864", "outside the model's folder")]
    [DataRow("sub/../../weights.bin", "0", "864", "outside the model's folder")]
    [DataRow("/weights.bin", "0", "864", "outside the model's folder")]
    [DataRow("", "0", "864", "outside the model's folder")]
    [DataRow("a\0b", "0", "864", "outside the model's folder")]
    [DataRow("here.bin", "0", "868", "its shape needs 864")]
    [DataRow("here.bin", "-4", "864", "external offset '-4'")]
    [DataRow("here.bin", "9223372036854775807", "864", "the file has 864")]
    public void ExternalWeightsElsewhereAreRefused(string location, string offset, string length, string word)
    {
        using TemporaryFolder folder = new();
        folder.Write("here.bin", new byte[864]);
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        MakeExternal(builder.Tensor("conv1.weight"), location, offset, length);
        string path = folder.Write("external.onnx", builder.ToBytes());
        ImportException e = Importing.Refused(() => ModelImporter.Import(path, new ImportOptions()), word);
        Assert.AreEqual("conv1", e.Node);
    }

    [TestMethod]
    public void ExternalWeightsBehindALinkToTheOutsideAreRefused()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder other = new();
        string target = other.Write("weights.bin", new byte[864]);
        try
        {
            File.CreateSymbolicLink(folder.File("link.bin"), target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Assert.Inconclusive("skipped: links cannot be made here");
        }

        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        MakeExternal(builder.Tensor("conv1.weight"), "link.bin", "0", "864");
        string path = folder.Write("external.onnx", builder.ToBytes());
        Importing.Refused(() => ModelImporter.Import(path, new ImportOptions()), "outside the model's folder");
    }

    private static float[] Taps(Convolution conv, int output, int input)
    {
        int taps = conv.KernelHeight * conv.KernelWidth;
        return conv.Weights.AsSpan(((output * conv.InChannels) + input) * taps, taps).ToArray();
    }

    private static void MakeExternal(TensorProto tensor, string location, string offset, string length)
    {
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        foreach ((string key, string value) in new[] { ("location", location), ("offset", offset), ("length", length) })
        {
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }
    }
}
