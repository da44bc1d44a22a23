using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SkiaSharp;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>The eight orientations of EXIF, on an image of six squares of which no two are alike.</summary>
[TestClass]
public sealed class OrientationTests
{
    private const int Side = 16;

    /// <summary>Two rows of three squares.</summary>
    private static readonly byte[][] colours =
    [
        [250, 10, 10], [10, 250, 10], [10, 10, 250], [240, 240, 10], [10, 240, 240], [128, 128, 128],
    ];

    private static readonly RgbImage stored = Squares("012345", 3);

    /// <summary>Which squares are seen, row by row: what EXIF's table of the 0th row and column says.</summary>
    [TestMethod]
    [DataRow(1, "012345", 3)]
    [DataRow(2, "210543", 3)]
    [DataRow(3, "543210", 3)]
    [DataRow(4, "345012", 3)]
    [DataRow(5, "031425", 2)]
    [DataRow(6, "304152", 2)]
    [DataRow(7, "524130", 2)]
    [DataRow(8, "251403", 2)]
    public void EachOrientationIsTurnedUpright(int orientation, string seen, int columns)
    {
        RgbImage upright = Squares(seen, columns);
        foreach (bool isLittle in new[] { true, false })
        {
            byte[] exif = Exif.Of(orientation, isLittle);
            byte[] jpeg = JpegFile.With(JpegFile.Encode(stored), 0xE1, Exif.Segment(orientation, isLittle));
            AssertSeen(upright, jpeg, "JPEG");
            AssertSeen(upright, Png(exif, isAfter: false), "PNG");
            AssertSeen(upright, Png(exif, isAfter: true), "PNG, behind the pixels");
            AssertSeen(upright, WebP(exif), "WebP");
        }
    }

    [TestMethod]
    public void ImagesCanBeTakenAsTheyAreStored()
    {
        using TemporaryFolder folder = new();
        ImageOptions asStored = new() { AppliesOrientation = false };
        byte[] jpeg = JpegFile.With(JpegFile.Encode(stored), 0xE1, Exif.Segment(6, true));
        AssertAlike(stored, ImageFile.Read(folder.Write("a.jpg", jpeg), asStored), "JPEG");
        AssertAlike(stored, ImageFile.Read(folder.Write("a.png", Png(Exif.Of(6, true), false)), asStored), "PNG");
    }

    [TestMethod]
    public void NonsenseIsNoOrientation()
    {
        foreach (int orientation in new[] { 0, 9, 200 })
        {
            byte[] jpeg = JpegFile.With(JpegFile.Encode(stored), 0xE1, Exif.Segment(orientation, true));
            AssertSeen(stored, jpeg, "JPEG");
            AssertSeen(stored, Png(Exif.Of(orientation, false), false), "PNG");
        }

        byte[] exif = Exif.Of(6, true);
        for (int length = 0; length < 20; length++)
        {
            AssertSeen(stored, Png(exif[..length], false), "cut PNG");
        }

        byte[] far = [.. exif];
        far[7] = 0xFF;
        AssertSeen(stored, Png(far, false), "a directory far outside");
    }

    private static RgbImage Squares(string places, int columns)
    {
        return Pixels.Image(
            columns * Side,
            places.Length / columns * Side,
            (x, y) => colours[places[(y / Side * columns) + (x / Side)] - '0']);
    }

    private static byte[] Png(byte[] exif, bool isAfter)
    {
        PngFile file = new(stored.Width, stored.Height, 8, PngFile.Rgb);
        return file.With("eXIf", exif, isAfter).Write((x, y, c) => stored.Pixels[(3 * ((y * stored.Width) + x)) + c]);
    }

    private static byte[] WebP(byte[] exif)
    {
        byte[] plain = JpegFile.Encode(stored, SKEncodedImageFormat.Webp, 100);
        return WebPFile.Extend(stored.Width, stored.Height, 0x08, [.. plain[12..], .. WebPFile.Chunk("EXIF", exif)]);
    }

    private static void AssertSeen(RgbImage expected, byte[] file, string what)
    {
        using TemporaryFolder folder = new();
        AssertAlike(expected, ImageFile.Read(folder.Write("image", file)), what);
    }

    /// <summary>A JPEG's squares differ by little.</summary>
    private static void AssertAlike(RgbImage expected, RgbImage read, string what)
    {
        Assert.AreEqual((expected.Width, expected.Height), (read.Width, read.Height), what);
        int worst = expected.Pixels.Zip(read.Pixels, (a, b) => Math.Abs(a - b)).Max();
        Assert.IsLessThan(8, worst, what);
    }
}
