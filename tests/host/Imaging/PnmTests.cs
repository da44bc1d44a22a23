using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>PBM, PGM and PPM of all kinds and depths.</summary>
[TestClass]
public sealed class PnmTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(15)]
    [DataRow(100)]
    [DataRow(255)]
    [DataRow(256)]
    [DataRow(1023)]
    [DataRow(65535)]
    public void EachDepthIsScaledToItsMaxvalAndRounded(int max)
    {
        int[] samples = [.. Enumerable.Range(0, 3 * 256).Select(i => (int)((long)i * max / 767))];
        byte[] gray = [.. samples.SelectMany(v => Enumerable.Repeat(Pixels.Widen(v, max), 3))];
        byte[] colours = [.. samples.Select(v => Pixels.Widen(v, max))];
        string plain = string.Join(' ', samples);
        byte[] raw = [.. samples.SelectMany(v => max > 255 ? new[] { (byte)(v >> 8), (byte)v } : [(byte)v])];

        Pixels.AssertReads(new RgbImage(768, 1, gray), Ascii($"P2 768 1 {max}\n{plain}\n"), "P2");
        Pixels.AssertReads(new RgbImage(256, 1, colours), Ascii($"P3 256 1 {max}\n{plain}"), "P3");
        Pixels.AssertReads(new RgbImage(768, 1, gray), [.. Ascii($"P5\n768 1\n{max}\n"), .. raw], "P5");
        Pixels.AssertReads(new RgbImage(256, 1, colours), [.. Ascii($"P6\n256 1\n{max}\n"), .. raw], "P6");
    }

    /// <summary>A row of ten, so that raw ones end within a byte.</summary>
    [TestMethod]
    public void OneIsBlackInABitmap()
    {
        RgbImage expected = Pixels.Image(10, 2, (x, y) => [.. Enumerable.Repeat((byte)(Bit(x, y) ? 0 : 255), 3)]);
        Pixels.AssertReads(expected, Ascii("P1\n10 2\n1001001001\n0100100100"), "digits without spaces");
        Pixels.AssertReads(expected, Ascii("P1 10 2 1 0 0 1 0 0 1 0 0 1\n0 1 0 0 1 0 0 1 0 0\n"), "with spaces");
        Pixels.AssertReads(expected, [.. Ascii("P4 10 2\n"), 0b10010010, 0b01000000, 0b01001001, 0], "raw");
    }

    [TestMethod]
    public void CommentsStandAnywhereInAHeader()
    {
        RgbImage expected = Pixels.Image(2, 1, (x, _) => [(byte)x, 7, 8]);
        byte[] header = Ascii("P6#made by\n# hand 9 9\r 2 # width\n1# height\n#\n255\n");
        Pixels.AssertReads(expected, [.. header, 0, 7, 8, 1, 7, 8], "raw");
        Pixels.AssertReads(expected, Ascii("P3 2 1 255 0 7 # and there\n8 1 7 8"), "plain");
    }

    [TestMethod]
    public void OfSeveralImagesTheFirstIsRead()
    {
        byte[] one = Pixels.Ppm(Pixels.Image(3, 2));
        Pixels.AssertReads(Pixels.Image(3, 2), [.. one, .. Pixels.Ppm(Pixels.Image(5, 5))], "two images");
    }

    [TestMethod]
    [DataRow("P6 2 2 255\nabcdefghi", "ends at byte 20, after 1 of its 2 rows; copy it again")]
    [DataRow("P5 2 2 65535\nabcd", "after 1 of its 2 rows")]
    [DataRow("P4 10 3\nabcd", "after 2 of its 3 rows")]
    [DataRow("P3 1 2 255\n1 2 3  45 6 ", "ends at byte 23, after 1 of its 2 rows")]
    [DataRow("P1 2 2\n101", "after 1 of its 2 rows")]
    [DataRow("P2 2 2 9\n1 2 3 10", "a sample of 10 above the maxval of 9 at byte 17")]
    [DataRow("P5 2 1 9\n\u0009\u000A", "a sample of 10 above the maxval of 9 at byte 11")]
    [DataRow("P2 2 2 9\n1 2 x 3", "'x' where a sample is due at byte 13")]
    [DataRow("P1 2 2\n1 0 2 1", "'2' where 0 or 1 is due at byte 11")]
    [DataRow("P5 2 2 65536\n", "a maxval of 65536 where 1..65535 is allowed at byte 12")]
    [DataRow("P5 2 2 0\n", "a maxval of 0")]
    [DataRow("P5 2 -2 255\n", "'-' where a height is due at byte 5")]
    [DataRow("P5 2 2", "its end before a maxval at byte 6")]
    [DataRow("P5 0 2 255\n", "0 x 2 pixels")]
    [DataRow("P6 10000000000 1 255\n", "more than the 64 Mpixel")]
    [DataRow("P6 30000 30000 255\n", "more than the 64 Mpixel")]
    [DataRow("P3 8000 8000 255\n1 2 3 4", "after 0 of its 8000 rows")]
    [DataRow("P7\nWIDTH 2\n", "is a PAM file (P7)")]
    public void WhatIsWrongIsSaidWithItsPlace(string file, string message)
    {
        string problem = Pixels.Refusal(Encoding.Latin1.GetBytes(file));
        StringAssert.Contains(problem, message);
    }

    private static bool Bit(int x, int y)
    {
        return x % 3 == y;
    }

    private static byte[] Ascii(FormattableString text)
    {
        return Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));
    }

    private static byte[] Ascii(string text)
    {
        return Encoding.ASCII.GetBytes(text);
    }
}
