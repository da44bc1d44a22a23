using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SkiaSharp;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Files of nobody's making: whatever is in them, they are an image or refused.</summary>
[TestClass]
public sealed class DamageTests
{
    private const int Damages = 300;

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void DamagedFilesAreReadOrRefused()
    {
        Random random = new(18);
        int refused = 0;
        foreach (byte[] whole in Whole())
        {
            ImageFile.Read(folder.Write("whole", whole));
            for (int i = 0; i < Damages; i++)
            {
                byte[] damaged = whole[..(random.Next(3) > 0 ? whole.Length : random.Next(whole.Length))];
                for (int k = random.Next(1, 6); k > 0 && damaged.Length > 0; k--)
                {
                    // Headers are the more interesting part.
                    damaged[random.Next(random.Next(2) > 0 ? Math.Min(64, damaged.Length) : damaged.Length)] =
                        (byte)random.Next(256);
                }

                refused += IsRefused(damaged) ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(Damages, refused);
    }

    private bool IsRefused(byte[] file)
    {
        string path = folder.Write("damaged", file);
        try
        {
            RgbImage image = ImageFile.Read(path);
            Assert.HasCount(3 * image.Width * image.Height, image.Pixels);
            return false;
        }
        catch (ImageFileException e)
        {
            Assert.StartsWith(path, e.Message);
            return true;
        }
    }

    private static IEnumerable<byte[]> Whole()
    {
        RgbImage image = Pixels.Image(24, 10);
        string samples = string.Join(' ', image.Pixels.Select(v => v.ToString(CultureInfo.InvariantCulture)));
        yield return JpegFile.With(JpegFile.Encode(image), 0xE1, Exif.Segment(6, isLittle: true));
        yield return JpegFile.Flat(JpegFile.Progressive, 24, 10, [9, 99, 199]);
        yield return JpegFile.Encode(image, SKEncodedImageFormat.Webp, 100);
        yield return new PngFile(24, 10, 8, PngFile.Rgb).With("eXIf", Exif.Of(5, false)).Write(Sample);
        yield return new PngFile(24, 10, 16, PngFile.Rgba) { IsInterlaced = true }.Write(Sample);
        yield return new BmpFile(40, 24).Write(24, 10, image.Pixels);
        yield return new BmpFile(40, 24) { IsPadded = false }.Write(25, [.. image.Pixels.Chunk(75).Take(9)]);
        yield return Pixels.Ppm(image);
        yield return [.. "P3 24 10 255\n"u8, .. Encoding.ASCII.GetBytes(samples)];
    }

    private static int Sample(int x, int y, int channel)
    {
        return channel < 3 ? Pixels.Colour(x, y)[channel] : 10 * x;
    }
}
