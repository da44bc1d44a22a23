using System;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>JPEG of all kinds that people and cameras have.</summary>
[TestClass]
public sealed class JpegTests
{
    private static readonly RgbImage smooth = Pixels.Image(
        80, 64, (x, y) => [(byte)(3 * x), (byte)(4 * y), (byte)(128 + (60 * Math.Sin(x * y / 99.0)))]);

    /// <summary>
    /// An image of 4:2:0, whose colours decoders widen differently; the digest is that of what djpeg -dct int (2.1.5)
    /// writes of it, and of what PIL reads.
    /// </summary>
    [TestMethod]
    public void PixelsAreThoseOfLibjpegTurbo()
    {
        RgbImage image = ImageFile.Read(Repository.Cards("samples/20_house_1.jpg"));
        string digest = Convert.ToHexStringLower(SHA256.HashData(Pixels.Ppm(image)));
        Assert.AreEqual("df99d0e1510b877556f8f3472941d1117ee42b57791594381e113d488e0d4430", digest);
    }

    [TestMethod]
    [DataRow(JpegFile.Baseline)]
    [DataRow(JpegFile.Progressive)]
    public void GraysAndColoursAreRead(byte frame)
    {
        byte[] orange = [160, 60, 190];
        Pixels.AssertReads(Pixels.Image(20, 9, (_, _) => [77, 77, 77]), JpegFile.Flat(frame, 20, 9, [77]), "gray");
        byte[] rgb =
        [
            Clamp(160 + (1.402 * 62)), Clamp(160 + (0.344136 * 68) - (0.714136 * 62)), Clamp(160 - (1.772 * 68)),
        ];
        Pixels.AssertReads(Pixels.Image(20, 9, (_, _) => rgb), JpegFile.Flat(frame, 20, 9, orange), "YCbCr");
    }

    /// <summary>Inverted, as Photoshop writes it, and made RGB as PIL does: ink by ink, without a profile.</summary>
    [TestMethod]
    public void InksAreMixed()
    {
        byte[] Mix(double cyan, double magenta, double yellow, int black)
        {
            return [Clamp(cyan * black / 255), Clamp(magenta * black / 255), Clamp(yellow * black / 255)];
        }

        byte[] cmyk = JpegFile.Flat(JpegFile.Baseline, 16, 16, [200, 100, 50, 128], adobe: 0);
        Pixels.AssertReads(Pixels.Image(16, 16, (_, _) => Mix(200, 100, 50, 128)), cmyk, "CMYK");

        byte[] ycck = JpegFile.Flat(JpegFile.Baseline, 16, 16, [100, 128, 128, 204], adobe: 2);
        Pixels.AssertReads(Pixels.Image(16, 16, (_, _) => Mix(155, 155, 155, 204)), ycck, "YCCK");
    }

    /// <summary>16 x 16 pixels from cjpeg -arithmetic -quality 90 -sample 1x1: red grows to the right.</summary>
    [TestMethod]
    public void ArithmeticCodingIsRead()
    {
        using TemporaryFolder folder = new();
        byte[] file = Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU"
            + "FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
            + "FBQUFBQUFBT/yQARCAAQABADAREAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/AN4Gp7rfXMXHJ45bq5o/RoVvdEmQ"
            + "otEzNM12Rcaw0BxYZJ6YJa0m1QOGzWgpLraFYwgqkr3wYw0QT4qstcR5INeRQv/Z");
        RgbImage image = ImageFile.Read(folder.Write("a.jpg", file));
        for (int i = 0; i < 256; i++)
        {
            byte[] expected = [(byte)(i % 16 * 16), (byte)(i / 16 * 16), 128];
            int worst = expected.Zip(image.Pixels[(3 * i)..], (a, b) => Math.Abs(a - b)).Max();
            Assert.IsLessThan(8, worst, $"pixel {i}");
        }
    }

    [TestMethod]
    public void ProfilesAreIgnored()
    {
        using TemporaryFolder folder = new();
        byte[] plain = JpegFile.Encode(smooth);
        byte[] profile = [.. "ICC_PROFILE\0"u8, 1, 1, .. ColourProfile.SwapsRedAndBlue()];
        RgbImage expected = ImageFile.Read(folder.Write("a.jpg", plain));
        Pixels.AssertReads(expected, JpegFile.With(plain, 0xE2, profile), "with a profile");
    }

    [TestMethod]
    public void AnEarlyEndIsSaidWithTheRowsThatAreThere()
    {
        byte[] file = JpegFile.Encode(smooth);
        byte[] most = file[..(file.Length * 2 / 3)];
        StringAssert.Matches(Pixels.Refusal(most), new(@"the JPEG ends after \d\d of its 64 rows; copy it again"));
        StringAssert.Contains(Pixels.Refusal(file[..100]), "the JPEG ends before its first row, at byte 100; copy it");
        byte[] padded = [.. most, .. new byte[file.Length]];
        Assert.StartsWith("the JPEG ends without its end marker;", Pixels.Refusal(padded), "the rest is zeros");
        Pixels.AssertReads(ReadBack(file), [.. file, 1, 2, 3], "bytes behind the end are none of the image's");
    }

    /// <summary>Skia gives what is there of these without a word.</summary>
    [TestMethod]
    public void AProgressiveOneThatEndsEarlyIsRefusedToo()
    {
        byte[] file = JpegFile.Flat(JpegFile.Progressive, 400, 300, [160, 60, 190]);
        foreach (int length in new[] { file.Length - 1, file.Length - 2, file.Length - 9, file.Length * 3 / 4 })
        {
            StringAssert.Matches(
                Pixels.Refusal(file[..length]), new("the JPEG ends (without its end marker|after .*); copy it again"));
        }
    }

    [TestMethod]
    public void RareKindsAreNamed()
    {
        StringAssert.Contains(
            Pixels.Refusal(JpegFile.Flat(JpegFile.Extended, 16, 16, [9])),
            "is a JPEG of 12 bits a sample; baseline and progressive ones of 8 bits can be read: save it as one");
        Assert.StartsWith("is a lossless JPEG;", Pixels.Refusal(JpegFile.Flat(JpegFile.Lossless, 16, 16, [9])));
        Assert.StartsWith("is a hierarchical JPEG;", Pixels.Refusal(JpegFile.Flat(0xC5, 16, 16, [9])));
        Assert.StartsWith("is a JPEG-LS;", Pixels.Refusal(JpegFile.Flat(0xF7, 16, 16, [9])));
    }

    private static RgbImage ReadBack(byte[] file)
    {
        using TemporaryFolder folder = new();
        return ImageFile.Read(folder.Write("a.jpg", file));
    }

    private static byte Clamp(double value)
    {
        return (byte)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 0, 255);
    }
}
