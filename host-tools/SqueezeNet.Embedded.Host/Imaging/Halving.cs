using System;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Makes images that are too large for a frame smaller.</summary>
internal static class Halving
{
    /// <summary>Halves both sides, means of 2 x 2 pixels for each, until none is above the most.</summary>
    public static RgbImage Within(this RgbImage image, int mostSide)
    {
        while (Math.Max(image.Width, image.Height) > mostSide)
        {
            image = Halve(image);
        }

        return image;
    }

    /// <summary>The last pixel of an odd row or column is averaged with itself.</summary>
    private static RgbImage Halve(RgbImage image)
    {
        int width = (image.Width + 1) / 2;
        int height = (image.Height + 1) / 2;
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / 3 % width * 2;
            int y = i / 3 / width * 2;
            int right = Math.Min(x + 1, image.Width - 1);
            int below = Math.Min(y + 1, image.Height - 1);
            int sum = image.Sample(x, y, i % 3) + image.Sample(right, y, i % 3)
                + image.Sample(x, below, i % 3) + image.Sample(right, below, i % 3);
            pixels[i] = (byte)((sum + 2) / 4);
        }

        return new RgbImage(width, height, pixels);
    }

    private static int Sample(this RgbImage image, int x, int y, int channel)
    {
        return image.Pixels[(3 * ((y * image.Width) + x)) + channel];
    }
}
