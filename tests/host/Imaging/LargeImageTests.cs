using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Images with a side above 4096 pixels, which no frame has.</summary>
[TestClass]
public sealed class LargeImageTests
{
    [TestMethod]
    public void BothSidesAreHalvedByAveraging()
    {
        byte[] file = new PngFile(5000, 200, 8, PngFile.Rgb).Write((x, y, c) => Pixels.Colour(x, y)[c]);
        Pixels.AssertReads(Pixels.Image(2500, 100, Mean), file, "5000 x 200");
    }

    [TestMethod]
    public void SidesAreHalvedAsOftenAsNeeded()
    {
        RgbImage stripe = Pixels.Image(3, 8195, (_, y) => [(byte)(y / 64), 0, 255]);
        using TemporaryFolder folder = new();
        RgbImage image = ImageFile.Read(folder.Write("a.ppm", Pixels.Ppm(stripe)));
        Assert.AreEqual((1, 2049), (image.Width, image.Height));
        Assert.AreEqual(100, image.Pixels[3 * (100 * 64 / 4)]);
        Assert.AreEqual(128, image.Pixels[3 * 2048], "the rest of an odd number of rows");
    }

    /// <summary>By libjpeg-turbo, which needs no memory for the whole.</summary>
    [TestMethod]
    public void AJpegIsScaledWhileItIsDecoded()
    {
        byte[] flat = JpegFile.Flat(JpegFile.Baseline, 4200, 4200, [50]);
        byte[] wide = JpegFile.Flat(JpegFile.Baseline, 33000, 16, [50]);
        using TemporaryFolder folder = new();
        RgbImage image = ImageFile.Read(folder.Write("a.jpg", flat));
        Assert.AreEqual((2100, 2100), (image.Width, image.Height));
        Assert.AreEqual(50, image.Pixels[3 * 2100 * 1000]);
        RgbImage narrow = ImageFile.Read(folder.Write("b.jpg", wide));
        Assert.AreEqual((2063, 1), (narrow.Width, narrow.Height), "an eighth, then a half");
    }

    [TestMethod]
    [DataRow("png", "9000 x 9000 are more than the 64 Mpixel (2^20) that can be read of this kind; scale it down")]
    [DataRow("bmp", "9000 x 9000 are more than the 64 Mpixel")]
    [DataRow("progressive", "9000 x 9000 are more than the 64 Mpixel")]
    [DataRow("baseline", "17000 x 17000 are more than the 256 Mpixel")]
    [DataRow("gif", "9000 x 9000 are more than the 64 Mpixel")]
    public void TooManyPixelsAreRefusedBeforeTheyTakeMemory(string kind, string message)
    {
        byte[] file = kind switch
        {
            "png" => new PngFile(9000, 9000, 8, PngFile.Rgb).Write(rows: [1, 2, 3]),
            "bmp" => new BmpFile(40, 24).Write(9000, 9000, [1, 2, 3]),
            "progressive" => JpegFile.Flat(JpegFile.Progressive, 9000, 9000, [50], blocks: 1),
            "baseline" => JpegFile.Flat(JpegFile.Baseline, 17000, 17000, [50], blocks: 1),
            _ =>
            [
                .. "GIF89a"u8, 0x28, 0x23, 0x28, 0x23, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0x28, 0x23, 0x28, 0x23, 0, 2, 1, 0x4C,
            ],
        };
        using TemporaryFolder folder = new();
        string path = folder.Write("large", file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Read(path));
        Assert.IsLessThan(1 << 20, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.StartsWith($"{path}: {message}", e.Message);
    }

    private static byte[] Mean(int x, int y)
    {
        byte[] mean = new byte[3];
        for (int c = 0; c < 3; c++)
        {
            int sum = Pixels.Colour(2 * x, 2 * y)[c] + Pixels.Colour((2 * x) + 1, 2 * y)[c]
                + Pixels.Colour(2 * x, (2 * y) + 1)[c] + Pixels.Colour((2 * x) + 1, (2 * y) + 1)[c];
            mean[c] = (byte)((sum + 2) / 4);
        }

        return mean;
    }
}
