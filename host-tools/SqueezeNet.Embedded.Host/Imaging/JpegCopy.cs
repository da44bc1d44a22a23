using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>What becomes of an image that is stored as a JPEG.</summary>
internal static class JpegCopy
{
    /// <summary>Encodes and decodes an image; the same on every machine that has the same decoder.</summary>
    /// <param name="quality">1 .. 100; blocks of 8 x 8 pixels show below 40 or so.</param>
    public static RgbImage Of(RgbImage image, int quality)
    {
        using SKBitmap bitmap = Thumbnail.Bitmap(image);
        using SKData jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using SkiaCodec codec = SkiaCodec.Open("view", jpeg.ToArray(), ImageKind.Jpeg);
        return codec.Decode();
    }
}
