using System;
using System.Buffers.Binary;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads BMP files, those too whose rows espressif's esp32-camera has written without padding.</summary>
internal static class BmpReader
{
    private const int PixelsAt = 10;
    private const int HeaderAt = 14;
    private const int HeaderBytes = 40;

    /// <exception cref="ImageFileException">It is damaged, ends early or is too large.</exception>
    public static DecodedImage Read(string file, byte[] bytes)
    {
        using SkiaCodec codec = SkiaCodec.Open(file, Pad(bytes), ImageKind.Bmp);
        ImageLimits.Require(file, codec.Width, codec.Height);
        return new DecodedImage(codec.Decode(), SKEncodedOrigin.TopLeft);
    }

    /// <summary>
    /// Gives rows their padding to four bytes if the file ends where it would without; frame2bmp leaves it out.
    /// </summary>
    private static byte[] Pad(byte[] bytes)
    {
        if (bytes.Length < HeaderAt + HeaderBytes || Number(bytes, HeaderAt) != HeaderBytes)
        {
            return bytes;
        }

        int start = Number(bytes, PixelsAt);
        long width = Number(bytes, HeaderAt + 4);
        long height = Math.Abs((long)Number(bytes, HeaderAt + 8));
        long row = width * BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(HeaderAt + 14)) / 8;
        bool isRaw = Number(bytes, HeaderAt + 16) == 0;
        bool isPlain = start >= HeaderAt + HeaderBytes && height > 0 && row > 0 && row % 4 != 0;
        return isRaw && isPlain && bytes.Length - start == row * height ? Pad(bytes, start, (int)row) : bytes;
    }

    private static byte[] Pad(byte[] bytes, int start, int row)
    {
        int rows = (bytes.Length - start) / row;
        int padded = (row + 3) / 4 * 4;
        byte[] result = new byte[start + (padded * rows)];
        bytes.AsSpan(0, start).CopyTo(result);
        for (int y = 0; y < rows; y++)
        {
            bytes.AsSpan(start + (row * y), row).CopyTo(result.AsSpan(start + (padded * y)));
        }

        return result;
    }

    private static int Number(byte[] bytes, int at)
    {
        return BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
    }
}
