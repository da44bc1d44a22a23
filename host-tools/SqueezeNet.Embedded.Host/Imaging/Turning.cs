using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Turns and mirrors images as EXIF says.</summary>
internal static class Turning
{
    /// <summary>The image upright.</summary>
    /// <param name="origin">Where the stored first row and first column belong.</param>
    public static RgbImage Upright(this RgbImage image, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return image;
        }

        bool isTransposed = origin >= SKEncodedOrigin.LeftTop;
        (int width, int height) = isTransposed ? (image.Height, image.Width) : (image.Width, image.Height);
        byte[] pixels = new byte[image.Pixels.Length];
        for (int i = 0; i < width * height; i++)
        {
            (int x, int y) = isTransposed ? (i / width, i % width) : (i % width, i / width);
            int column = FromRight(origin) ? image.Width - 1 - x : x;
            int row = FromBottom(origin) ? image.Height - 1 - y : y;
            int from = 3 * ((row * image.Width) + column);
            pixels[3 * i] = image.Pixels[from];
            pixels[(3 * i) + 1] = image.Pixels[from + 1];
            pixels[(3 * i) + 2] = image.Pixels[from + 2];
        }

        return new RgbImage(width, height, pixels);
    }

    private static bool FromRight(SKEncodedOrigin origin)
    {
        return origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom
            or SKEncodedOrigin.LeftBottom;
    }

    private static bool FromBottom(SKEncodedOrigin origin)
    {
        return origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop
            or SKEncodedOrigin.RightBottom;
    }
}
