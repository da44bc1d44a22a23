using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>
/// Parts of pictures, enlarged. A network that was calibrated on the pictures has not seen them, so they tell a little of which of
/// two such networks is better, and not how good it is on other pictures (docs/packing.md, "Choice").
/// </summary>
internal static class CloserViews
{
    // Of a side, in sixteenths.
    private const int Part = 13;

    /// <summary>Four views of every picture, one of each corner; two that are opposite are mirrored.</summary>
    public static IEnumerable<RgbImage> Of(SqueezeNetModel model, IReadOnlyList<RgbImage> pictures)
    {
        return pictures.SelectMany(picture => new[]
        {
            Enlarge(model, picture, true, true),
            Enlarge(model, picture, false, true).Mirror(),
            Enlarge(model, picture, true, false).Mirror(),
            Enlarge(model, picture, false, false),
        });
    }

    private static RgbImage Enlarge(SqueezeNetModel model, RgbImage picture, bool left, bool top)
    {
        int width = picture.Width * Part / 16;
        int height = picture.Height * Part / 16;
        int x = left ? 0 : picture.Width - width;
        int y = top ? 0 : picture.Height - height;
        byte[] pixels = new byte[width * height * 3];
        for (int row = 0; row < height; row++)
        {
            picture.Pixels.AsSpan((((y + row) * picture.Width) + x) * 3, width * 3).CopyTo(pixels.AsSpan(row * width * 3));
        }

        // Nothing more is cut off.
        return Resampler.ToNetwork(new RgbImage(width, height, pixels), model.Input with { ResizeTo = 0 });
    }
}
