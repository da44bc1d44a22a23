using System;
using System.Linq;
using Google.Protobuf;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>What is not a SqueezeNet, or is damaged, is refused with a reason.</summary>
[TestClass]
public sealed class OnnxRefusalTests
{
    [TestMethod]
    public void DepthwiseConvolution()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        OnnxModelBuilder.Set(builder.Find("fire2_expand3"), "group", 4);
        Importing.Refused(builder, "node 'fire2_expand3'", "4 groups");
    }

    [TestMethod]
    public void MissingExpand3x3()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Find("fire2_squeeze").Input[0] = "pool1";
        builder.Find("fire3_squeeze").Input[0] = "fire2_expand1_relu";
        foreach (string name in new[] { "fire2_expand3", "fire2_expand3_relu", "fire2" })
        {
            builder.Model.Graph.Node.Remove(builder.Find(name));
        }

        Importing.Refused(builder, "node 'fire2_expand1'", "only convolution after 'fire2_squeeze'", "1x1 and 3x3");
    }

    [TestMethod]
    public void NoFireModule()
    {
        OnnxModelBuilder builder = new(1, 3, 32, 32);
        builder.ConvRelu("conv1", "image", 8, 3, 3, 2, 0);
        builder.ConvRelu("conv10", "conv1_relu", 5, 8, 1, 1, 0);
        builder.Node("GlobalAveragePool", "scores", "conv10_relu");
        Importing.Refused(builder, "node 'conv10'", "no Fire module");
    }

    [TestMethod]
    [DataRow("conv1_relu", "Clip", "'conv1'", "no ReLU")]
    [DataRow("conv10_relu", "Sigmoid", "'conv10_relu'", "average pool")]
    [DataRow("average", "GlobalMaxPool", "'average'", "average pool")]
    [DataRow("scores", "Gemm", "'scores'", "must end")]
    [DataRow("pool1", "AveragePool", "'pool1'", "convolution was expected")]
    [DataRow("fire2", "Sum", "'fire2'", "one concatenation")]
    [DataRow("fire2_expand3", "ConvTranspose", "'fire2_expand3'", "expand convolutions")]
    [DataRow("conv1", "ConvInteger", "'conv1'", "convolution was expected")]
    public void OtherOperators(string name, string op, string node, string word)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Find(name).OpType = op;
        Importing.Refused(builder, node, word);
    }

    [TestMethod]
    [DataRow("fire2", "axis", new long[] { 2 }, "along axis 2")]
    [DataRow("conv1", "strides", new long[] { 1, 2 }, "strides 1 and 2")]
    [DataRow("conv1", "dilations", new long[] { 2, 2 }, "dilated")]
    [DataRow("conv1", "pads", new long[] { 0, 0, 1, 1 }, "0, 0, 1, 1")]
    [DataRow("conv1", "pads", new long[] { 3, 3, 3, 3 }, "not smaller than the kernel")]
    [DataRow("conv1", "kernel_shape", new long[] { 5, 5 }, "kernel_shape")]
    [DataRow("conv1", "pads", new long[] { -1, -1, -1, -1 }, "small numbers")]
    [DataRow("pool1", "kernel_shape", new long[] { 9, 9 }, "1..8")]
    [DataRow("pool1", "strides", new long[] { 0, 0 }, "1..8")]
    [DataRow("fire2_expand3", "pads", new long[] { 0, 0, 0, 0 }, "pad 1, not 3x3")]
    [DataRow("conv10", "strides", new long[] { 2, 2 }, "stride 1")]
    public void Attributes(string name, string attribute, long[] values, string word)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        OnnxModelBuilder.Set(builder.Find(name), attribute, values);
        Importing.Refused(builder, $"'{name}'", word);
    }

    [TestMethod]
    public void ChannelsThatDoNotMeet()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Find("fire3_squeeze").Input[1] = "fire2_squeeze.weight";
        Importing.Refused(builder, "'fire3_squeeze'", "for 8 input channels, but 14 arrive");
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void WeightsThatAreNoNumbers(float bad)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        TensorProto tensor = builder.Tensor("fire3_expand1.weight");
        float[] values = OnnxModelBuilder.Floats(tensor);
        values[7] = bad;
        tensor.RawData = OnnxModelBuilder.Bytes(values);
        Importing.Refused(builder, "'fire3_expand1'", "weights[7]");
    }

    [TestMethod]
    public void WeightsOfOtherTypesOrSizes()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Tensor("conv10.weight").DataType = 6;
        Importing.Refused(builder, "'conv10'", "int32", "fp32");
        builder.Tensor("conv10.weight").DataType = 1;
        builder.Tensor("conv10.weight").RawData = ByteString.CopyFrom(new byte[12]);
        Importing.Refused(builder, "'conv10'", "holds 3 values, its shape says 70");
        builder.Tensor("conv10.weight").Dims[0] = long.MaxValue;
        Importing.Refused(builder, "'conv10'", "shape");
    }

    [TestMethod]
    public void InputsThatAreNoImage()
    {
        OnnxModelBuilder channelsLast = new(1, 32, 32, 3);
        channelsLast.ConvRelu("conv1", "image", 8, 3, 3, 2, 0);
        Importing.Refused(channelsLast, "1 x 32 x 32 x 3", "N x 3 x H x W");
        OnnxModelBuilder two = OnnxModelBuilder.Tiny();
        two.Model.Graph.Input.Add(new ValueInfoProto { Name = "second" });
        Importing.Refused(two, "2 inputs 'image', 'second'");
    }

    [TestMethod]
    public void CyclesAndRepeatedNames()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Find("conv1").Input[0] = "fire3";
        Importing.Refused(builder, "'conv1'", "nothing before it produces its input 'fire3'");
        builder = OnnxModelBuilder.Tiny();
        builder.Find("pool1").Output[0] = "conv1";
        Importing.Refused(builder, "'pool1'", "exists already");
    }

    [TestMethod]
    public void OtherFiles()
    {
        using TemporaryFolder folder = new();
        ImportOptions options = new();
        Importing.Refused(() => ModelImporter.Import(folder.File("absent.onnx"), options), "does not exist");
        Importing.Refused(() => ModelImporter.Import(folder.Write("empty.onnx", ""), options), "empty");
        Importing.Refused(() => ModelImporter.Import(folder.Write("a.pth", "x"), options), "torch.onnx.export");
        Importing.Refused(
            () => ModelImporter.Import(folder.Write("text.onnx", "hello, world"), options), "text.onnx", "byte");
    }

    [TestMethod]
    public void TruncationAnywhereIsAnImportException()
    {
        using TemporaryFolder folder = new();
        byte[] whole = OnnxModelBuilder.Tiny().ToBytes();
        for (int length = 0; length < whole.Length; length += length < 400 ? 1 : 37)
        {
            string path = folder.Write("cut.onnx", whole[..length]);
            Importing.Refused(() => ModelImporter.Import(path, new ImportOptions()), "cut.onnx");
        }
    }

    [TestMethod]
    public void DamageAnywhereIsAnImportExceptionOrAModel()
    {
        using TemporaryFolder folder = new();
        byte[] whole = OnnxModelBuilder.Tiny().ToBytes();
        Random random = new(20);
        for (int round = 0; round < 1500; round++)
        {
            byte[] damaged = [.. whole];
            foreach (int _ in Enumerable.Range(0, random.Next(1, 4)))
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            string path = folder.Write("damaged.onnx", damaged);
            try
            {
                ModelImporter.Import(path, new ImportOptions());
            }
            catch (ImportException e)
            {
                Assert.IsNotEmpty(e.Problem);
            }
        }
    }
}
