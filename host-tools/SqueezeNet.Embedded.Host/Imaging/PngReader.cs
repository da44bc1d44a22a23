using System;
using System.Buffers.Binary;
using System.IO;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads PNG files of all depths; a sample v of 16 bits becomes round(v / 257).</summary>
internal static class PngReader
{
    private const int HeaderBytes = 8;
    private const int ChunkBytes = 12;
    private const int DepthAt = 24;

    /// <exception cref="ImageFileException">It is damaged, ends early or is too large.</exception>
    public static DecodedImage Read(string file, byte[] bytes)
    {
        using SkiaCodec codec = SkiaCodec.Open(file, bytes, ImageKind.Png);
        ImageLimits.Require(file, codec.Width, codec.Height);
        RgbImage image = codec.Decode();
        if (bytes[DepthAt] == 16)
        {
            // Skia cuts the lower bytes off; it has checked the file, and is right about everything else.
            image = ReadDeep(file, bytes);
        }

        return new DecodedImage(image, ExifOrientation.Of(Exif(bytes)));
    }

    /// <summary>The EXIF data of a file, the last if there are several; empty without.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> bytes)
    {
        byte[] exif = [];
        EachChunk(bytes, "eXIf", chunk => exif = chunk.ToArray());
        return exif;
    }

    private static RgbImage ReadDeep(string file, byte[] bytes)
    {
        using MemoryStream data = new();
        EachChunk(bytes, "IDAT", chunk => data.Write(chunk));
        try
        {
            return new DeepPng(bytes.AsSpan(HeaderBytes + 8, 13)).Read(data.ToArray());
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ImageFileException(file, $"the PNG is damaged ({e.Message}); copy or save it again.");
        }
    }

    private delegate void Use(ReadOnlySpan<byte> chunk);

    private static void EachChunk(ReadOnlySpan<byte> bytes, string type, Use use)
    {
        int at = HeaderBytes;
        while (at + ChunkBytes <= bytes.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - ChunkBytes)
            {
                return;
            }

            if (System.Text.Encoding.Latin1.GetString(bytes.Slice(at + 4, 4)) == type)
            {
                use(bytes.Slice(at + 8, (int)length));
            }

            at += ChunkBytes + (int)length;
        }
    }
}
