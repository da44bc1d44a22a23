using System;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Views;

/// <summary>Blur: the mean of a square around each pixel, twice; beyond the border, its pixels go on.</summary>
internal static class Defocus
{
    private const int Passes = 2;

    /// <summary>The image out of focus.</summary>
    /// <param name="radius">Pixels; 0 leaves it as it is.</param>
    public static RgbImage Blur(RgbImage image, int radius)
    {
        for (int pass = 0; radius > 0 && pass < Passes; pass++)
        {
            byte[] rows = new byte[image.Pixels.Length];
            byte[] both = new byte[image.Pixels.Length];
            for (int y = 0; y < image.Height; y++)
            {
                for (int c = 0; c < 3; c++)
                {
                    Line line = new((3 * y * image.Width) + c, 3, image.Width);
                    line.Average(image.Pixels, rows, radius);
                }
            }

            for (int x = 0; x < 3 * image.Width; x++)
            {
                new Line(x, 3 * image.Width, image.Height).Average(rows, both, radius);
            }

            image = image with { Pixels = both };
        }

        return image;
    }

    /// <summary>Samples of one channel in a row or a column.</summary>
    private readonly record struct Line(int First, int Step, int Count)
    {
        public void Average(byte[] from, byte[] to, int radius)
        {
            int width = (2 * radius) + 1;
            int sum = 0;
            for (int i = -radius; i <= radius; i++)
            {
                sum += from[At(i)];
            }

            for (int i = 0; i < Count; i++)
            {
                to[At(i)] = (byte)((sum + radius) / width);
                sum += from[At(i + radius + 1)] - from[At(i - radius)];
            }
        }

        private int At(int index) => First + (Math.Clamp(index, 0, Count - 1) * Step);
    }
}
