using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Tests.Host.Training.Photos;

/// <summary>Frames become photos, and no file is replaced.</summary>
[TestClass]
public sealed class PhotoFilerTests
{
    private static readonly DateOnly date = new(2026, 11, 30);

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void PhotosAreNumberedBehindThoseThatAreThere()
    {
        folder.Write("cat/cat_20261130_008.jpg", []);
        folder.Write("cat/cat_20261130_x.jpg", []);
        folder.Write("cat/cat_20261129_042.jpg", []);
        PhotoFiler filer = new(folder.Path, "cat", date, keepsDuplicates: false);
        RgbImage image = PhotoFolder.Image(1);
        Assert.AreEqual(folder.File("cat/cat_20261130_009.png"), filer.Add(image));
        CollectionAssert.AreEqual(image.Pixels, ImageFile.Read(folder.File("cat/cat_20261130_009.png")).Pixels);
        folder.Write("cat/cat_20261130_010.jpg", [7]);
        Assert.AreEqual(folder.File("cat/cat_20261130_011.jpg"), filer.Add(PhotoFolder.Image(2), [1, 2], ".jpg"));
        CollectionAssert.AreEqual(new byte[] { 7 }, File.ReadAllBytes(folder.File("cat/cat_20261130_010.jpg")));
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, File.ReadAllBytes(folder.File("cat/cat_20261130_011.jpg")));
        Assert.IsFalse(Directory.GetFiles(folder.File("cat")).Any(file => Path.GetFileName(file).StartsWith('.')));
    }

    [TestMethod]
    public void AFolderIsMadeForTheFirstPhotoOnly()
    {
        PhotoFiler filer = new(folder.Path, "cat", date, keepsDuplicates: false);
        Assert.IsFalse(Directory.Exists(folder.File("cat")));
        filer.Add(PhotoFolder.Image(1));
        Assert.IsTrue(File.Exists(folder.File("cat/cat_20261130_001.png")));
        folder.Write("dog", []);
        Assert.ThrowsExactly<IOException>(() => new PhotoFiler(folder.Path, "dog", date, keepsDuplicates: false));
    }

    [TestMethod]
    public void AFrameLikeTheOneBeforeIsFiledOnlyIfThatIsWanted()
    {
        RgbImage image = PhotoFolder.Image(1);
        PhotoFiler filer = new(folder.Path, "cat", date, keepsDuplicates: false);
        Assert.IsNotNull(filer.Add(image));
        Assert.IsNull(filer.Add(image));
        Assert.IsNotNull(filer.Add(PhotoFolder.Image(2)));
        Assert.IsNotNull(filer.Add(image));
        PhotoFiler all = new(folder.Path, "dog", date, keepsDuplicates: true);
        Assert.IsNotNull(all.Add(image));
        Assert.IsNotNull(all.Add(image));
    }

    [TestMethod]
    [DataRow("", "blank")]
    [DataRow("cat ", "begins or ends with a blank")]
    [DataRow("a/b", "has a character that no folder's name has")]
    [DataRow("..", "is taken for no class")]
    [DataRow("_x", "is taken for no class")]
    [DataRow("a\nb", "has a control character")]
    public void LabelsThatAreNoFoldersAreRefused(string label, string says)
    {
        TrainingException e = Assert.ThrowsExactly<TrainingException>(
            () => new PhotoFiler(folder.Path, label, date, keepsDuplicates: false));
        StringAssert.Contains(e.Message, says);
    }

    [TestMethod]
    [DataRow(PixelFormat.Rgb888, new byte[] { 1, 2, 3 }, new byte[] { 1, 2, 3 })]
    [DataRow(PixelFormat.Gray8, new byte[] { 9 }, new byte[] { 9, 9, 9 })]
    [DataRow(PixelFormat.Rgb565LittleEndian, new byte[] { 0x1F, 0x84 }, new byte[] { 132, 130, 255 })]
    [DataRow(PixelFormat.Rgb565BigEndian, new byte[] { 0x84, 0x1F }, new byte[] { 132, 130, 255 })]
    public void FramesWidenAsTheEngineDoes(PixelFormat format, byte[] pixel, byte[] rgb)
    {
        RgbImage image = FrameImage.Of(new Frame([.. pixel, .. pixel], 1, 2, format));
        CollectionAssert.AreEqual(new byte[][] { rgb, rgb }.SelectMany(p => p).ToArray(), image.Pixels);
    }
}
