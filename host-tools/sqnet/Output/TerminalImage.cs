using System;
using System.Globalization;
using System.Text;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Images as a terminal shows them.</summary>
internal static class TerminalImage
{
    private const char UpperHalf = '▀';
    private const string Plain = "\u001b[0m";

    // Six levels of each colour are 216 of the 256 that sixel terminals keep.
    private const int Levels = 6;

    private const int MarkPixels = 3;

    /// <summary>
    /// Lines of half blocks, two pixels above each other in a character, in 24-bit colour; no wider and higher than
    /// given, in characters.
    /// </summary>
    public static string HalfBlocks(RgbImage image, ImageMark[] marks, int columns, int rows)
    {
        RgbImage small = Fit(image, columns, rows * 2);
        Array.ForEach(marks, mark => mark.Draw(small, 1));
        StringBuilder text = new();
        for (int y = 0; y < small.Height; y += 2)
        {
            for (int x = 0; x < small.Width; x++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\u001b[38;2;{Colour(small, x, y)}");
                text.Append(CultureInfo.InvariantCulture, $";48;2;{Colour(small, x, y + 1)}m{UpperHalf}");
            }

            text.Append(Plain).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A sixel image with at most so many pixels to each side.</summary>
    public static string Sixel(RgbImage image, ImageMark[] marks, int width, int height)
    {
        RgbImage fitted = Fit(image, width, height);
        Array.ForEach(marks, mark => mark.Draw(fitted, MarkPixels));
        byte[] indices = Dither(fitted);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\u001bP0;1;0q\"1;1;{fitted.Width};{fitted.Height}");
        for (int i = 0; i < Levels * Levels * Levels; i++)
        {
            int red = i / (Levels * Levels) * 20;
            text.Append(CultureInfo.InvariantCulture, $"#{i};2;{red};{i / Levels % Levels * 20};{i % Levels * 20}");
        }

        for (int y = 0; y < fitted.Height; y += 6)
        {
            AddBand(text, fitted, indices, y);
        }

        return text.Append("\u001b\\\n").ToString();
    }

    /// <summary>Six rows: for each colour in them which pixels have it.</summary>
    private static void AddBand(StringBuilder text, RgbImage image, byte[] indices, int top)
    {
        int rows = Math.Min(6, image.Height - top);
        bool[] used = new bool[256];
        for (int i = top * image.Width; i < (top + rows) * image.Width; i++)
        {
            used[indices[i]] = true;
        }

        for (int colour = 0; colour < used.Length; colour++)
        {
            if (used[colour])
            {
                text.Append(CultureInfo.InvariantCulture, $"#{colour}");
                AddColour(text, image, indices, (top, rows), (byte)colour);
                text.Append('$');
            }
        }

        text.Append('-');
    }

    private static void AddColour(
        StringBuilder text, RgbImage image, byte[] indices, (int Top, int Rows) band, byte colour)
    {
        int run = 0;
        char last = '?';
        for (int x = 0; x <= image.Width; x++)
        {
            char next = x < image.Width ? Sixel(image, indices, band, (x, colour)) : '\0';
            if (next != last)
            {
                text.Append(run > 3 ? $"!{run}{last}" : new string(last, run));
                run = 0;
                last = next;
            }

            run++;
        }
    }

    private static char Sixel(RgbImage image, byte[] indices, (int Top, int Rows) band, (int X, byte Colour) at)
    {
        int bits = 0;
        for (int row = 0; row < band.Rows; row++)
        {
            bits |= indices[((band.Top + row) * image.Width) + at.X] == at.Colour ? 1 << row : 0;
        }

        return (char)('?' + bits);
    }

    /// <summary>The nearest of the levels after a fixed pattern is added, so that areas keep their mean.</summary>
    private static byte[] Dither(RgbImage image)
    {
        ReadOnlySpan<int> pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
        byte[] indices = new byte[image.Width * image.Height];
        for (int i = 0; i < indices.Length; i++)
        {
            int x = i % image.Width;
            int y = i / image.Width;
            int offset = ((2 * pattern[(4 * (y % 4)) + (x % 4)]) + 1 - 16) * 51 / 32;
            int index = 0;
            for (int c = 0; c < 3; c++)
            {
                index = (index * Levels) + (Math.Clamp(image.Pixels[(3 * i) + c] + offset + 25, 0, 255) / 51);
            }

            indices[i] = (byte)index;
        }

        return indices;
    }

    /// <summary>The image as large as fits; pixels are means of those that they stand for.</summary>
    private static RgbImage Fit(RgbImage image, int width, int height)
    {
        double scale = Math.Min((double)width / image.Width, (double)height / image.Height);
        int w = Math.Max(1, (int)(image.Width * scale));
        int h = Math.Max(1, (int)(image.Height * scale));
        byte[] pixels = new byte[3 * w * h];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / 3 % w;
            int y = i / 3 / w;
            pixels[i] = Mean(image, (Range(x, w, image.Width), Range(y, h, image.Height)), i % 3);
        }

        return new RgbImage(w, h, pixels);
    }

    private static (int From, int To) Range(int at, int count, int full)
    {
        int from = (int)((long)at * full / count);
        return (from, Math.Max(from + 1, (int)((long)(at + 1) * full / count)));
    }

    private static byte Mean(RgbImage image, ((int From, int To) X, (int From, int To) Y) area, int channel)
    {
        int sum = 0;
        for (int y = area.Y.From; y < area.Y.To; y++)
        {
            for (int x = area.X.From; x < area.X.To; x++)
            {
                sum += image.Pixels[(3 * ((y * image.Width) + x)) + channel];
            }
        }

        return (byte)(sum / ((area.Y.To - area.Y.From) * (area.X.To - area.X.From)));
    }

    /// <summary>The colour of a pixel; black below the last row.</summary>
    private static string Colour(RgbImage image, int x, int y)
    {
        int i = 3 * ((y * image.Width) + x);
        return y < image.Height ? $"{image.Pixels[i]};{image.Pixels[i + 1]};{image.Pixels[i + 2]}" : "0;0;0";
    }
}
