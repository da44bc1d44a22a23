using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Labels with something around them.</summary>
[TestClass]
public sealed class LabelFileTests
{
    private static readonly string[] plain = ["nothing", "0", "digit 1", "cat, big", "it's"];

    [TestMethod]
    [DataRow("I L", "N ")]
    [DataRow("  I  L", "N ")]
    [DataRow("I:L", "N:")]
    [DataRow("I: L", "N:")]
    [DataRow("I,L", "N,")]
    [DataRow("I;L", "N;")]
    [DataRow("I. L", "N.")]
    [DataRow("I) L", "N)")]
    [DataRow("[I] L", "[N]")]
    [DataRow("#I L", "#N")]
    [DataRow("I - L", "N-")]
    [DataRow("I => L", "N=>")]
    [DataRow("00I_L", "N_")]
    [DataRow("L,I", ",N")]
    [DataRow("L;I", ";N")]
    [DataRow("L: I", ":N")]
    [DataRow("L\tI", "<TAB>N")]
    [DataRow("L,", "','")]
    [DataRow("- L", "bullet")]
    [DataRow("* L", "bullet")]
    [DataRow("'L'", "quotes")]
    [DataRow("\"L\"", "quotes")]
    [DataRow("  \"L\",", "quotes")]
    [DataRow("- I: \"L\"", "N:")]
    [DataRow("n01440764 L", "WordNet")]
    [DataRow("I n01440764 L", "WordNet")]
    public void DecorationsThatAllLinesCarryAreTakenOff(string form, string note)
    {
        SqueezeNetModel model = WithLabels(string.Join('\n', plain.Select((label, i) => Line(form, i, label))));
        CollectionAssert.AreEqual(plain, model.Labels.ToArray());
        Assert.IsTrue(model.Notes.Any(n => n.Contains(note) && n.Contains("5 lines")), string.Join('\n', model.Notes));
    }

    [TestMethod]
    [DataRow("[\"nothing\", \"0\", \"digit 1\", \"cat, big\", \"it's\"]")]
    [DataRow("['nothing', '0', 'digit 1', 'cat, big', 'it\\'s',]")]
    [DataRow("(\n'nothing',\n'0',\n'digit 1', # comment\n'cat, big',\n\"it's\")\n")]
    [DataRow("{0: 'nothing',\n 1: '0',\n 2: 'digit 1',\n 3: 'cat, big',\n 4: \"it's\"}")]
    [DataRow("labels = {4: \"it's\", 1: u'0', 2: 'digit 1', 3: 'cat, big', 0: 'nothing'}")]
    [DataRow("{\"0\": \"nothing\", \"1\": \"0\", \"2\": \"digit 1\", \"3\": \"cat, big\", \"4\": \"it's\"}")]
    [DataRow("{\"nothing\": 0, \"0\": 1, \"digit 1\": 2, \"cat, big\": 3, \"it's\": 4}")]
    [DataRow("{\"0\": [\"n1\", \"nothing\"], \"1\": [\"n2\", \"0\"], \"2\": [\"n\", \"digit 1\"], "
        + "\"3\": [\"n\", \"cat, big\"], \"4\": [\"n\", \"it's\"]}")]
    [DataRow("index,name\n0,nothing\n1,0\n2,digit 1\n3,\"cat, big\"\n4,it's\n")]
    [DataRow("nothing\n0\ndigit 1\n\"cat, big\"\nit's\n")]
    public void ListsDictionariesAndTablesAreRead(string text)
    {
        SqueezeNetModel model = WithLabels(text);
        CollectionAssert.AreEqual(plain, model.Labels.ToArray());
        Assert.AreEqual(text.Contains('{'), model.Notes.Any(n => n.Contains("read as a dictionary of 5 ")));
    }

    [TestMethod]
    [DataRow("1 a\n2 b\n3 c\n4 d\n5 e")]
    [DataRow("1\ta\n2\tb\n3\tc\n4\td\n5\te")]
    [DataRow("{1: 'a', 2: 'b', 3: 'c', 4: 'd', 5: 'e'}")]
    public void IndicesFromOneAreTakenWithANote(string text)
    {
        SqueezeNetModel model = WithLabels(text);
        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d", "e" }, model.Labels.ToArray());
        Assert.IsTrue(model.Notes.Any(n => n.Contains("from 1")), string.Join('\n', model.Notes));
    }

    [TestMethod]
    public void TheIndexDecidesTheOrder()
    {
        CollectionAssert.AreEqual(
            new[] { "a", "b", "c", "d", "e" }, WithLabels("3 d\n1 b\n4 e\n0 a\n2 c").Labels.ToArray());
    }

    [TestMethod]
    [DataRow("0\n1\n2\n3\n4")]
    [DataRow("7 seconds\n2 seconds\n1 second\n10 seconds\n30 seconds")]
    [DataRow("1 cent\n2 cent\n1 euro\n2 euro\nnothing")]
    [DataRow("1 euro\n2 euro\n3 euro\n4 euro\n5 euro")]
    [DataRow("digit:0\ndigit:1\ndigit:2\ndigit:3\ndigit:4")]
    [DataRow("16:9\n4:3\n1:1\n3:2\n21:9")]
    [DataRow("0.5 mm\n1.5 mm\n2.5 mm\n3.5 mm\n4.5 mm")]
    [DataRow("[a]\n(b)\nc-\n_d\n#e")]
    [DataRow("n01440764\nn01443537\nn01484850\nn01491361\nn01494475")]
    public void NumbersThatArePartsOfLabelsStay(string text)
    {
        SqueezeNetModel model = WithLabels(text);
        CollectionAssert.AreEqual(text.Split('\n'), model.Labels.ToArray());
        Assert.IsEmpty(model.Notes);
    }

    [TestMethod]
    [DataRow("0 a\n1 b\n2 c\nd\n4 e", "line 4")]
    [DataRow("0: a\n1: b\n2 c\n3: d\n4: e", "line 3")]
    [DataRow("0: a\n1: b\n2: c\n4: d\n5: e", "line 5")]
    [DataRow("0,a\n1,b\n1,c\n3,d\n4,e", "line 3")]
    [DataRow("0 a\n1 b\n2 c\n\n4 e", "line 4")]
    [DataRow("'a'\n'b'\nc\n'd'\n'e'", "line 3")]
    [DataRow("- a\n- b\n- c\n- d\ne", "line 5")]
    [DataRow("a,\nb,\nc\nd,\ne", "line 3")]
    [DataRow("n01440764 a\nb\nc\nd\ne", "line 2")]
    [DataRow("{0: 'a',\n 1: 'b',\n 2: 'c',", "line 3")]
    [DataRow("{0: 'a', 1: 'b', 2: 'c', 3: 'd', 5: 'e'}", "'5'")]
    [DataRow("{'a', 'b', 'c', 'd', 'e'}", "line 1")]
    [DataRow("{\"a\": \"b\"}", "'a'")]
    [DataRow("['a', 'b']", "has 2 labels")]
    [DataRow("[[], 'b', 'c', 'd', 'e']", "no text")]
    public void WhatIsMixedIsRefused(string text, string word)
    {
        Importing.Refused(() => WithLabels(text), "labels.txt", word);
    }

    /// <summary>What goes out over MQTT is the blob's label.</summary>
    [TestMethod]
    public void ABlobHasTheBareLabels()
    {
        SqueezeNetModel written = RandomModels.Any(11);
        using TemporaryFolder folder = new();
        IEnumerable<string> lines =
            Enumerable.Range(0, written.Classes).Select(i => $"{i}: 'class number {(char)('a' + i)}',");
        ImportOptions options = new() { LabelsFile = folder.Write("labels.txt", string.Join('\n', lines)) };
        SqueezeNetModel model = ModelImporter.Import(folder.Write("any.onnx", OnnxWriter.Write(written, 1)), options);
        using Network network = new ModelBuilder(model).Build(RandomModels.Images(model, 3, 1)).Open();
        Assert.AreEqual("class number a", network.Label(0));
        CollectionAssert.AreEqual(
            model.Labels.ToArray(), Enumerable.Range(0, model.Classes).Select(network.Label).ToArray());
    }

    /// <summary>I is the index, L the label.</summary>
    private static string Line(string form, int index, string label)
    {
        return string.Concat(form.Select(c => c == 'I' ? $"{index}" : c == 'L' ? label : $"{c}"));
    }

    private static SqueezeNetModel WithLabels(string text)
    {
        using TemporaryFolder folder = new();
        return Importing.Import(
            OnnxModelBuilder.Tiny(), new ImportOptions { LabelsFile = folder.Write("labels.txt", text) });
    }
}
