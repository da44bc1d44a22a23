using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>BMP as boards, Windows and Photoshop write it; 13 pixels a row, so that rows need padding.</summary>
[TestClass]
public sealed class BmpTests
{
    private const int Width = 13;
    private const int Height = 5;
    private const int BitFields = 3;

    private static readonly RgbImage expected = Pixels.Image(Width, Height);

    [TestMethod]
    [DataRow(12, false)]
    [DataRow(40, false)]
    [DataRow(40, true)]
    [DataRow(52, false)]
    [DataRow(56, true)]
    [DataRow(64, false)]
    [DataRow(108, false)]
    [DataRow(124, true)]
    public void EachVersionOfTheHeaderIsReadFromEitherEnd(int header, bool topDown)
    {
        BmpFile file = new(header, 24) { IsTopDown = topDown };
        Pixels.AssertReads(expected, file.Write(Width, Rows(c => [c[2], c[1], c[0]])), "24 bits");
    }

    [TestMethod]
    [DataRow(40)]
    [DataRow(52)]
    [DataRow(56)]
    [DataRow(108)]
    [DataRow(124)]
    public void Rgb565IsWidenedAndRounded(int header)
    {
        RgbImage image = Pixels.Image(Width, Height, (x, y) =>
        {
            byte[] c = Pixels.Colour(x, y);
            return [Pixels.Widen(c[0] >> 3, 31), Pixels.Widen(c[1] >> 2, 63), Pixels.Widen(c[2] >> 3, 31)];
        });
        byte[][] rows = Rows(c => Two(((c[0] >> 3) << 11) | ((c[1] >> 2) << 5) | (c[2] >> 3)));
        uint[] masks = header < 56 ? [0xF800, 0x7E0, 0x1F] : [0xF800, 0x7E0, 0x1F, 0];
        foreach (bool topDown in new[] { false, true })
        {
            BmpFile file = new(header, 16) { Compression = BitFields, Masks = masks, IsTopDown = topDown };
            Pixels.AssertReads(image, file.Write(Width, rows), "RGB565");
        }
    }

    [TestMethod]
    public void OtherMasksAreRead()
    {
        byte[] Narrow(byte[] c, int bits)
        {
            return [.. c.Select(v => Pixels.Widen(v >> (8 - bits), (1 << bits) - 1))];
        }

        RgbImage five = Pixels.Image(Width, Height, (x, y) => Narrow(Pixels.Colour(x, y), 5));
        byte[][] rows = Rows(c => Two(((c[0] >> 3) << 10) | ((c[1] >> 3) << 5) | (c[2] >> 3)));
        Pixels.AssertReads(five, new BmpFile(40, 16).Write(Width, rows), "RGB555, which needs no masks");

        RgbImage four = Pixels.Image(Width, Height, (x, y) => Narrow(Pixels.Colour(x, y), 4));
        BmpFile photoshop = new(56, 16) { Compression = BitFields, Masks = [0xF00, 0xF0, 0xF, 0xF000] };
        rows = Rows(c => Two(0xF000 | ((c[0] >> 4) << 8) | ((c[1] >> 4) << 4) | (c[2] >> 4)));
        Pixels.AssertReads(four, photoshop.Write(Width, rows), "RGB444 with alpha");

        BmpFile turned = new(124, 32)
        {
            Compression = BitFields,
            Masks = [0xFF000000, 0xFF0000, 0xFF00, 0xFF],
        };
        Pixels.AssertReads(expected, turned.Write(Width, Rows(c => [77, c[2], c[1], c[0]])), "alpha first, dropped");
        Pixels.AssertReads(expected, new BmpFile(40, 32).Write(Width, Rows(c => [c[2], c[1], c[0], 0])), "no alpha");
    }

    [TestMethod]
    [DataRow(1, 12)]
    [DataRow(1, 40)]
    [DataRow(4, 40)]
    [DataRow(4, 124)]
    [DataRow(8, 12)]
    [DataRow(8, 56)]
    public void PalettesAreRead(int bits, int header)
    {
        byte[][] palette = [.. Enumerable.Range(0, 1 << bits).Select(i => Pixels.Colour(i, i / 3))];
        RgbImage image = Pixels.Image(Width, Height, (x, y) => palette[(x + (2 * y)) % palette.Length]);
        byte[][] rows = [.. Enumerable.Range(0, Height).Select(y => Pack(y, bits))];
        Pixels.AssertReads(image, new BmpFile(header, bits) { Palette = palette }.Write(Width, rows), "palette");
    }

    [TestMethod]
    public void RunsAreRead()
    {
        byte[][] palette = [.. Enumerable.Range(0, 16).Select(i => Pixels.Colour(i, i))];
        RgbImage image = Pixels.Image(Width, 2, (x, y) => palette[x < 6 ? y + 1 : x < 11 ? x - 5 : 9]);
        byte[] Eight(int y)
        {
            return [6, (byte)(y + 1), 0, 5, 1, 2, 3, 4, 5, 0, 2, 9, 0, 0];
        }

        byte[] Four(int y)
        {
            return [6, (byte)(17 * (y + 1)), 0, 5, 0x12, 0x34, 0x50, 0, 2, 0x99, 0, 0];
        }

        BmpFile rle8 = new(40, 8) { Compression = 1, Palette = palette };
        Pixels.AssertReads(image, rle8.Write(Width, 2, [.. Eight(1), .. Eight(0), 0, 1]), "RLE8");
        BmpFile rle4 = new(40, 4) { Compression = 2, Palette = palette };
        Pixels.AssertReads(image, rle4.Write(Width, 2, [.. Four(1), .. Four(0), 0, 1]), "RLE4");
    }

    /// <summary>frame2bmp: top-down, grays with a palette, rows as the sensor has them, of any length.</summary>
    [TestMethod]
    [DataRow(12)]
    [DataRow(13)]
    public void ImagesOfABoardAreReadWithoutPadding(int width)
    {
        byte[][] palette = [.. Enumerable.Range(0, 256).Select(i => new[] { (byte)i, (byte)i, (byte)i })];
        RgbImage gray = Pixels.Image(
            width, Height, (x, y) => [.. Enumerable.Repeat(Pixels.Colour(x, y)[0], 3)]);
        BmpFile grayFile = new(40, 8) { IsTopDown = true, IsPadded = false, Palette = palette };
        Pixels.AssertReads(gray, grayFile.Write(width, Rows(c => [c[0]], width)), "gray");
        BmpFile file = new(40, 24) { IsTopDown = true, IsPadded = false };
        Pixels.AssertReads(
            Pixels.Image(width, Height), file.Write(width, Rows(c => [c[2], c[1], c[0]], width)), "colours");
    }

    [TestMethod]
    public void AnEarlyEndIsSaidWithTheRowsThatAreThere()
    {
        byte[] file = new BmpFile(40, 24).Write(Width, Rows(c => [c[2], c[1], c[0]]));
        StringAssert.Contains(Pixels.Refusal(file[..^50]), "the BMP ends after 3 of its 5 rows; copy it again");
        StringAssert.Contains(Pixels.Refusal(file[..30]), "before its first row, at byte 30");
    }

    private static byte[][] Rows(Func<byte[], byte[]> pixel, int width = Width)
    {
        IEnumerable<int> columns = Enumerable.Range(0, width);
        return
        [
            .. Enumerable.Range(0, Height)
                .Select(y => columns.SelectMany(x => pixel(Pixels.Colour(x, y))).ToArray()),
        ];
    }

    private static byte[] Pack(int y, int bits)
    {
        string text = string.Concat(Enumerable.Range(0, Width)
            .Select(x => Convert.ToString((x + (2 * y)) % (1 << bits), 2).PadLeft(bits, '0')));
        return [.. text.Chunk(8).Select(b => Convert.ToByte(new string(b).PadRight(8, '0'), 2))];
    }

    private static byte[] Two(int value)
    {
        return [(byte)value, (byte)(value >> 8)];
    }
}
