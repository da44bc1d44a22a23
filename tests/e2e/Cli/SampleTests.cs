using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>sqnet sample: what the quick start needs, from the tool itself.</summary>
[TestClass]
public sealed class SampleTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void TheSampleIsTheCardModelByteForByte()
    {
        string target = folder.File(Path.Combine("new", "cards"));
        JsonElement json = InProcess.Succeed("sample", target, "--json").Json;
        string[] written = [.. Directory.GetFiles(target, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(target, file)).Order(StringComparer.Ordinal)];
        string[] expected = [.. new[] { "cards.onnx", "labels.txt" }
            .Concat(Directory.GetFiles(Repository.Cards("calibration"), "*.jpg"))
            .Concat(Directory.GetFiles(Repository.Cards("samples"), "*.jpg"))
            .Select(file => Path.GetRelativePath(Repository.Cards(string.Empty), Repository.Cards(file)))
            .Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(expected, written);
        foreach (string name in written)
        {
            CollectionAssert.AreEqual(
                File.ReadAllBytes(Repository.Cards(name)), File.ReadAllBytes(Path.Combine(target, name)), name);
        }

        Assert.AreEqual(expected.Length, json.GetProperty("written").GetInt32());
        Assert.AreEqual(Path.Combine(target, "cards.onnx"), json.GetProperty("model").GetString());
        Assert.AreEqual(
            written.Sum(name => new FileInfo(Path.Combine(target, name)).Length), json.GetProperty("bytes").GetInt64());
    }

    [TestMethod]
    public void WhatIsThereIsCompletedOrLeftAlone()
    {
        string target = folder.File("cards");
        InProcess.Succeed("sample", target);
        string labels = Path.Combine(target, "labels.txt");
        string image = Path.Combine(target, "samples", "18_heart_0.jpg");
        byte[] before = File.ReadAllBytes(image);
        File.Delete(image);
        JsonElement json = InProcess.Succeed("sample", target, "--json").Json;
        Assert.AreEqual(1, json.GetProperty("written").GetInt32());
        CollectionAssert.AreEqual(before, File.ReadAllBytes(image));

        File.Delete(image);
        File.WriteAllText(labels, "mine");
        InProcess.Fail(4, "labels.txt is there already and differs; nothing was written", "sample", target);
        Assert.AreEqual("mine", File.ReadAllText(labels));
        Assert.IsFalse(File.Exists(image));
        InProcess.Fail(4, "is a file, not a folder", "sample", labels);
        InProcess.Fail(2, "DIR", "sample");
    }
}
