using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Links are followed, and lead nobody in a circle.</summary>
[TestClass]
public sealed class FolderWalkTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ALinkToAFolderAboveIsNotEnteredAgain()
    {
        folder.Write("a/1.jpg", []);
        Directory.CreateSymbolicLink(folder.File("a/up"), folder.Path);
        Directory.CreateSymbolicLink(folder.File("self"), folder.File("self"));
        ImageFolder found = ImageFile.Find(folder.Path);
        CollectionAssert.AreEqual(new[] { "a/1.jpg" }, Names(found));
        Assert.IsTrue(found.Skipped.Any(s => s.Reason == SkipReason.Again));
        StringAssert.Contains(found.Summary, "1 a link to a folder that was searched already (a/up)");
    }

    [TestMethod]
    public void LinksFromFolderToFolderEnd()
    {
        foreach (string name in new[] { "a", "b", "c" })
        {
            folder.Write($"{name}/1.jpg", []);
            foreach (string other in new[] { "a", "b", "c" }.Where(other => other != name))
            {
                Directory.CreateSymbolicLink(folder.File($"{name}/to-{other}"), $"../{other}");
            }
        }

        CollectionAssert.AreEqual(new[] { "a/1.jpg", "b/1.jpg", "c/1.jpg" }, Names(ImageFile.Find(folder.Path)));
    }

    /// <summary>Whatever the link is called: folders themselves go before links to them.</summary>
    [TestMethod]
    public void AFolderElsewhereIsFollowedOnceAndOneInsideUnderItsOwnName()
    {
        using TemporaryFolder elsewhere = new();
        elsewhere.Write("x.jpg", []);
        folder.Write("z/1.jpg", []);
        Directory.CreateSymbolicLink(folder.File("a"), folder.File("z"));
        Directory.CreateSymbolicLink(folder.File("b"), elsewhere.Path);
        Directory.CreateSymbolicLink(folder.File("c"), elsewhere.Path);
        CollectionAssert.AreEqual(new[] { "b/x.jpg", "z/1.jpg" }, Names(ImageFile.Find(folder.Path)));
    }

    [TestMethod]
    public void PathsWithLinksLeadToOnePlace()
    {
        folder.Write("real/1.jpg", []);
        Directory.CreateSymbolicLink(folder.File("link"), "real");
        File.CreateSymbolicLink(folder.File("2.jpg"), "link/1.jpg");
        Assert.AreEqual(RealPath.Of(folder.File("real/1.jpg")), RealPath.Of(folder.File("2.jpg")));
        Assert.AreNotEqual(RealPath.Of(folder.File("real/1.jpg")), RealPath.Of(folder.File("real/2.jpg")));
    }

    private string[] Names(ImageFolder found)
    {
        return [.. found.Files.Select(file => ImageFolder.Name(folder.Path, file))];
    }
}
