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

    /// <summary>Two views of every picture, in opposite corners, one of them mirrored.</summary>
    public static IEnumerable<RgbImage> Of(SqueezeNetModel model, IReadOnlyList<RgbImage> pictures)
    {
        return pictures.SelectMany((picture, i) => new[]
        {
            Enlarge(model, picture, i % 2 == 0, true),
            Enlarge(model, picture, i % 2 == 1, false).Mirror(),
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
