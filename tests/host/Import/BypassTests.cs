using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import.Caffe;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Recognition;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Simple bypasses around Fire modules, and others, which are refused.</summary>
[TestClass]
public sealed class BypassTests
{
    [TestMethod]
    [DataRow("Add", false)]
    [DataRow("Sum", true)]
    public void InputOfAFireModuleIsAddedToItsOutput(string op, bool inputFirst)
    {
        OnnxModelBuilder builder = Tiny("fire3", "fire2", op, inputFirst);
        SqueezeNetModel model = Importing.Import(builder);
        CollectionAssert.AreEqual(new[] { false, true }, model.Fires.Select(f => f.HasBypass).ToArray());
        RgbImage image = RandomModels.Images(model, 1, 1)[0];
        double[] expected = PlainNetwork.Run(model, image);
        float[] logits = new FloatNetwork(model).Run(image);
        for (int c = 0; c < logits.Length; c++)
        {
            Assert.AreEqual(expected[c], logits[c], 1e-4 * expected.Max());
        }
    }

    /// <summary>A file becomes a blob whose engines answer as the imported network does.</summary>
    [TestMethod]
    public void FromFileToBlob()
    {
        SqueezeNetModel model = Importing.Import(Alive(Tiny("fire3", "fire2")));
        List<RgbImage> images = RandomModels.Images(model, 8, 2);
        QuantizedNetwork quantized = Quantizer.Quantize(model, images);
        byte[] blob = BlobWriter.Write(quantized, new BlobMeta());
        Assert.IsTrue(Blob.Open(blob).Stage(2).Adds);
        foreach (Backend backend in new[] { Backend.Native, Backend.Vector, Backend.Managed })
        {
            using Network network = Network.Open(blob, backend);
            network.Classify(new Frame(images[0].Pixels, images[0].Width, images[0].Height, PixelFormat.Rgb888));
            CollectionAssert.AreEqual(PlainIntegerNetwork.Scores(quantized, images[0]), network.Scores);
        }
    }

    [TestMethod]
    public void PoolsMayFollowTheSumAndPrecedeTheModule()
    {
        OnnxModelBuilder b = new(1, 3, 48, 48);
        b.ConvRelu("conv1", "image", 32, 3, 3, 2, 0);
        b.Pool("pool1", "conv1_relu");
        b.Fire("fire2", "pool1", 32, 4, 16, 16);
        b.Node("Add", "sum2", "fire2", "pool1");
        b.Node("Relu", "sum2_relu", "sum2");
        b.Pool("pool2", "sum2_relu");
        b.Fire("fire3", "pool2", 32, 4, 16, 16);
        b.Node("Dropout", "drop3", "fire3");
        b.Node("Add", "sum3", "drop3", "pool2");
        b.Fire("fire4", "sum3", 32, 4, 16, 16);
        b.Node("Add", "sum4", "sum3", "fire4");
        Head(b, "sum4", 32);
        SqueezeNetModel model = Importing.Import(b);
        Assert.IsTrue(model.Fires.All(f => f.HasBypass));
        Assert.IsNotNull(model.Fires[0].PoolAfter);
        Assert.IsNull(model.Fires[1].PoolAfter);
    }

    [TestMethod]
    public void BothModulesMayConcatenateInTheOtherOrder()
    {
        OnnxModelBuilder builder = Tiny("fire3", "fire2");
        Swap(builder.Find("fire2"));
        Importing.Refused(builder, "'sum'", "different orders");
        Swap(builder.Find("fire3"));
        Assert.IsTrue(Importing.Import(builder).Fires[1].HasBypass);
    }

    [TestMethod]
    public void BypassAcrossTwoModules()
    {
        OnnxModelBuilder b = new(1, 3, 32, 32);
        b.ConvRelu("conv1", "image", 14, 3, 3, 2, 0);
        b.Fire("fire2", "conv1_relu", 14, 4, 6, 8);
        b.Fire("fire3", "fire2", 14, 4, 6, 8);
        b.Node("Add", "sum", "fire3", "conv1_relu");
        Head(b, "sum", 14);
        Importing.Refused(b, "'sum'", "only the input of fire2 itself");
    }

    [TestMethod]
    public void ComplexBypass()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        foreach (bool relu in new[] { false, true })
        {
            builder = OnnxModelBuilder.Tiny();
            builder.Conv("bypass", "fire2", 14, 14, 1, 1, 0);
            builder.Node("Relu", "bypass_relu", "bypass");
            Close(builder, relu ? "bypass_relu" : "bypass");
            if (!relu)
            {
                builder.Model.Graph.Node.Remove(builder.Find("bypass_relu"));
            }

            Importing.Refused(builder, "'bypass'", "complex bypass");
        }
    }

    [TestMethod]
    public void OtherChannels()
    {
        OnnxModelBuilder b = new(1, 3, 32, 32);
        b.ConvRelu("conv1", "image", 8, 3, 3, 2, 0);
        b.Fire("fire2", "conv1_relu", 8, 4, 6, 8);
        b.Node("Add", "sum", "fire2", "conv1_relu");
        Head(b, "sum", 14);
        Importing.Refused(b, "'sum'", "8 channels to the 14 of fire2");
    }

    [TestMethod]
    [DataRow(6, 8, 8, 6, false)]
    [DataRow(16, 16, 20, 12, false)]
    [DataRow(16, 32, 32, 16, true)]
    [DataRow(20, 12, 20, 12, true)]
    public void ChannelsThatCannotBeStoredAlike(int small2, int large2, int small3, int large3, bool allowed)
    {
        OnnxModelBuilder b = new(1, 3, 32, 32);
        b.ConvRelu("conv1", "image", 8, 3, 3, 2, 0);
        b.Fire("fire2", "conv1_relu", 8, 4, small2, large2);
        b.Fire("fire3", "fire2", small2 + large2, 4, small3, large3);
        b.Node("Add", "sum", "fire3", "fire2");
        Head(b, "sum", small2 + large2);
        if (!allowed)
        {
            Importing.Refused(b, "'sum'", $"fire2 ({small2} + {large2} channels)", "multiples of 16");
            return;
        }

        SqueezeNetModel model = Importing.Import(Alive(b));
        QuantizedNetwork quantized = Quantizer.Quantize(model, RandomModels.Images(model, 3, 1));
        using Network network = Network.Open(BlobWriter.Write(quantized, new BlobMeta()), Backend.Native);
        network.SelfTest();
    }

    [TestMethod]
    public void SumsElsewhere()
    {
        OnnxModelBuilder twice = Tiny("fire3", "fire3");
        Importing.Refused(twice, "'sum'", "only the input of fire3 itself");

        OnnxModelBuilder three = Tiny("fire3", "fire2", "Sum");
        three.Find("sum").Input.Add("fire2");
        Importing.Refused(three, "'sum'", "only the input of fire3 itself");

        OnnxModelBuilder constant = OnnxModelBuilder.Tiny();
        constant.AddTensor("offset", 1, 14, 1, 1);
        Close(constant, "offset");
        Importing.Refused(constant, "'sum'", "only the input of fire3 itself");

        OnnxModelBuilder difference = Tiny("fire3", "fire2", "Sub");
        Importing.Refused(difference, "'sum'", "(Sub)");

        OnnxModelBuilder late = new(1, 3, 32, 32);
        late.ConvRelu("conv1", "image", 8, 3, 3, 2, 0);
        late.Fire("fire2", "conv1_relu", 8, 4, 6, 8);
        late.ConvRelu("conv10", "fire2", 14, 14, 1, 1, 0);
        late.Node("Add", "sum", "conv10_relu", "fire2");
        late.Node("GlobalAveragePool", "scores", "sum");
        Importing.Refused(late, "'sum'", "behind the last Fire module");
    }

    /// <summary>relu(expand + input) is not relu(expand) + input.</summary>
    [TestMethod]
    public void SumInFrontOfTheRelu()
    {
        OnnxModelBuilder b = new(1, 3, 32, 32);
        b.ConvRelu("conv1", "image", 8, 3, 3, 2, 0);
        b.Fire("fire2", "conv1_relu", 8, 4, 6, 8);
        b.ConvRelu("squeeze", "fire2", 4, 14, 1, 1, 0);
        b.Conv("small", "squeeze_relu", 6, 4, 1, 1, 0);
        b.Conv("large", "squeeze_relu", 8, 4, 3, 1, 1);
        OnnxModelBuilder.Set(b.Node("Concat", "fire3", "small", "large"), "axis", 1);
        b.Node("Add", "sum", "fire3", "fire2");
        b.Node("Relu", "sum_relu", "sum");
        Head(b, "sum_relu", 14);
        Importing.Refused(b, "'small'", "no ReLU follows");
    }

    [TestMethod]
    [DataRow("", true)]
    [DataRow("eltwise_param { operation: SUM coeff: 1 coeff: 1 }", true)]
    [DataRow("eltwise_param { operation: SUM coeff: 1 coeff: -1 }", false)]
    [DataRow("eltwise_param { operation: MAX }", false)]
    public void CaffesEltwise(string parameters, bool isSum)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(
            "net.prototxt", Prototxt.Replace("PARAMETERS", parameters, StringComparison.Ordinal));
        CaffeNetwork network = CaffeReader.Read(path);
        Dictionary<string, IConstant> constants = [];
        foreach (CaffeConvolution c in network.Convolutions)
        {
            long[] shape = [c.OutChannels, c.InChannels, c.KernelHeight, c.KernelWidth];
            constants[c.WeightsTensor] = new FloatConstant(shape, new float[c.Weights]);
            constants[c.BiasTensor] = new FloatConstant([c.OutChannels], new float[c.OutChannels]);
        }

        Graph graph = new(path, network.Input, [], network.Nodes, constants);
        if (isSum)
        {
            RecognizedNetwork recognized = Recognizer.Recognize(graph, 20, 20, ChannelOrder.Bgr);
            CollectionAssert.AreEqual(new[] { false, true }, recognized.Fires.Select(f => f.HasBypass).ToArray());
        }
        else
        {
            ImportException e = Assert.ThrowsExactly<ImportException>(
                () => Recognizer.Recognize(graph, 20, 20, ChannelOrder.Bgr));
            StringAssert.Contains(e.Message, "bypass_23");
        }
    }

    private const string LastParameters = "convolution_param { num_output: 4 kernel_size: 1 }";

    private static readonly string Prototxt =
        """
        layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 20 dim: 20 } } }
        layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
          convolution_param { num_output: 2 kernel_size: 3 stride: 2 } }
        layer { name: "r" type: "ReLU" bottom: "conv1" top: "conv1" }
        """
        + Fire("fire2", "conv1") + Fire("fire3", "fire2")
        + $$"""
        layer { name: "bypass_23" type: "Eltwise" bottom: "fire2" bottom: "fire3" top: "sum" PARAMETERS }
        layer { name: "drop" type: "Dropout" bottom: "sum" top: "sum" }
        layer { name: "last" type: "Convolution" bottom: "sum" top: "last" {{LastParameters}} }
        layer { name: "rl" type: "ReLU" bottom: "last" top: "last" }
        layer { name: "avg" type: "Pooling" bottom: "last" top: "avg" pooling_param { pool: AVE global_pooling: true } }
        """;

    private static string Fire(string name, string from)
    {
        return Convolution($"{name}/s", from, "num_output: 3 kernel_size: 1")
            + Convolution($"{name}/1", $"{name}/s", "num_output: 2 kernel_size: 1")
            + Convolution($"{name}/3", $"{name}/s", "num_output: 4 kernel_size: 3 pad: 1")
            + $$"""
            layer { name: "{{name}}" type: "Concat" bottom: "{{name}}/1" bottom: "{{name}}/3" top: "{{name}}" }

            """;
    }

    private static string Convolution(string name, string from, string parameters)
    {
        string own = $"convolution_param {{ {parameters} }}";
        return $$"""

            layer { name: "{{name}}" type: "Convolution" bottom: "{{from}}" top: "{{name}}" {{own}} }
            layer { name: "{{name}}/relu" type: "ReLU" bottom: "{{name}}" top: "{{name}}" }

            """;
    }

    /// <summary>Two tensors of the tiny model are added before its last convolution.</summary>
    private static OnnxModelBuilder Tiny(string output, string other, string op = "Add", bool otherFirst = false)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto sum = Close(builder, other);
        sum.OpType = op;
        sum.Input[0] = output;
        if (otherFirst)
        {
            Swap(sum);
        }

        return builder;
    }

    /// <summary>Adds something to the last Fire module's output.</summary>
    private static NodeProto Close(OnnxModelBuilder builder, string other)
    {
        NodeProto sum = builder.InsertBefore("drop", "Add", "sum");
        sum.Input.Add(other);
        // The sum's other input may have been appended behind the end.
        foreach (NodeProto late in builder.Model.Graph.Node
            .Where(n => n.Name.StartsWith("bypass", StringComparison.Ordinal)).ToArray())
        {
            builder.Model.Graph.Node.Remove(late);
            builder.Model.Graph.Node.Insert(builder.Model.Graph.Node.IndexOf(sum), late);
        }

        return sum;
    }

    /// <summary>Makes all weights positive, so that no layer is zero.</summary>
    private static OnnxModelBuilder Alive(OnnxModelBuilder builder)
    {
        foreach (TensorProto tensor in builder.Model.Graph.Initializer)
        {
            tensor.RawData = OnnxModelBuilder.Bytes([.. OnnxModelBuilder.Floats(tensor).Select(Math.Abs)]);
        }

        return builder;
    }

    private static void Head(OnnxModelBuilder builder, string from, int channels)
    {
        builder.ConvRelu("conv10", from, OnnxModelBuilder.Classes, channels, 1, 1, 0);
        builder.Node("GlobalAveragePool", "scores", "conv10_relu");
    }

    private static void Swap(NodeProto node)
    {
        (node.Input[0], node.Input[1]) = (node.Input[1], node.Input[0]);
    }
}
