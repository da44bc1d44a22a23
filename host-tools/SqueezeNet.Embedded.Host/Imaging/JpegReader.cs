using System;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads JPEG files; those with a side above 4096 pixels are scaled while they are decoded.</summary>
internal static class JpegReader
{
    private const int MostScaling = 8;

    /// <exception cref="ImageFileException">It is damaged, ends early, is too large or of a rare kind.</exception>
    public static DecodedImage Read(string file, byte[] bytes)
    {
        JpegMarkers markers = JpegMarkers.Find(bytes);
        if (markers.Rare is string rare)
        {
            throw new ImageFileException(
                file, $"is {rare}; baseline and progressive ones of 8 bits can be read: save it as one, or as PNG.");
        }

        using SkiaCodec codec = SkiaCodec.Open(file, bytes, ImageKind.Jpeg);
        // All coefficients of a progressive one are in memory at once.
        bool isScaled = !markers.IsProgressive && Math.Max(codec.Width, codec.Height) > ImageLimits.MaxSide;
        int most = isScaled ? ImageLimits.MaxScaledPixels : ImageLimits.MaxPixels;
        ImageLimits.Require(file, codec.Width, codec.Height, most);
        // Skia takes what there is of a progressive one for all of it.
        return markers.HasEnd
            ? new DecodedImage(codec.Decode(Denominator(codec)), codec.Origin)
            : throw codec.HasNoEnd();
    }

    private static int Denominator(SkiaCodec codec)
    {
        int denominator = 1;
        while (denominator < MostScaling && Math.Max(codec.Width, codec.Height) > ImageLimits.MaxSide * denominator)
        {
            denominator *= 2;
        }

        return denominator;
    }
}
