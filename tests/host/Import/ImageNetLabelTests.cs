using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Labels;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>The names of ImageNet's classes that the library carries, and to which networks it gives them.</summary>
[TestClass]
public sealed class ImageNetLabelTests
{
    // Classes of which our name shares no word with the one in the list that is compared with.
    private static readonly int[] otherWords =
    [
        7, 20, 40, 140, 154, 243, 255, 301, 326, 341, 354, 383, 389, 393, 397, 408, 412, 419, 421, 424,
        428, 436, 437, 450, 455, 459, 468, 469, 478, 487, 491, 494, 505, 509, 520, 521, 529, 533, 537, 553,
        569, 570, 575, 585, 589, 601, 608, 612, 634, 690, 694, 697, 699, 705, 707, 714, 715, 725, 730, 751,
        757, 769, 773, 776, 778, 803, 805, 829, 831, 840, 853, 856, 860, 865, 867, 895, 897, 913, 930, 934,
        939, 964, 970, 981, 982, 987, 990, 993,
    ];

    [TestMethod]
    public void ThereAreAThousandNamesAndNoTwoAlike()
    {
        IReadOnlyList<string> names = ImageNetLabels.Texts;
        Assert.HasCount(1000, names);
        Assert.HasCount(1000, names.Distinct(StringComparer.OrdinalIgnoreCase).ToList());
        foreach (string name in names)
        {
            Assert.IsTrue(name.Length is > 1 and <= 32 && name.All(char.IsAscii) && name == name.Trim(), name);
        }
    }

    [TestMethod]
    [DataRow(0, "tench")]
    [DataRow(1, "goldfish")]
    [DataRow(134, "crane (bird)")]
    [DataRow(207, "golden retriever")]
    [DataRow(281, "tabby cat")]
    [DataRow(388, "giant panda")]
    [DataRow(517, "crane (machine)")]
    [DataRow(638, "leotard (maillot)")]
    [DataRow(639, "swimsuit (maillot)")]
    [DataRow(817, "sports car")]
    [DataRow(954, "banana")]
    [DataRow(999, "toilet paper")]
    public void ClassesHaveTheirPlaces(int index, string name)
    {
        Assert.AreEqual(name, ImageNetLabels.Texts[index]);
    }

    /// <summary>Names of a list from elsewhere share a word with ours, but for those known not to.</summary>
    [TestMethod]
    public void TheOrderIsThatOfAPublishedList()
    {
        string[][] lines = [.. File.ReadLines(Shared("imagenet_classes.tsv")).Skip(1).Select(l => l.Split('\t'))];
        Assert.HasCount(1000, lines);
        CollectionAssert.AreEqual(lines.Select(l => l[1]).Order(StringComparer.Ordinal).ToArray(),
            lines.Select(l => l[1]).ToArray(), "the list is in the order of the WordNet numbers");
        int[] differ = [.. Enumerable.Range(0, 1000).Where(i => !ShareAWord(lines[i][2], ImageNetLabels.Texts[i]))];
        CollectionAssert.AreEqual(otherWords, differ, string.Join(", ", differ));
    }

    [TestMethod]
    [DataRow("squeezenet1_1_torchvision_opset13.onnx")]
    [DataRow("squeezenet1_1_torchvision_state_dict.pth")]
    [DataRow("squeezenet_v1.0_deep_compression.net")]
    public void PublishedWeightsGetThemAndSaySo(string file)
    {
        SqueezeNetModel model = ModelImporter.Import(Shared(file), new ImportOptions());
        Assert.HasCount(1000, model.Labels, PublishedWeights.Digest(model.Conv10));
        Assert.AreEqual("golden retriever", model.Labels[207]);
        StringAssert.Contains(model.Notes[^1], "labels: the file has none");

        // The last layer alone says so, whatever file it is in; one bias that was trained on says no.
        SqueezeNetModel again = model with { Labels = [], Source = new("again.onnx", "onnx", new string('0', 64)) };
        Assert.HasCount(1000, PublishedWeights.AddLabels(again).Labels, PublishedWeights.Digest(model.Conv10));
        float[] bias = [.. model.Conv10.Bias];
        bias[0] += 1e-3f;
        SqueezeNetModel tuned = again with { Conv10 = model.Conv10 with { Bias = bias } };
        Assert.IsEmpty(PublishedWeights.AddLabels(tuned).Labels);
    }

    [TestMethod]
    public void AnotherNetworkOfThousandClassesGetsNone()
    {
        SqueezeNetModel model = PublishedModels.V11();
        Assert.AreEqual(1000, model.Classes);
        Assert.IsEmpty(PublishedWeights.AddLabels(model).Labels);
    }

    [TestMethod]
    public void AWholeFileIsKnownByItsDigest()
    {
        SqueezeNetModel model = PublishedModels.V11();
        SqueezeNetModel Of(string sha) => PublishedWeights.AddLabels(model with { Source = new("a", "onnx", sha) });
        Assert.HasCount(1000, Of("1eeff551a67ae8d565ca33b572fc4b66e3ef357b0eb2863bb9ff47a918cc4088").Labels);
        Assert.HasCount(1000, Of("b8a52dc0" + new string('0', 56)).Labels);
        Assert.IsEmpty(Of(new string('0', 64)).Labels);
        SqueezeNetModel named = model with { Labels = [.. Enumerable.Range(0, 1000).Select(i => $"mine {i}")] };
        Assert.AreEqual(
            "mine 0",
            PublishedWeights.AddLabels(named with { Source = new("a", "onnx", "b8a52dc0") }).Labels[0]);
    }

    [TestMethod]
    public void TheyCanBeAskedFor()
    {
        LabelList labels = LabelsFile.Read("imagenet", 1000);
        Assert.AreEqual("toilet paper", labels.Texts[999]);
        ImportException e = Assert.ThrowsExactly<ImportException>(() => LabelsFile.Read("imagenet", 21));
        StringAssert.Contains(e.Message, "1000 labels, the model has 21 classes");
    }

    /// <summary>What pull writes beside a model is a file of labels like any other.</summary>
    [TestMethod]
    public void TheFileIsReadBackAsItIs()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, ImageNetLabels.File.ToArray());
        LabelList labels = LabelsFile.Read(path, 1000);
        File.Delete(path);
        CollectionAssert.AreEqual(ImageNetLabels.Texts.ToArray(), labels.Texts.ToArray());
        Assert.IsEmpty(labels.Notes);
    }

    private static bool ShareAWord(string one, string other)
    {
        static IEnumerable<string> Words(string text) => text.ToLowerInvariant()
            .Split([' ', '-', '\'', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries);
        return Words(one).Intersect(Words(other)).Any();
    }

    private static string Shared(string file) => Repository.Shared(Path.Combine("models", file));
}
