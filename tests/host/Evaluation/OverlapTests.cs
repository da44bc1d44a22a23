using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SkiaSharp;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

/// <summary>Copies of calibration images are found, and nothing else is taken for one.</summary>
[TestClass]
public sealed class OverlapTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void TheSameFileIsKnownByItsPathThroughLinks()
    {
        string real = Card("11_arrow-up_0.jpg");
        string link = folder.File("link.jpg");
        File.CreateSymbolicLink(link, real);
        Assert.AreEqual(OverlapKind.SameFile, Find(real, link)!.Kind);
        Assert.AreEqual(real, Find(real, link)!.CalibrationImage);
    }

    [TestMethod]
    public void ACopyIsKnownByItsBytesAndAnotherFormatByItsLook()
    {
        string real = Card("11_arrow-up_0.jpg");
        File.Copy(real, folder.File("copy.jpg"));
        Assert.AreEqual(OverlapKind.SameBytes, Find(real, folder.File("copy.jpg"))!.Kind);
        Assert.AreEqual(OverlapKind.SameLook, Find(real, Save(real, 1, SKEncodedImageFormat.Png, 100))!.Kind);
        Assert.IsNull(Find(real, Card("12_arrow-right_0.jpg")));
    }

    /// <summary>A build calibrates on mirror images, too.</summary>
    [TestMethod]
    public void AMirrorImageIsKnown()
    {
        string real = Card("11_arrow-up_0.jpg");
        RgbImage mirrored = ImageFile.Read(real).Mirror();
        (byte[] jpeg, _, _) = Thumbnail.Of(mirrored, 1000);
        folder.Write("mirror.jpg", jpeg);
        Assert.AreEqual(OverlapKind.MirroredLook, Find(real, folder.File("mirror.jpg"))!.Kind);
    }

    /// <summary>Flat images have no look: an empty wall is none of the other empty walls.</summary>
    [TestMethod]
    public void FlatImagesAreAlikeOnlyIfTheyAreEqual()
    {
        ImageLook wall = ImageLook.Of(Flat(100));
        Assert.IsTrue(wall.IsLike(ImageLook.Of(Flat(100))));
        Assert.IsFalse(wall.IsLike(ImageLook.Of(Flat(104))));
    }

    /// <summary>The cards differ by their figure alone, before backgrounds of one kind.</summary>
    [TestMethod]
    public void NoSampleOfTheCardsIsTakenForACalibrationImage()
    {
        AssertApart(Repository.Cards("calibration"), Repository.Cards("samples"));
    }

    [TestMethod]
    public void NoImageOfImageNetIsTakenForAnother()
    {
        AssertApart(Repository.Shared("images/calibration"), Repository.Shared("images/evaluation"));
        AssertApart(Repository.Shared("images/calibration-more"), Repository.Shared("images/evaluation"));
    }

    [TestMethod]
    [DataRow(1.0, SKEncodedImageFormat.Jpeg, 20)]
    [DataRow(1.0, SKEncodedImageFormat.Webp, 50)]
    [DataRow(0.5, SKEncodedImageFormat.Jpeg, 85)]
    [DataRow(2.0, SKEncodedImageFormat.Jpeg, 85)]
    [DataRow(0.25, SKEncodedImageFormat.Jpeg, 50)]
    public void CopiesOfPhotographsInOtherQualityAndSizeAreFound(double scale, SKEncodedImageFormat format, int quality)
    {
        AssertFound(Repository.Shared("images/calibration"), 9, file => Save(file, scale, format, quality));
    }

    [TestMethod]
    [DataRow(1.0, SKEncodedImageFormat.Jpeg, 20)]
    [DataRow(0.5, SKEncodedImageFormat.Jpeg, 85)]
    [DataRow(2.0, SKEncodedImageFormat.Webp, 50)]
    public void CopiesOfCardsInOtherQualityAndSizeAreFound(double scale, SKEncodedImageFormat format, int quality)
    {
        AssertFound(Repository.Cards("calibration"), 5, file => Save(file, scale, format, quality));
    }

    private static void AssertFound(string folder, int every, Func<string, string> copy)
    {
        foreach (string file in ImageFile.Find(folder).Files.Where((_, i) => i % every == 0))
        {
            Assert.IsNotNull(Find(file, copy(file)), file);
        }
    }

    private static void AssertApart(string calibration, string evaluation)
    {
        OverlapSearch search = new([.. ImageFile.Find(calibration).Files.Select(Print)]);
        string[] taken =
        [
            .. ImageFile.Find(evaluation).Files.Select(file => search.Find(file, Print(file))).OfType<Overlap>()
                .Select(overlap => $"{overlap.File} for {overlap.CalibrationImage}"),
        ];
        Assert.IsEmpty(taken, string.Join(", ", taken));
    }

    private static Overlap? Find(string calibration, string image)
    {
        return new OverlapSearch([Print(calibration)]).Find(image, Print(image));
    }

    private static ImagePrint Print(string file)
    {
        return ImageFile.ReadWithPrint(file, new ImageOptions()).Print;
    }

    private string Save(string file, double scale, SKEncodedImageFormat format, int quality)
    {
        using SKBitmap bitmap = SKBitmap.Decode(file);
        SKImageInfo size = bitmap.Info.WithSize((int)(scale * bitmap.Width), (int)(scale * bitmap.Height));
        using SKBitmap scaled = bitmap.Resize(size, new SKSamplingOptions(SKCubicResampler.Mitchell));
        using SKData data = scaled.Encode(format, quality);
        string path = folder.File($"{Path.GetFileNameWithoutExtension(file)}.{format}");
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    private static RgbImage Flat(byte value)
    {
        return new RgbImage(32, 24, [.. Enumerable.Repeat(value, 3 * 32 * 24)]);
    }

    private static string Card(string name)
    {
        return Repository.Cards($"calibration/{name}");
    }
}
