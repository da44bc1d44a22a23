using System.Runtime.InteropServices;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Images as Skia writes them.</summary>
internal static class SkiaBitmap
{
    /// <summary>A PNG file of the same pixels.</summary>
    public static byte[] Png(RgbImage image)
    {
        using SKBitmap bitmap = Of(image);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>An image that Skia can draw and encode.</summary>
    public static SKBitmap Of(RgbImage image)
    {
        SKBitmap bitmap = new(new SKImageInfo(
            image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        byte[] rgba = new byte[4 * image.Width * image.Height];
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            rgba[4 * i] = image.Pixels[3 * i];
            rgba[(4 * i) + 1] = image.Pixels[(3 * i) + 1];
            rgba[(4 * i) + 2] = image.Pixels[(3 * i) + 2];
            rgba[(4 * i) + 3] = byte.MaxValue;
        }

        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        return bitmap;
    }
}
