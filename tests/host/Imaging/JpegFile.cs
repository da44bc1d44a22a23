using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Makes JPEG files: of any image with an encoder, and flat ones of rare kinds by hand.</summary>
internal static class JpegFile
{
    public const byte Baseline = 0xC0;
    /// <summary>The one that may have 12 bits, and here has.</summary>
    public const byte Extended = 0xC1;
    public const byte Progressive = 0xC2;
    public const byte Lossless = 0xC3;

    /// <summary>Encodes an image.</summary>
    public static byte[] Encode(RgbImage image, int quality = 100)
    {
        return Encode(image, SKEncodedImageFormat.Jpeg, quality);
    }

    /// <summary>Encodes an image in another format of Skia's; WebP is lossless at 100.</summary>
    public static byte[] Encode(RgbImage image, SKEncodedImageFormat format, int quality)
    {
        using SKBitmap bitmap = new(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        byte[] rgba = [.. image.Pixels.Chunk(3).SelectMany(c => new[] { c[0], c[1], c[2], (byte)255 })];
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using SKPixmap pixels = bitmap.PeekPixels()!;
        using SKData? data = format == SKEncodedImageFormat.Webp
            ? pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, quality))
            : pixels.Encode(new SKJpegEncoderOptions(
                quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore));
        return data!.ToArray();
    }

    /// <summary>Puts a segment behind the start of a file.</summary>
    public static byte[] With(byte[] file, byte marker, byte[] data)
    {
        return [.. file[..2], .. Segment(marker, data), .. file[2..]];
    }

    /// <summary>One colour all over, of one to four channels, in blocks of which each is a constant.</summary>
    /// <param name="adobe">The transform in an Adobe segment; null without one.</param>
    /// <param name="blocks">How many there are; null for all.</param>
    public static byte[] Flat(
        byte frame, int width, int height, byte[] colour, int? adobe = null, int? blocks = null)
    {
        byte[] header = [frame == Extended ? (byte)12 : (byte)8, .. Two(height), .. Two(width), (byte)colour.Length];
        byte[] channels = [.. Enumerable.Range(1, colour.Length).SelectMany(i => new byte[] { (byte)i, 0x11, 0 })];
        byte[] scan = [.. Enumerable.Range(1, colour.Length).SelectMany(i => new byte[] { (byte)i, 0 })];
        byte[] marker = [.. Encoding.ASCII.GetBytes("Adobe"), 0, 100, 0, 0, 0, 0, (byte)(adobe ?? 0)];
        bool isProgressive = frame == Progressive;
        blocks ??= (width + 7) / 8 * ((height + 7) / 8);
        return
        [
            0xFF, 0xD8, .. adobe is null ? [] : Segment(0xEE, marker),
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(frame, [.. header, .. channels]),
            // Twelve lengths of a constant, each told by four bits; of other coefficients only the end of a block.
            .. Segment(0xC4, [0, 0, 0, 0, 12, .. new byte[12], .. Enumerable.Range(0, 12).Select(i => (byte)i)]),
            .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
            .. Segment(0xDA, [(byte)colour.Length, .. scan, 0, (byte)(isProgressive ? 0 : 63), 0]),
            .. Coefficients(colour, blocks.Value, isProgressive), 0xFF, 0xD9,
        ];
    }

    private static byte[] Coefficients(byte[] colour, int blocks, bool isProgressive)
    {
        StringBuilder bits = new();
        int[] before = new int[colour.Length];
        for (int i = 0; i < blocks * colour.Length; i++)
        {
            int c = i % colour.Length;
            int value = 8 * (colour[c] - 128);
            Append(bits, value - before[c]);
            bits.Append(isProgressive ? string.Empty : "0");
            before[c] = value;
        }

        string padded = bits.Append('1', -bits.Length & 7).ToString();
        return [.. padded.Chunk(8).Select(b => Convert.ToByte(new string(b), 2)).SelectMany(Stuff)];
    }

    private static void Append(StringBuilder bits, int difference)
    {
        int length = difference == 0 ? 0 : 1 + (int)Math.Log2(Math.Abs(difference));
        int stored = difference < 0 ? difference + (1 << length) - 1 : difference;
        bits.Append(Convert.ToString(length, 2).PadLeft(4, '0'));
        bits.Append(length == 0 ? string.Empty : Convert.ToString(stored, 2).PadLeft(length, '0'));
    }

    private static byte[] Stuff(byte value)
    {
        return value == 0xFF ? [0xFF, 0] : [value];
    }

    private static byte[] Segment(byte marker, byte[] data)
    {
        return [0xFF, marker, .. Two(data.Length + 2), .. data];
    }

    private static byte[] Two(int value)
    {
        return [(byte)(value >> 8), (byte)value];
    }
}
