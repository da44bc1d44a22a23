using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What sqnet run says of the folders that it was given.</summary>
[TestClass]
public sealed class FolderRunTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void WhatIsSkippedIsSaidOfItsOwnFolderOnly()
    {
        Fill("good", 2);
        Fill("bad", 1);
        folder.Write("bad/damaged.jpg", "no image");
        Sqnet run = InProcess.Succeed("run", CardsBlob.Path, folder.File("bad"), folder.File("good"));
        StringAssert.Contains(
            run.Errors, $"{folder.File("bad")}: 1 image used, 1 file skipped: 1 unreadable (damaged.jpg)");
        StringAssert.Contains(run.Errors, $"{folder.File("good")}: 2 images used");
        Assert.IsFalse(run.Errors.Contains($"{folder.File("good")}: 2 images used,", System.StringComparison.Ordinal));
    }

    [TestMethod]
    public void AFolderAndOneWithinItCountAFileOnceEach()
    {
        Fill("all", 2);
        Fill("all/part", 1);
        folder.Write("all/part/damaged.jpg", "no image");
        Sqnet run = InProcess.Succeed("run", CardsBlob.Path, folder.File("all"), folder.File("all/part"));
        StringAssert.Contains(
            run.Errors, $"{folder.File("all")}: 3 images used, 1 file skipped: 1 unreadable (part/damaged.jpg)");
        StringAssert.Contains(
            run.Errors, $"{folder.File("all/part")}: 1 image used, 1 file skipped: 1 unreadable (damaged.jpg)");
    }

    private void Fill(string name, int count)
    {
        foreach (string image in Directory.GetFiles(Repository.Cards("samples")).Order().Take(count))
        {
            folder.Write($"{name}/{Path.GetFileName(image)}", File.ReadAllBytes(image));
        }
    }
}
