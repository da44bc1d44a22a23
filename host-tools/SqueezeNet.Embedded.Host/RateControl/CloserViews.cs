using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>
/// Parts of images, enlarged. A network that was calibrated on the images has not seen them, so they tell a little of
/// which of two such networks is better, and not how good it is on other images (docs/packing.md, "Choice").
/// </summary>
internal static class CloserViews
{
    // Of a side, in sixteenths.
    private const int Part = 13;

    /// <summary>Four views of every image, one of each corner; two that are opposite are mirrored.</summary>
    public static IEnumerable<RgbImage> Of(SqueezeNetModel model, IReadOnlyList<RgbImage> images)
    {
        return images.SelectMany(image => new[]
        {
            Enlarge(model, image, true, true),
            Enlarge(model, image, false, true).Mirror(),
            Enlarge(model, image, true, false).Mirror(),
            Enlarge(model, image, false, false),
        });
    }

    private static RgbImage Enlarge(SqueezeNetModel model, RgbImage image, bool left, bool top)
    {
        int width = image.Width * Part / 16;
        int height = image.Height * Part / 16;
        int x = left ? 0 : image.Width - width;
        int y = top ? 0 : image.Height - height;
        byte[] pixels = new byte[width * height * 3];
        for (int row = 0; row < height; row++)
        {
            image.Pixels.AsSpan((((y + row) * image.Width) + x) * 3, width * 3).CopyTo(pixels.AsSpan(row * width * 3));
        }

        // Nothing more is cut off.
        return Resampler.ToNetwork(new RgbImage(width, height, pixels), model.Input with { ResizeTo = 0 });
    }
}
