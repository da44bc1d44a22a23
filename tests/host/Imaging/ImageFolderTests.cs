using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>What a folder's files are taken for.</summary>
[TestClass]
public sealed class ImageFolderTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ImagesAreFoundInOrderOfTheirPaths()
    {
        Write("b.JPG", "a/c.png", "d.WebP", "e.gif", "f.pbm", "g.JPEG", "h.dib");
        ImageFolder found = ImageFile.Find(folder.Path);
        string[] names = [.. found.Files.Select(file => Path.GetRelativePath(folder.Path, file))];
        CollectionAssert.AreEqual(new[] { "a/c.png", "b.JPG", "d.WebP", "e.gif", "f.pbm", "g.JPEG", "h.dib" }, names);
        Assert.IsEmpty(found.Skipped);
        Assert.AreEqual($"{folder.Path}: 7 images used", found.Summary);
    }

    [TestMethod]
    public void WhatTurnsOutToBeUnreadableIsTakenOutAndNamed()
    {
        Write("1.jpg", "a/2.jpg", "3.jpg", "4.jpg", "5.jpg", "6.txt");
        ImageFolder found = ImageFile.Find(folder.Path);
        SkippedFile[] bad =
        [
            .. found.Files.Skip(1).Select(file => new SkippedFile(file, SkipReason.Unreadable, "is empty")),
        ];
        ImageFolder left = found.Without(bad);
        Assert.HasCount(1, left.Files);
        Assert.AreEqual(
            $"{folder.Path}: 1 image used, 5 files skipped: 1 .txt, not images by name; "
            + "4 unreadable (3.jpg, 4.jpg, 5.jpg, ...)",
            left.Summary);
        SkippedFile large = SkippedFile.Of(new ImageFileException("x.jpg", "is large") { IsTooLarge = true });
        Assert.AreEqual(SkipReason.TooLarge, large.Reason);
    }

    [TestMethod]
    public void WhatIsNotReadIsNamedAndCounted()
    {
        Write("1.jpg", "2.HEIC", "a/3.heic", "4.heic", "5.tif", "labels.txt", "b/README");
        Assert.AreEqual(
            $"{folder.Path}: 1 image used, 6 files skipped: 3 .heic, 1 .tif, which cannot be read: convert them to "
            + "JPEG or PNG; 1 .txt, 1 without extension, not images by name",
            ImageFile.Find(folder.Path).Summary);
    }

    /// <summary>macOS puts a ._ file beside each image on foreign disks, with the image's extension.</summary>
    [TestMethod]
    public void HiddenFilesAreSkippedAndCounted()
    {
        Write("1.jpg", "._1.jpg", "a/._2.png", ".thumbnails/1.jpg");
        ImageFolder found = ImageFile.Find(folder.Path);
        Assert.HasCount(1, found.Files);
        Assert.AreEqual($"{folder.Path}: 1 image used, 3 files skipped: 3 hidden", found.Summary);
    }

    [TestMethod]
    public void AFolderWithoutImagesIsRefusedWithWhatItHolds()
    {
        Write("1.heic", "._2.jpg");
        ImageFileException none = Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Find(folder.Path));
        StringAssert.Contains(none.Message, "holds no images (.jpg, ");
        StringAssert.Contains(none.Message, "1 .heic, which cannot be read");
        string empty = folder.File("empty");
        Directory.CreateDirectory(empty);
        StringAssert.EndsWith(
            Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Find(empty)).Message, ".pgm, .pbm).");
        ImageFileException missing =
            Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Find(folder.File("nowhere")));
        StringAssert.Contains(missing.Message, "no such folder");
    }

    private void Write(params string[] names)
    {
        foreach (string name in names)
        {
            folder.Write(name, []);
        }
    }
}
