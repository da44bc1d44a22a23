using System;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Views;

/// <summary>
/// Cuts a turned, scaled part out of an image: linear between pixels, in integers; beyond the border, its pixels go on.
/// </summary>
internal static class Warp
{
    // Positions are in 2^-16 of a pixel, weights in 2^-8.
    private const int Bits = 16;
    private const int One = 1 << Bits;
    private const double RadiansOfDegree = 0.017453292519943295;

    /// <summary>The part as an image.</summary>
    /// <param name="photo">What is cut.</param>
    /// <param name="width">Of the result, pixels.</param>
    /// <param name="height">Of the result, pixels.</param>
    public static RgbImage Cut(RgbImage photo, int width, int height, ViewChoice choice)
    {
        // The whole of the result's shape that fits into the photo.
        double fit = Math.Min((double)photo.Width / width, (double)photo.Height / height);
        double stretch = Math.Sqrt(choice.Aspect);
        double across = fit * Math.Min(1, choice.Scale * stretch);
        double down = fit * Math.Min(1, choice.Scale / stretch);
        (double sine, double cosine) = SineAndCosine(choice.Degrees * RadiansOfDegree);
        double side = choice.IsMirrored ? -1 : 1;
        (double X, double Y) right = (side * across * cosine, side * across * sine);
        (double X, double Y) below = (-down * sine, down * cosine);
        double x = (photo.Width + (choice.Right * width * (fit - across))) / 2;
        double y = (photo.Height + (choice.Down * height * (fit - down))) / 2;
        // Centres of pixels lie at halves.
        (double X, double Y) first = (
            x - (right.X * (width - 1) / 2) - (below.X * (height - 1) / 2) - 0.5,
            y - (right.Y * (width - 1) / 2) - (below.Y * (height - 1) / 2) - 0.5);
        byte[] pixels = new byte[3 * width * height];
        for (int row = 0; row < height; row++)
        {
            CutRow(
                photo,
                (Fixed(first.X + (row * below.X)), Fixed(first.Y + (row * below.Y))),
                (Fixed(right.X), Fixed(right.Y)),
                pixels.AsSpan(3 * row * width, 3 * width));
        }

        return new RgbImage(width, height, pixels);
    }

    private static void CutRow(RgbImage photo, (int X, int Y) at, (int X, int Y) step, Span<byte> to)
    {
        int lastX = (photo.Width - 1) << Bits;
        int lastY = (photo.Height - 1) << Bits;
        byte[] pixels = photo.Pixels;
        for (int i = 0; i < to.Length; i += 3)
        {
            int x = Math.Clamp(at.X, 0, lastX);
            int y = Math.Clamp(at.Y, 0, lastY);
            int right = (x & (One - 1)) >> 8;
            int below = (y & (One - 1)) >> 8;
            int upper = 3 * (((y >> Bits) * photo.Width) + (x >> Bits));
            // At the border the neighbour beyond has the weight 0, and is not there.
            int next = right == 0 ? 0 : 3;
            int lower = below == 0 ? upper : upper + (3 * photo.Width);
            for (int c = 0; c < 3; c++)
            {
                int top = (pixels[upper + c] * (256 - right)) + (pixels[upper + next + c] * right);
                int bottom = (pixels[lower + c] * (256 - right)) + (pixels[lower + next + c] * right);
                to[i + c] = (byte)(((top * (256 - below)) + (bottom * below) + (One / 2)) >> Bits);
            }

            at = (at.X + step.X, at.Y + step.Y);
        }
    }

    private static int Fixed(double value) => (int)Math.Floor((value * One) + 0.5);

    /// <summary>Of at most half a radian, to 1e-8: the C library's differ from machine to machine.</summary>
    private static (double Sine, double Cosine) SineAndCosine(double x)
    {
        double square = x * x;
        double sine = x * (1 - (square / 6 * (1 - (square / 20 * (1 - (square / 42))))));
        double cosine = 1 - (square / 2 * (1 - (square / 12 * (1 - (square / 30 * (1 - (square / 56)))))));
        return (sine, cosine);
    }
}
