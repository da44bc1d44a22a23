using System;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Writes images as JPEG, with half the resolution for colours in both directions, as cameras do.</summary>
public static class JpegWriter
{
    /// <summary>A JPEG file of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">1..100.</param>
    public static byte[] Write(RgbImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        using SKBitmap bitmap = SkiaBitmap.Of(image);
        using SKData jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return jpeg.ToArray();
    }
}
