using System;
using System.Linq;
using Google.Protobuf;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Weights and inputs of other types than fp32.</summary>
[TestClass]
public sealed class OnnxTypeTests
{
    private const int Byte = 2;
    private const int Float16 = 10;
    private const int Float64 = 11;
    private const int BFloat16 = 16;

    [TestMethod]
    [DataRow(Float16, true)]
    [DataRow(Float16, false)]
    [DataRow(BFloat16, true)]
    [DataRow(BFloat16, false)]
    [DataRow(Float64, true)]
    [DataRow(Float64, false)]
    public void WeightsOfOtherPrecisionAreReadAsFp32(int type, bool isRaw)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        float[] expected = Rounded(OnnxModelBuilder.Floats(builder.Tensor("fire2_expand3.weight")), type);
        foreach (TensorProto tensor in builder.Model.Graph.Initializer)
        {
            Convert(tensor, type, isRaw);
        }

        builder.Model.Graph.Input[0].Type.TensorType.ElemType = type;
        SqueezeNetModel model = Importing.Import(builder);
        CollectionAssert.AreEqual(expected, model.Fires[0].Expand3x3.Weights);
        StringAssert.Contains(model.Notes.Single(), "16 tensors");
        StringAssert.Contains(model.Notes.Single(), "read as fp32");
    }

    /// <summary>As converters to fp16 write it: casts behind input and weights, and at the end.</summary>
    [TestMethod]
    public void CastsBetweenPrecisionsMeanNothing()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        SqueezeNetModel plain = Importing.Import(builder);
        OnnxModelBuilder.Set(builder.InsertBefore("conv1", "Cast", "half"), "to", Float16);
        OnnxModelBuilder.Set(builder.InsertBefore("fire3_squeeze", "Cast", "back"), "to", 1);
        OnnxModelBuilder.Set(builder.Node("Cast", "real", "scores"), "to", 1);
        NodeProto weights = builder.Node("Cast", "conv10.cast", "conv10.weight");
        OnnxModelBuilder.Set(weights, "to", 1);
        builder.Model.Graph.Node.Remove(weights);
        builder.Model.Graph.Node.Insert(0, weights);
        builder.Find("conv10").Input[1] = "conv10.cast";
        ModelComparison.AreEqual(plain, Importing.Import(builder));
    }

    [TestMethod]
    public void BytesThatAreCastAreTakenAsTheyAre()
    {
        OnnxModelBuilder builder = OfBytes();
        OnnxModelBuilder.Set(builder.InsertBefore("conv1", "Cast", "real"), "to", 1);
        SqueezeNetModel model = Importing.Import(builder);
        CollectionAssert.AreEqual(new[] { 0f, 0f, 0f }, model.Input.Mean);
        CollectionAssert.AreEqual(new[] { 1f, 1f, 1f }, model.Input.Std);
        StringAssert.Contains(model.Notes.Single(), "uint8");
    }

    /// <summary>ToTensor and Normalize inside the network are torchvision's mean and std.</summary>
    [TestMethod]
    public void NormalizationInsideTheNetworkIsMeanAndStd()
    {
        OnnxModelBuilder builder = OfBytes();
        OnnxModelBuilder.Set(builder.InsertBefore("conv1", "Cast", "real"), "to", 1);
        Arithmetic(builder, "Div", "unit", [255f]);
        Arithmetic(builder, "Sub", "centred", [0.485f, 0.456f, 0.406f], 1, 3, 1, 1);
        Arithmetic(builder, "Div", "scaled", [0.229f, 0.224f, 0.225f], 3, 1, 1);
        InputSpec input = Importing.Import(builder).Input;
        InputSpec usual = Importing.Import(OnnxModelBuilder.Tiny()).Input;
        AreNear(usual.Mean, input.Mean);
        AreNear(usual.Std, input.Std);

        // Channels of the file are blue, green and red.
        InputSpec bgr = Importing.Import(builder, new ImportOptions { ChannelOrder = ChannelOrder.Bgr }).Input;
        AreNear([.. usual.Mean.Reverse()], bgr.Mean);
    }

    [TestMethod]
    public void DequantizedBytesAreMeanAndStd()
    {
        OnnxModelBuilder builder = OfBytes();
        NodeProto node = builder.InsertBefore("conv1", "DequantizeLinear", "real");
        node.Input.Add(builder.AddTensor("unit", [0.5f]));
        node.Input.Add(builder.AddIntegers("middle", Byte, [128]));
        InputSpec input = Importing.Import(builder).Input;
        CollectionAssert.AreEqual(new[] { 128f, 128f, 128f }, input.Mean);
        CollectionAssert.AreEqual(new[] { 2f, 2f, 2f }, input.Std);
    }

    [TestMethod]
    public void ARangeMustBeKnownBeforeANetworkNormalizes()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        Arithmetic(builder, "Sub", "centred", [0.5f]);
        Importing.Refused(builder, "'centred'", "in which range", "--mean");
        InputSpec input = Importing.Import(
            builder, new ImportOptions { Mean = [0, 0, 0], Std = [255, 255, 255] }).Input;
        CollectionAssert.AreEqual(new[] { 127.5f, 127.5f, 127.5f }, input.Mean);
        builder.Model.MetadataProps.Add(
            new StringStringEntryProto { Key = "Image.NominalPixelRange", Value = "Normalized_0_1" });
        Assert.AreEqual(127.5f, Importing.Import(builder).Input.Mean[2]);
    }

    [TestMethod]
    public void AnImageTurnedIntoItsNegativeIsRefused()
    {
        OnnxModelBuilder builder = OfBytes();
        OnnxModelBuilder.Set(builder.InsertBefore("conv1", "Cast", "real"), "to", 1);
        Arithmetic(builder, "Mul", "negative", [-1f]);
        Importing.Refused(builder, "'negative'", "no mean and std");
    }

    [TestMethod]
    public void BytesWithoutACastAreTheInputsFaultNotTheWeights()
    {
        ImportException e = Importing.Refused(OfBytes(), "'conv1'", "input 'image' has element type uint8", "no Cast");
        StringAssert.Contains(e.Remedy, "float32 image as input");
        Assert.IsFalse(e.Message.Contains("fp32 weights"), e.Message);
    }

    [TestMethod]
    [DataRow(7, "int64")]
    [DataRow(9, "bool")]
    public void OtherInputsAreNamed(int type, string name)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.Graph.Input[0].Type.TensorType.ElemType = type;
        Importing.Refused(builder, "input 'image'", name, "float or uint8");
    }

    [TestMethod]
    public void WeightsThatWereNotExportedAreMissed()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        foreach (TensorProto tensor in builder.Model.Graph.Initializer)
        {
            builder.Model.Graph.Input.Add(new ValueInfoProto { Name = tensor.Name });
        }

        Importing.Import(builder);
        builder.Model.Graph.Initializer.Clear();
        ImportException e = Importing.Refused(
            builder, "node 'conv1'", "weights are not in the file", "'conv1.weight' is one of 17 inputs");
        StringAssert.Contains(e.Remedy, "export_params=True");
    }

    private static OnnxModelBuilder OfBytes()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.Graph.Input[0].Type.TensorType.ElemType = Byte;
        return builder;
    }

    private static void Arithmetic(OnnxModelBuilder builder, string op, string name, float[] values, params long[] dims)
    {
        builder.InsertBefore("conv1", op, name).Input.Add(builder.AddTensor($"{name}.value", values, dims));
    }

    private static void Convert(TensorProto tensor, int type, bool isRaw)
    {
        float[] values = OnnxModelBuilder.Floats(tensor);
        tensor.DataType = type;
        tensor.ClearRawData();
        switch (type, isRaw)
        {
            case (Float64, true):
                tensor.RawData = ByteString.CopyFrom([.. values.SelectMany(v => BitConverter.GetBytes((double)v))]);
                break;
            case (Float64, false):
                tensor.DoubleData.AddRange(values.Select(v => (double)v));
                break;
            case (_, true):
                tensor.RawData = ByteString.CopyFrom(
                    [.. values.SelectMany(v => BitConverter.GetBytes(Bits(v, type)))]);
                break;
            default:
                tensor.Int32Data.AddRange(values.Select(v => (int)Bits(v, type)));
                break;
        }
    }

    private static ushort Bits(float value, int type)
    {
        return type == Float16
            ? BitConverter.HalfToUInt16Bits((Half)value)
            : (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
    }

    private static float[] Rounded(float[] values, int type)
    {
        return type switch
        {
            Float64 => values,
            Float16 => [.. values.Select(v => (float)(Half)v)],
            _ => [.. values.Select(v => BitConverter.UInt32BitsToSingle((uint)Bits(v, type) << 16))],
        };
    }

    private static void AreNear(float[] expected, float[] actual)
    {
        for (int c = 0; c < 3; c++)
        {
            Assert.AreEqual(expected[c], actual[c], 1e-4f);
        }
    }
}
