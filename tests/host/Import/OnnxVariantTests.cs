using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Random networks, written in all the ways exporters have, come back as they were.</summary>
[TestClass]
public sealed class OnnxVariantTests
{
    [TestMethod]
    public void EveryWayOfWritingGivesTheSameNetwork()
    {
        using TemporaryFolder folder = new();
        for (int seed = 0; seed < 300; seed++)
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            string path = folder.Write("model.onnx", OnnxWriter.Write(model, seed));
            ModelComparison.AreEqual(model, ModelImporter.Import(path, new ImportOptions()), $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void QuantizedNetworksBecomeWhatTheirIntegersStandFor(bool pairs)
    {
        using TemporaryFolder folder = new();
        for (int seed = 0; seed < 150; seed++)
        {
            SqueezeNetModel written = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            QuantizedOnnxWriter writer = new(written, seed, pairs);
            string path = folder.Write("model.onnx", writer.Builder.ToBytes());
            SqueezeNetModel model = ModelImporter.Import(path, new ImportOptions());
            ModelComparison.AreEqual(writer.Expected, model, $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void DamagedQuantizedNetworksAreAnImportExceptionOrAModel(bool pairs)
    {
        using TemporaryFolder folder = new();
        byte[] whole = Quantized(pairs).ToBytes();
        Random random = new(6);
        for (int round = 0; round < 1000; round++)
        {
            byte[] damaged = [.. whole];
            foreach (int _ in Enumerable.Range(0, random.Next(1, 6)))
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                ModelImporter.Import(folder.Write("damaged.onnx", damaged), new ImportOptions());
            }
            catch (ImportException e)
            {
                Assert.IsNotEmpty(e.Remedy);
            }
        }
    }

    [TestMethod]
    public void AnyNumberOfClassesUpTo4096()
    {
        foreach (int classes in new[] { 1, 2, 17, 4096 })
        {
            Assert.AreEqual(classes, Importing.Import(WithClasses(classes)).Classes);
        }

        Importing.Refused(WithClasses(4097), "'conv10'", "4097 output channels exceed 4096");
    }

    [TestMethod]
    public void AConvolutionThatStoresNegativeValuesHasNoRelu()
    {
        OnnxModelBuilder builder = Quantized(pairs: false);
        NodeProto conv = builder.Find("conv1");
        conv.Input[7] = builder.AddIntegers("middle", 2, [128]);
        NodeProto next = builder.Model.Graph.Node.First(n => n.Input.FirstOrDefault() == "conv1");
        next.Input[2] = "middle";
        Importing.Refused(builder, "'conv1'", "no ReLU");
    }

    [TestMethod]
    public void TheLastConvolutionMayHaveNoRelu()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        Assert.IsTrue(Importing.Import(builder).HasLastRelu);
        builder.Find("conv10_relu").OpType = "Identity";
        Assert.IsFalse(Importing.Import(builder).HasLastRelu);
    }

    [TestMethod]
    public void AReaderWithAnotherScaleIsRefused()
    {
        OnnxModelBuilder builder = Quantized(pairs: false);
        NodeProto squeeze = builder.Find("fire2_s");
        squeeze.Input[1] = builder.AddTensor("other", [77f]);
        Importing.Refused(builder, "'fire2_s'", "with scale 77", "not how that was stored");
    }

    [TestMethod]
    [DataRow("scale0", 0f, "not a positive number")]
    [DataRow("scale0", float.NaN, "not a positive number")]
    [DataRow("conv1_ws", -1f, "not a positive number")]
    public void ScalesThatAreNone(string tensor, float value, string word)
    {
        OnnxModelBuilder builder = Quantized(pairs: true);
        TensorProto scale = builder.Tensor(tensor);
        float[] values = OnnxModelBuilder.Floats(scale);
        values[0] = value;
        scale.RawData = OnnxModelBuilder.Bytes(values);
        Importing.Refused(builder, word);
    }

    [TestMethod]
    public void QuantizedPartsThatDoNotFit()
    {
        OnnxModelBuilder builder = Quantized(pairs: true);
        builder.Find("conv1_wf").Input[1] = builder.AddTensor("two", [1f, 2f], 2);
        Importing.Refused(builder, "'conv1_wf'", "2 scales");
        builder = Quantized(pairs: false);
        builder.Find("conv1").Input[3] = "fire2_s";
        Importing.Refused(builder, "'conv1'", "not stored in the file");
        builder = Quantized(pairs: false);
        builder.Find("conv1").OpType = "ConvInteger";
        Importing.Refused(builder, "'conv1'", "ConvInteger");
    }

    [TestMethod]
    [DataRow("mode", "reflect")]
    [DataRow("value", "1")]
    public void OtherPaddingIsRefused(string attribute, string value)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        NodeProto pad = builder.InsertBefore("conv1", "Pad", "pad");
        OnnxModelBuilder.Set(pad, "pads", 0, 0, 1, 1, 0, 0, 1, 1);
        AttributeProto odd = new() { Name = attribute };
        if (attribute == "mode")
        {
            odd.S = Google.Protobuf.ByteString.CopyFromUtf8(value);
        }
        else
        {
            odd.F = float.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        pad.Attribute.Add(odd);
        Importing.Refused(builder, "'pad'", "only zeros");
    }

    [TestMethod]
    public void PaddingWhereItChangesTheResultIsRefused()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        OnnxModelBuilder.Set(builder.InsertBefore("conv1_relu", "Pad", "pad"), "pads", 0, 0, 1, 1, 0, 0, 1, 1);
        Importing.Refused(builder, "'pad'", "cannot be moved into 'conv1_relu'");
        builder = OnnxModelBuilder.Tiny();
        OnnxModelBuilder.Set(builder.InsertBefore("conv1", "Pad", "pad"), "pads", 0, 1, 0, 0, 0, 0, 0, 0);
        Importing.Refused(builder, "'pad'", "along axis 1");
    }

    /// <summary>A quantized network of random shape whose first Fire module reads conv1's integers directly.</summary>
    private static OnnxModelBuilder Quantized(bool pairs)
    {
        SqueezeNetModel model = RandomModels.Any(3) with { Pool1 = null };
        return new QuantizedOnnxWriter(model, 3, pairs).Builder;
    }

    private static OnnxModelBuilder WithClasses(int classes)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.Graph.Initializer.Remove(builder.Tensor("conv10.weight"));
        builder.Model.Graph.Initializer.Remove(builder.Tensor("conv10.bias"));
        builder.AddTensor("conv10.weight", classes, 14, 1, 1);
        builder.AddTensor("conv10.bias", classes);
        return builder;
    }
}
