using System;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>A frame around a part of an image, in fractions of its sides.</summary>
/// <param name="IsStrong">Whether it is the one that matters.</param>
internal sealed record ImageMark(double Left, double Top, double Right, double Bottom, bool IsStrong)
{
    private static readonly byte[] strong = [0, 255, 0];

    /// <summary>The same part after the image is turned.</summary>
    /// <param name="degrees">0, 90, 180 or 270, clockwise.</param>
    public ImageMark Turn(int degrees)
    {
        return degrees switch
        {
            90 => this with { Left = 1 - Bottom, Top = Left, Right = 1 - Top, Bottom = Right },
            180 => this with { Left = 1 - Right, Top = 1 - Bottom, Right = 1 - Left, Bottom = 1 - Top },
            270 => this with { Left = Top, Top = 1 - Right, Right = Bottom, Bottom = 1 - Left },
            _ => this,
        };
    }

    /// <summary>Draws it: green if it is strong, else half of the image and half white.</summary>
    /// <param name="thickness">In pixels.</param>
    public void Draw(RgbImage image, int thickness)
    {
        (int left, int right) = Range(Left, Right, image.Width);
        (int top, int bottom) = Range(Top, Bottom, image.Height);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                int edge = Math.Min(Math.Min(x - left, right - 1 - x), Math.Min(y - top, bottom - 1 - y));
                if (edge < thickness)
                {
                    Paint(image.Pixels.AsSpan(3 * ((y * image.Width) + x), 3));
                }
            }
        }
    }

    private static (int From, int To) Range(double from, double to, int count)
    {
        int first = Math.Clamp((int)Math.Round(from * count), 0, count - 1);
        return (first, Math.Clamp((int)Math.Round(to * count), first + 1, count));
    }

    private void Paint(Span<byte> pixel)
    {
        for (int c = 0; c < pixel.Length; c++)
        {
            pixel[c] = IsStrong ? strong[c] : (byte)((pixel[c] + 255) / 2);
        }
    }
}
