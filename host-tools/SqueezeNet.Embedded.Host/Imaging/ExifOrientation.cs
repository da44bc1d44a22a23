using System;
using System.Buffers.Binary;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads the orientation of a PNG's eXIf chunk; Skia reads those of JPEG and WebP itself.</summary>
internal static class ExifOrientation
{
    private const int EntryBytes = 12;
    private const int OrientationTag = 0x112;

    /// <summary>The orientation; top left if nothing or nonsense is said.</summary>
    /// <param name="exif">A TIFF file: byte order, then the place of the first directory.</param>
    public static SKEncodedOrigin Of(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8)
        {
            return SKEncodedOrigin.TopLeft;
        }

        bool isLittle = exif[0] == 'I';
        long directory = Number(exif, 4, 4, isLittle);
        long entries = directory + 2 <= exif.Length ? Number(exif, (int)directory, 2, isLittle) : 0;
        for (int i = 0; i < entries && directory + 2 + (EntryBytes * (i + 1)) <= exif.Length; i++)
        {
            int entry = (int)directory + 2 + (EntryBytes * i);
            long value = Number(exif, entry + 8, 2, isLittle);
            if (Number(exif, entry, 2, isLittle) == OrientationTag && value is >= 1 and <= 8)
            {
                return (SKEncodedOrigin)value;
            }
        }

        return SKEncodedOrigin.TopLeft;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int at, int count, bool isLittle)
    {
        ReadOnlySpan<byte> from = bytes[at..];
        return (count, isLittle) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(from),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(from),
            (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(from),
            _ => BinaryPrimitives.ReadUInt32BigEndian(from),
        };
    }
}
