using System;
using System.Buffers.Binary;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>When an image was taken, by its EXIF data.</summary>
[TestClass]
public sealed class ExifTimeTests
{
    private static readonly DateTime taken = new(2026, 11, 30, 4, 5, 6);

    /// <summary>As an APP1 segment of a JPEG holds it.</summary>
    public static byte[] Segment(string time)
    {
        return [.. "Exif\0\0"u8, .. Data(time, isLittle: true)];
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void ItIsReadOfJpegPngAndWebP(bool isLittle)
    {
        byte[] data = Data("2026:11:30 04:05:06", isLittle);
        byte[] jpeg = JpegFile.Encode(Pixels.Image(4, 4));
        Assert.AreEqual(taken, ExifTime.Of(JpegFile.With(jpeg, 0xE1, [.. "Exif\0\0"u8, .. data])));
        byte[] png = new PngFile(1, 1, 8, PngFile.Gray).With("eXIf", data).Write((_, _, _) => 0);
        Assert.AreEqual(taken, ExifTime.Of(png));
        byte[] length = BitConverter.GetBytes(data.Length);
        byte[] webp = [.. "RIFF\0\0\0\0WEBPVP8 \u0001\0\0\0x\0"u8, .. "EXIF"u8, .. length, .. data];
        Assert.AreEqual(taken, ExifTime.Of(webp));
    }

    [TestMethod]
    [DataRow("0000:00:00 00:00:00")]
    [DataRow("    :  :     :  :  ")]
    public void NonsenseIsNoTime(string text)
    {
        byte[] jpeg = JpegFile.Encode(Pixels.Image(4, 4));
        Assert.IsNull(ExifTime.Of(JpegFile.With(jpeg, 0xE1, Segment(text))));
        Assert.IsNull(ExifTime.Of(jpeg));
        Assert.IsNull(ExifTime.Of([]));
    }

    [TestMethod]
    public void DataThatEndAnywhereDoNoHarm()
    {
        byte[] data = Segment("2026:11:30 04:05:06");
        byte[] jpeg = JpegFile.Encode(Pixels.Image(4, 4));
        for (int length = 0; length < data.Length; length++)
        {
            Assert.IsNull(ExifTime.Of(JpegFile.With(jpeg, 0xE1, data[..length])), $"{length} bytes");
            Assert.IsNull(ExifTime.Of([0xFF, 0xD8, 0xFF, 0xE1, 0, 99, .. data[..length]]));
        }
    }

    /// <summary>A directory that leads to the camera's, which leads to the text.</summary>
    private static byte[] Data(string time, bool isLittle)
    {
        return
        [
            .. isLittle ? "II*\0"u8 : "MM\0*"u8, .. Four(8, isLittle),
            .. Two(1, isLittle), .. Entry(0x8769, 4, 26, isLittle), .. Four(0, isLittle),
            .. Two(1, isLittle), .. Entry(0x9003, 2, 44, isLittle), .. Four(0, isLittle),
            .. Encoding.ASCII.GetBytes(time),
        ];
    }

    private static byte[] Entry(int tag, int type, int value, bool isLittle)
    {
        int count = type == 2 ? 20 : 1;
        return [.. Two(tag, isLittle), .. Two(type, isLittle), .. Four(count, isLittle), .. Four(value, isLittle)];
    }

    private static byte[] Two(int value, bool isLittle)
    {
        byte[] bytes = Four(value, isLittle);
        return isLittle ? bytes[..2] : bytes[2..];
    }

    private static byte[] Four(int value, bool isLittle)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        if (!isLittle)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }
}
