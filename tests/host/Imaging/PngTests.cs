using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>PNG of all depths and colour types.</summary>
[TestClass]
public sealed class PngTests
{
    private static readonly RgbImage expected = Pixels.Image(21, 13);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void AlphaIsDroppedAndColoursUnderItStay(bool interlaced)
    {
        PngFile rgb = new(21, 13, 8, PngFile.Rgb) { IsInterlaced = interlaced };
        PngFile rgba = new(21, 13, 8, PngFile.Rgba) { IsInterlaced = interlaced };
        Pixels.AssertReads(expected, rgb.Write((x, y, c) => Pixels.Colour(x, y)[c]), "without alpha");
        Pixels.AssertReads(expected, rgba.Write((x, y, c) => c < 3 ? Pixels.Colour(x, y)[c] : 9 * x), "with alpha");
        PngFile marked = new PngFile(21, 13, 8, PngFile.Rgb).With("tRNS", [0, 0, 0, 0, 0, 255]);
        Pixels.AssertReads(expected, marked.Write((x, y, c) => Pixels.Colour(x, y)[c]), "with a transparent colour");
    }

    /// <summary>Skia and libpng cut to the upper byte, which is wrong by one for a quarter of all values.</summary>
    [TestMethod]
    [DataRow(PngFile.Gray, false)]
    [DataRow(PngFile.Gray, true)]
    [DataRow(PngFile.GrayAlpha, false)]
    public void EachGrayOf16BitsIsRounded(int colours, bool interlaced)
    {
        RgbImage gray = Pixels.Image(256, 256, (x, y) => [.. Enumerable.Repeat(Wide((256 * y) + x), 3)]);
        PngFile file = new(256, 256, 16, colours) { IsInterlaced = interlaced };
        Pixels.AssertReads(gray, file.Write((x, y, c) => c == 0 ? (256 * y) + x : x * 99), "16 bits");
    }

    [TestMethod]
    [DataRow(PngFile.Rgb, false)]
    [DataRow(PngFile.Rgba, true)]
    public void EachColourOf16BitsIsRounded(int colours, bool interlaced)
    {
        PngFile file = new(67, 41, 16, colours) { IsInterlaced = interlaced };
        RgbImage colourful = Pixels.Image(
            67, 41, (x, y) => [Wide(Deep(x, y, 0)), Wide(Deep(x, y, 1)), Wide(Deep(x, y, 2))]);
        Pixels.AssertReads(colourful, file.Write(Deep), "16 bits");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    public void FewBitsAreGraysOrPlacesInAPalette(int depth)
    {
        int max = (1 << depth) - 1;
        byte[] palette = [.. Enumerable.Range(0, max + 1).SelectMany(i => Pixels.Colour(i, i / 2))];
        RgbImage gray = Pixels.Image(
            21, 13, (x, y) => [.. Enumerable.Repeat(Pixels.Widen((x + (5 * y)) & max, max), 3)]);
        RgbImage colours = Pixels.Image(21, 13, (x, y) => palette[(3 * ((x + (5 * y)) & max))..][..3]);
        foreach (bool interlaced in new[] { false, true })
        {
            PngFile plain = new(21, 13, depth, PngFile.Gray) { IsInterlaced = interlaced };
            PngFile places = new(21, 13, depth, PngFile.Palette) { IsInterlaced = interlaced };
            places.With("PLTE", palette).With("tRNS", [0, 128]);
            Pixels.AssertReads(gray, plain.Write((x, y, _) => (x + (5 * y)) & max), "gray");
            Pixels.AssertReads(colours, places.Write((x, y, _) => (x + (5 * y)) & max), "palette");
        }
    }

    /// <summary>As PIL and torchvision read what the networks were trained on.</summary>
    [TestMethod]
    public void GammaAndProfilesAreIgnored()
    {
        PngFile gamma = new PngFile(21, 13, 8, PngFile.Rgb).With("gAMA", [0, 1, 134, 160]);
        PngFile profile = new PngFile(21, 13, 8, PngFile.Rgb)
            .With("iCCP", [(byte)'x', 0, 0, .. PngFile.Compress(ColourProfile.SwapsRedAndBlue())]);
        Pixels.AssertReads(expected, gamma.Write((x, y, c) => Pixels.Colour(x, y)[c]), "gamma 1");
        Pixels.AssertReads(expected, profile.Write((x, y, c) => Pixels.Colour(x, y)[c]), "profile");
    }

    [TestMethod]
    public void AnEarlyEndIsSaidWithTheRowsThatAreThere()
    {
        byte[] file = new PngFile(99, 64, 8, PngFile.Rgb).Write((x, y, c) => x * y * (c + 1) % 251);
        StringAssert.Matches(
            Pixels.Refusal(file[..(file.Length / 2)]), new(@"the PNG ends after \d+ of its 64 rows; copy it again"));
        StringAssert.Contains(Pixels.Refusal(file[..40]), "the PNG ends before its first row, at byte 40");
        byte[] deep = new PngFile(99, 64, 16, PngFile.Rgb).Write((x, y, c) => x * y * (c + 1) % 65521);
        StringAssert.Contains(Pixels.Refusal(deep[..(deep.Length / 2)]), "of its 64 rows");
    }

    private static int Deep(int x, int y, int channel)
    {
        return ((x * 7919) + (y * 104729) + (channel * 31337)) & 0xFFFF;
    }

    private static byte Wide(int value)
    {
        return Pixels.Widen(value, 65535);
    }
}
