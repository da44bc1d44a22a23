using System;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Small JPEGs for reports.</summary>
internal static class Thumbnail
{
    private const int Quality = 80;

    /// <summary>An image made smaller, as a JPEG; one that is smaller already keeps its size.</summary>
    /// <param name="mostSide">Pixels of the longer side.</param>
    public static (byte[] Jpeg, int Width, int Height) Of(RgbImage image, int mostSide)
    {
        // Halves are means; the last step alone is interpolated.
        using SKBitmap large = Bitmap(image.Within(4 * mostSide));
        double scale = Math.Min(1, (double)mostSide / Math.Max(large.Width, large.Height));
        SKImageInfo size = large.Info.WithSize(
            Math.Max(1, (int)Math.Round(scale * large.Width)), Math.Max(1, (int)Math.Round(scale * large.Height)));
        using SKBitmap small = large.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using SKData jpeg = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return (jpeg.ToArray(), small.Width, small.Height);
    }

    /// <summary>An image as Skia takes it.</summary>
    public static SKBitmap Bitmap(RgbImage image)
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
