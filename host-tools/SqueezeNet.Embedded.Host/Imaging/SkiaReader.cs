using System;
using System.IO;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads the formats that Skia knows. Profiles are ignored and alpha is dropped, as PIL does it.</summary>
internal static class SkiaReader
{
    /// <exception cref="ImageFileException">It is damaged, ends early, is too large or of another format.</exception>
    public static RgbImage Read(string file, byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        using SKCodec? codec = SKCodec.Create(stream, out SKCodecResult opened);
        if (codec is null)
        {
            throw new ImageFileException(
                file, $"not an image that can be read ({opened}); JPEG, PNG, WebP, GIF, BMP and PNM can.");
        }

        ImageLimits.Require(file, codec.Info.Width, codec.Info.Height);
        // No colour space: pixels stay as they are stored.
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        byte[] rgba = new byte[info.BytesSize];
        GCHandle pinned = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            SKCodecResult result = codec.GetPixels(info, pinned.AddrOfPinnedObject());
            if (result != SKCodecResult.Success)
            {
                throw new ImageFileException(file, $"the {codec.EncodedFormat} file cannot be decoded ({result}).");
            }
        }
        finally
        {
            pinned.Free();
        }

        return new RgbImage(info.Width, info.Height, DropAlpha(rgba));
    }

    private static byte[] DropAlpha(byte[] rgba)
    {
        byte[] rgb = new byte[rgba.Length / 4 * 3];
        for (int i = 0; i < rgba.Length / 4; i++)
        {
            rgb[3 * i] = rgba[4 * i];
            rgb[(3 * i) + 1] = rgba[(4 * i) + 1];
            rgb[(3 * i) + 2] = rgba[(4 * i) + 2];
        }

        return rgb;
    }
}
