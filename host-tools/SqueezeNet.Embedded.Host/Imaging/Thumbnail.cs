using System;
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
        using SKBitmap large = SkiaBitmap.Of(image.Within(4 * mostSide));
        double scale = Math.Min(1, (double)mostSide / Math.Max(large.Width, large.Height));
        SKImageInfo size = large.Info.WithSize(
            Math.Max(1, (int)Math.Round(scale * large.Width)), Math.Max(1, (int)Math.Round(scale * large.Height)));
        using SKBitmap small = large.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using SKData jpeg = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return (jpeg.ToArray(), small.Width, small.Height);
    }
}
