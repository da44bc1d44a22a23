using System;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads the orientation of a PNG's eXIf chunk; Skia reads those of JPEG and WebP itself.</summary>
internal static class ExifOrientation
{
    private const int OrientationTag = 0x112;

    /// <summary>The orientation; top left if nothing or nonsense is said.</summary>
    /// <param name="exif">A TIFF file: byte order, then the place of the first directory.</param>
    public static SKEncodedOrigin Of(ReadOnlySpan<byte> exif)
    {
        ExifFile file = new(exif);
        return file.Value(file.First, OrientationTag, 2) is >= 1 and <= 8 and long value
            ? (SKEncodedOrigin)value
            : SKEncodedOrigin.TopLeft;
    }
}
