using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Tests.Host.Import;

namespace SqueezeNet.Embedded.Tests.Host.Building;

[TestClass]
public sealed class PendingFileTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void NothingIsThereBeforeItIsCommitted()
    {
        string path = folder.File("x.bin");
        using (PendingFile file = new(path, 1000))
        {
            file.Write([1, 2]);
            Assert.IsFalse(File.Exists(path));
        }

        Assert.IsEmpty(Directory.GetFiles(folder.Path));
        using (PendingFile file = new(path, 1000))
        {
            file.Write([1, 2]);
            file.Commit();
        }

        CollectionAssert.AreEqual(new byte[] { 1, 2 }, File.ReadAllBytes(path));
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void WhatWasPutInPlaceOnTrialIsTakenBack()
    {
        string old = folder.Write("old.bin", [1]);
        using (PendingFile over = new(old))
        using (PendingFile fresh = new(folder.File("new.bin")))
        {
            over.Write([2]);
            fresh.Write([2]);
            over.CommitOnTrial();
            fresh.CommitOnTrial();
            CollectionAssert.AreEqual(new byte[] { 2 }, File.ReadAllBytes(old));
            over.TakeBack();
            fresh.TakeBack();
        }

        CollectionAssert.AreEqual(new byte[] { 1 }, File.ReadAllBytes(old));
        CollectionAssert.AreEqual(new[] { old }, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void ALinkInACircleIsRefused()
    {
        string link = folder.File("x.bin");
        File.CreateSymbolicLink(link, "x.bin");
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => new PendingFile(link)).Message, "in a circle");
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void AFileThatIsReadOnlyIsRefused()
    {
        string path = folder.Write("x.bin", [1]);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.ThrowsExactly<UnauthorizedAccessException>(() => new PendingFile(path));
        File.SetAttributes(path, FileAttributes.Normal);
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void APathIsFollowedThroughLinksOfFoldersAndFiles()
    {
        string real = folder.Write(Path.Combine("real", "x.bin"), [1]);
        Directory.CreateSymbolicLink(folder.File("linked"), folder.File("real"));
        File.CreateSymbolicLink(folder.File("y.bin"), Path.Combine("linked", "x.bin"));
        Assert.AreEqual(real, RealPath.Of(folder.File("y.bin")));
        Assert.AreEqual(
            Path.Combine(folder.File("real"), "new.bin"), RealPath.Of(Path.Combine(folder.File("linked"), "new.bin")));
    }

    /// <summary>The file of weights beside a model is an input, although nobody names it.</summary>
    [TestMethod]
    public void FilesBesideAModelBelongToIt()
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        builder.Model.Graph.Initializer[0].ExternalData.Add(
            new StringStringEntryProto { Key = "location", Value = "weights.bin" });
        string model = folder.Write("m.onnx", builder.ToBytes());
        string settings = folder.Write("m.json", "{}");
        CollectionAssert.AreEqual(
            new[] { folder.File("weights.bin"), settings }, (System.Collections.ICollection)CompanionFiles.Of(model));
        Assert.IsEmpty(CompanionFiles.Of(folder.File("nowhere.onnx")));
    }
}
