using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>The user's options, the file's metadata and the defaults, in this order.</summary>
[TestClass]
public sealed class OptionTests
{
    [TestMethod]
    public void MetadataReplacesDefaultsAndOptionsReplaceMetadata()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        foreach ((string key, string value) in new[]
        {
            ("sqnet.mean", "1, 2,3"), ("sqnet.std", "4,5,6.5"), ("sqnet.resize", "40"),
        })
        {
            builder.Model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        InputSpec input = Importing.Import(builder).Input;
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, input.Mean);
        CollectionAssert.AreEqual(new[] { 4f, 5f, 6.5f }, input.Std);
        Assert.AreEqual(40, input.ResizeTo);

        ImportOptions options = new() { Mean = [7, 8, 9], Std = [1, 1, 2], ResizeTo = 36, Size = 34, Name = "other" };
        SqueezeNetModel model = Importing.Import(builder, options);
        CollectionAssert.AreEqual(options.Mean, model.Input.Mean);
        CollectionAssert.AreEqual(options.Std, model.Input.Std);
        Assert.AreEqual((34, 34, 36), (model.Input.Width, model.Input.Height, model.Input.ResizeTo));
        Assert.AreEqual("other", model.Name);

        builder.Model.MetadataProps[1].Value = "1,2";
        Importing.Refused(builder, "sqnet.std", "'1,2'");
    }

    [TestMethod]
    public void OptionsThatCannotBeAreRefused()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        foreach ((ImportOptions options, string word) in new (ImportOptions, string)[]
        {
            (new() { Size = 4 }, "4 x 4"),
            (new() { Size = 2000 }, "2000 x 2000"),
            (new() { Mean = [1, 2] }, "mean"),
            (new() { Mean = [1, 2, float.NaN] }, "mean"),
            (new() { Std = [1, 0, 1] }, "std"),
            (new() { ResizeTo = 31 }, "within 32"),
            (new() { Name = "a name that is much longer than 31 bytes" }, "31 bytes"),
            (new() { Name = "" }, "empty"),
            (new() { Prototxt = "net.prototxt" }, "prototxt"),
        })
        {
            Importing.Refused(() => Importing.Import(builder, options), word);
        }
    }

    [TestMethod]
    public void AnOpenInputSizeMustBeGiven()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam = "height";
        Importing.Refused(builder, "leaves the size of its input open", "Give the side");
        Assert.AreEqual(64, Importing.Import(builder, new ImportOptions { Size = 64 }).Input.Height);
    }

    [TestMethod]
    public void InputsNeedNotBeSquare()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.Graph.Input[0].Type.TensorType.Shape.Dim[3].DimValue = 48;
        InputSpec input = Importing.Import(builder).Input;
        Assert.AreEqual((48, 32, 32), (input.Width, input.Height, input.ResizeTo));
    }

    [TestMethod]
    public void ALongFileNameIsCutBetweenCharacters()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(new string('ä', 20) + ".onnx", OnnxModelBuilder.Tiny().ToBytes());
        string name = ModelImporter.Import(path, new ImportOptions()).Name;
        Assert.AreEqual(new string('ä', 15), name);
        Assert.AreEqual(30, Encoding.UTF8.GetByteCount(name));
    }

    [TestMethod]
    [DataRow("a\nb\nc c\nd\ne\n")]
    [DataRow("a\r\n b\r\nc c\r\nd\r\ne")]
    [DataRow("\uFEFFa\nb\nc c\nd\ne\n\n")]
    [DataRow("4\te\n0\ta\n1\tb\n3\td\n2\tc c\n")]
    [DataRow("index\tid\tname\n0\tn0\ta\n1\tn1\tb\n2\tn2\tc c\n3\tn3\td\n4\tn4\te\n")]
    public void LabelsFromLinesOrColumns(string text)
    {
        CollectionAssert.AreEqual(new[] { "a", "b", "c c", "d", "e" }, WithLabels(text).Labels.ToArray());
    }

    [TestMethod]
    [DataRow("a\nb\n", "has 2 labels, the model has 5 classes")]
    [DataRow("0\ta\n1\tb\n", "has 2 labels, the model has 5 classes")]
    [DataRow("a\nb\n\nd\ne\n", "label of class 2")]
    [DataRow("0\ta\n1\tb\n1\tc\n3\td\n4\te\n", "line 3")]
    [DataRow("0\ta\n1\tb\n2\tc\n3\td\n5\te\n", "line 5")]
    public void LabelsThatDoNotFit(string text, string word)
    {
        Importing.Refused(() => WithLabels(text), "labels.txt", word);
    }

    [TestMethod]
    public void LabelsBesideTheModelAreNotGuessed()
    {
        using TemporaryFolder folder = new();
        folder.Write("labels.txt", "a\nb\nc\nd\ne\n");
        string path = folder.Write("tiny.onnx", OnnxModelBuilder.Tiny().ToBytes());
        Assert.IsEmpty(ModelImporter.Import(path, new ImportOptions()).Labels);
    }

    private static SqueezeNetModel WithLabels(string text)
    {
        using TemporaryFolder folder = new();
        return Importing.Import(
            OnnxModelBuilder.Tiny(), new ImportOptions { LabelsFile = folder.Write("labels.txt", text) });
    }
}
