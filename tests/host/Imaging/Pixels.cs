using System;
using System.Globalization;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Images made by rule, no two pixels alike, so that a turned or shifted one is another.</summary>
internal static class Pixels
{
    /// <summary>A colour for each place.</summary>
    public static byte[] Colour(int x, int y)
    {
        return [(byte)((19 * x) + (3 * y)), (byte)((5 * x) + (50 * y)), (byte)(255 - (11 * x) - y)];
    }

    /// <summary>An image of the pixels that a rule gives.</summary>
    public static RgbImage Image(int width, int height, Func<int, int, byte[]> colour)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            colour(i % width, i / width).CopyTo(pixels, 3 * i);
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>An image of those colours.</summary>
    public static RgbImage Image(int width, int height)
    {
        return Image(width, height, Colour);
    }

    /// <summary>A binary PPM file.</summary>
    public static byte[] Ppm(RgbImage image)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"P6 {image.Width} {image.Height} 255\n");
        return [.. Encoding.ASCII.GetBytes(header), .. image.Pixels];
    }

    /// <summary>A sample of few bits as one of eight, rounded.</summary>
    public static byte Widen(int value, int max)
    {
        return (byte)Math.Round(255.0 * value / max, MidpointRounding.AwayFromZero);
    }

    /// <summary>Writes a file, reads it, and compares.</summary>
    public static void AssertReads(RgbImage expected, byte[] file, string what)
    {
        using TemporaryFolder folder = new();
        RgbImage read = ImageFile.Read(folder.Write("image", file));
        Assert.AreEqual((expected.Width, expected.Height), (read.Width, read.Height), what);
        CollectionAssert.AreEqual(expected.Pixels, read.Pixels, what);
    }

    /// <summary>Writes a file, whose reading must fail.</summary>
    /// <returns>What is said of it, without its name.</returns>
    public static string Refusal(byte[] file)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("image", file);
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Read(path));
        Assert.StartsWith(path + ": ", e.Message);
        return e.Problem;
    }
}
