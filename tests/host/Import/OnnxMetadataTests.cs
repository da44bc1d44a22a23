using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>ONNX's own words on how images are prepared (MetadataProps.md, TypeDenotation.md), and on labels.</summary>
[TestClass]
public sealed class OnnxMetadataTests
{
    private const string Format = "Image.BitmapPixelFormat";
    private const string Range = "Image.NominalPixelRange";
    private const string Gamma = "Image.ColorSpaceGamma";

    [TestMethod]
    [DataRow("NominalRange_0_255", 0f, 1f)]
    [DataRow("Normalized_0_1", 0f, 255f)]
    [DataRow("Normalized_1_1", 127.5f, 127.5f)]
    [DataRow("NominalRange_16_235", -16f * 255f / 219f, 255f / 219f)]
    [DataRow("nominalrange_0_255", 0f, 1f)]
    public void TheRangeOfPixelsIsMeanAndStd(string range, float mean, float std)
    {
        SqueezeNetModel model = Importing.Import(Tiny((Range, range)));
        CollectionAssert.AreEqual(new[] { mean, mean, mean }, model.Input.Mean);
        CollectionAssert.AreEqual(new[] { std, std, std }, model.Input.Std);
        StringAssert.Contains(model.Notes.Single(), range);
    }

    [TestMethod]
    public void BgrIsTheOrderOfConv1()
    {
        SqueezeNetModel given = Importing.Import(
            OnnxModelBuilder.Tiny(), new ImportOptions { ChannelOrder = ChannelOrder.Bgr });
        SqueezeNetModel read = Importing.Import(Tiny((Format, "Bgr8")));
        ModelComparison.AreEqual(given, read);
        StringAssert.Contains(read.Notes.Single(), "B, G, R");
        ModelComparison.AreEqual(Importing.Import(OnnxModelBuilder.Tiny()), Importing.Import(Tiny((Format, "Rgb8"))));
        Assert.AreEqual(0.485f * 255f, read.Input.Mean[0], "mean and std are not spoken of");
    }

    [TestMethod]
    [DataRow(Format, "Gray8", "1 channel")]
    [DataRow(Format, "Bgra8", "4 channels")]
    [DataRow(Format, "Yuv8", "known are Gray8, Rgb8")]
    [DataRow(Range, "NominalRange_0_1", "Normalized_1_1")]
    [DataRow(Gamma, "Linear", "without gamma")]
    [DataRow(Gamma, "2.2", "known are Linear, SRGB")]
    public void WhatCannotBeHonouredIsRefused(string key, string value, string word)
    {
        Importing.Refused(Tiny((key, value)), "tiny.onnx", key, value, word);
    }

    [TestMethod]
    public void SrgbIsWhatImagesAre()
    {
        Assert.IsEmpty(Importing.Import(Tiny((Gamma, "SRGB"))).Notes);
    }

    [TestMethod]
    public void OptionsAndOurOwnMetadataGoBefore()
    {
        OnnxModelBuilder builder = Tiny((Range, "Odd"), (Format, "Odd"));
        SqueezeNetModel model = Importing.Import(
            builder, new ImportOptions { Mean = [1, 2, 3], Std = [4, 5, 6], ChannelOrder = ChannelOrder.Rgb });
        CollectionAssert.AreEqual(new[] { 4f, 5f, 6f }, model.Input.Std);
        Assert.AreEqual(2, model.Notes.Count(n => n.Contains("not used")), string.Join('\n', model.Notes));
        model = Importing.Import(
            Tiny((Range, "NominalRange_0_255"), ("sqnet.mean", "7,8,9"), ("sqnet.std", "1,2,3")));
        CollectionAssert.AreEqual(new[] { 7f, 8f, 9f }, model.Input.Mean);
        StringAssert.Contains(model.Notes.Single(), "sqnet.mean and sqnet.std go before it");
    }

    [TestMethod]
    public void OnlyAnImageIsMeant()
    {
        OnnxModelBuilder builder = Tiny((Range, "NominalRange_0_255"));
        builder.Model.Graph.Input[0].Type.Denotation = "IMAGE";
        Assert.AreEqual(1f, Importing.Import(builder).Input.Std[0]);
        builder.Model.Graph.Input[0].Type.Denotation = "TENSOR";
        SqueezeNetModel model = Importing.Import(builder);
        Assert.AreEqual(0.229f * 255f, model.Input.Std[0]);
        StringAssert.Contains(model.Notes.Single(), "denoted TENSOR");
    }

    [TestMethod]
    public void OtherKeysOfImagesAreNamed()
    {
        StringAssert.Contains(Importing.Import(Tiny(("Image.Rotation", "90"))).Notes.Single(), "Image.Rotation");
        Assert.IsEmpty(Importing.Import(Tiny(("author", "someone"))).Notes);
    }

    [TestMethod]
    public void DenotedChannelsMustComeFirst()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        TensorShapeProto shape = builder.Model.Graph.Input[0].Type.TensorType.Shape;
        shape.Dim[1].Denotation = "DATA_CHANNEL";
        Importing.Import(builder);
        shape.Dim[1].Denotation = "DATA_FEATURE";
        shape.Dim[3].Denotation = "DATA_CHANNEL";
        Importing.Refused(builder, "DATA_CHANNEL", "dimension 3");
    }

    [TestMethod]
    [DataRow("names", "{0: 'a', 1: 'b', 2: \"c's\", 3: 'd', 4: 'e'}")]
    [DataRow("labels", "[\"a\", \"b\", \"c's\", \"d\", \"e\"]")]
    public void LabelsInMetadataAreTaken(string key, string value)
    {
        SqueezeNetModel model = Importing.Import(Tiny((key, value)));
        CollectionAssert.AreEqual(new[] { "a", "b", "c's", "d", "e" }, model.Labels.ToArray());
        StringAssert.Contains(model.Notes.Single(), $"'{key}'");
        using TemporaryFolder folder = new();
        ImportOptions options = new() { LabelsFile = folder.Write("labels.txt", "1\n2\n3\n4\n5\n") };
        CollectionAssert.AreEqual(
            new[] { "1", "2", "3", "4", "5" }, Importing.Import(Tiny((key, value)), options).Labels.ToArray());
    }

    [TestMethod]
    public void LabelsInMetadataThatDoNotFitAreNotTaken()
    {
        SqueezeNetModel model = Importing.Import(Tiny(("names", "['a', 'b']")));
        Assert.IsEmpty(model.Labels);
        StringAssert.Contains(model.Notes.Single(), "has 2 for 5 classes");
        Assert.IsEmpty(Importing.Import(Tiny(("names", "whatever"))).Notes);
    }

    private static OnnxModelBuilder Tiny(params (string Key, string Value)[] metadata)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.MetadataProps.AddRange(
            metadata.Select(m => new StringStringEntryProto { Key = m.Key, Value = m.Value }));
        return builder;
    }
}
