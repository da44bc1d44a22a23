using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SkiaSharp;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>WebP and GIF, and those of them, and of PNG, that move.</summary>
[TestClass]
public sealed class AnimationTests
{
    private static readonly RgbImage first = Pixels.Image(24, 10);
    private static readonly RgbImage second = first.Mirror();

    [TestMethod]
    public void OfWebPTheFirstImageIsRead()
    {
        byte[] one = JpegFile.Encode(first, SKEncodedImageFormat.Webp, 100);
        byte[] two = JpegFile.Encode(second, SKEncodedImageFormat.Webp, 100);
        Pixels.AssertReads(first, one, "lossless");
        byte[] both =
        [
            .. WebPFile.Chunk("ANIM", new byte[6]), .. WebPFile.Frame(24, 10, one[12..]),
            .. WebPFile.Frame(24, 10, two[12..]),
        ];
        Pixels.AssertReads(first, WebPFile.Extend(24, 10, 2, both), "animated");
        StringAssert.Contains(Pixels.Refusal(one[..(one.Length / 2)]), "the WebP is damaged");
    }

    [TestMethod]
    public void OfAnApngTheImageIsReadThatOtherReadersSee()
    {
        byte[] rows = [.. second.Pixels.Chunk(3 * 24).SelectMany(row => row.Prepend((byte)0))];
        byte[] next = [0, 0, 0, 2, .. PngFile.Compress(rows)];
        PngFile file = new PngFile(24, 10, 8, PngFile.Rgb)
            .With("acTL", [0, 0, 0, 2, 0, 0, 0, 0])
            .With("fcTL", Control(0))
            .With("fcTL", Control(1), isAfter: true)
            .With("fdAT", next, isAfter: true);
        Pixels.AssertReads(first, file.Write(Sample(first)), "APNG");
    }

    [TestMethod]
    public void OfAGifTheFirstImageIsRead()
    {
        byte[][] palette = [.. Enumerable.Range(0, 128).Select(i => Pixels.Colour(i, i / 5))];
        byte[] file =
        [
            .. "GIF89a"u8, 24, 0, 10, 0, 0xF6, 0, 0, .. palette.SelectMany(c => c),
            .. GifImage((x, y) => (x + (7 * y)) % 128), .. GifImage((x, y) => 3), 0x3B,
        ];
        RgbImage expected = Pixels.Image(24, 10, (x, y) => palette[(x + (7 * y)) % 128]);
        Pixels.AssertReads(expected, file, "GIF");
        StringAssert.Contains(Pixels.Refusal(file[..(file.Length / 2)]), "the GIF ends before");
    }

    private static Func<int, int, int, int> Sample(RgbImage image)
    {
        return (x, y, c) => image.Pixels[(3 * ((y * image.Width) + x)) + c];
    }

    private static byte[] Control(byte number)
    {
        return [0, 0, 0, number, 0, 0, 0, 24, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0];
    }

    /// <summary>Codes of eight bits, cleared before they would need nine, so that each stands for a colour.</summary>
    private static byte[] GifImage(Func<int, int, int> place)
    {
        List<byte> codes = [];
        for (int i = 0; i < 24 * 10; i++)
        {
            if (i % 100 == 0)
            {
                codes.Add(128);
            }

            codes.Add((byte)place(i % 24, i / 24));
        }

        codes.Add(129);
        byte[][] blocks = [.. codes.Chunk(200)];
        return
        [
            0x2C, 0, 0, 0, 0, 24, 0, 10, 0, 0, 7, .. blocks.SelectMany(b => new[] { (byte)b.Length }.Concat(b)), 0,
        ];
    }
}
