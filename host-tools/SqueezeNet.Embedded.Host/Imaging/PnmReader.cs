using System;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>
/// Reads the first image of a PBM, PGM or PPM file (P1..P6) of any depth. A sample v becomes round(v * 255 / maxval),
/// halves upwards.
/// </summary>
internal sealed class PnmReader
{
    private readonly string file;
    private readonly byte[] bytes;
    private readonly int kind;
    private int at = 2;
    private int width;
    private int height;
    private int max = 1;

    private PnmReader(string file, byte[] bytes)
    {
        this.file = file;
        this.bytes = bytes;
        kind = bytes[1] - '0';
    }

    private int Channels => kind is 3 or 6 ? 3 : 1;

    private bool IsPlain => kind <= 3;

    private bool IsBitmap => kind is 1 or 4;

    /// <summary>Whether bytes begin as such a file does; P7 does not.</summary>
    public static bool Knows(ReadOnlySpan<byte> bytes)
    {
        return bytes.Length > 2 && bytes[0] == 'P' && bytes[1] is >= (byte)'1' and <= (byte)'6'
            && (IsSpace(bytes[2]) || bytes[2] == '#');
    }

    /// <exception cref="ImageFileException">It is damaged, ends early or is too large.</exception>
    public static RgbImage Read(string file, byte[] bytes)
    {
        PnmReader reader = new(file, bytes);
        reader.ReadHeader();
        return reader.ReadPixels();
    }

    private void ReadHeader()
    {
        width = ReadNumber("a width");
        height = ReadNumber("a height");
        max = IsBitmap ? 1 : ReadNumber("a maxval");
        if (max is < 1 or > ushort.MaxValue)
        {
            throw Damaged($"a maxval of {max} where 1..{ushort.MaxValue} is allowed");
        }

        ImageLimits.Require(file, width, height);
        if (!IsPlain && (at >= bytes.Length || !IsSpace(bytes[at++])))
        {
            throw Damaged("no white space between header and samples");
        }
    }

    private RgbImage ReadPixels()
    {
        // Before memory is taken. A plain sample has a digit, and a space behind it but for bitmaps and the last.
        long row = kind == 4 ? (width + 7L) / 8 : (long)width * Channels * (max > 255 || kind is 2 or 3 ? 2 : 1);
        if (bytes.Length - at < (row * height) - (IsPlain ? 1 : 0))
        {
            throw Ends((bytes.Length - at) / row);
        }

        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            ReadRow(y, pixels.AsSpan(3 * width * y, 3 * width));
        }

        return new RgbImage(width, height, pixels);
    }

    private void ReadRow(int y, Span<byte> row)
    {
        int bit = 0;
        for (int x = 0; x < width; x++)
        {
            for (int c = 0; c < Channels; c++)
            {
                row[(3 * x) + c] = ToByte(kind == 4 ? Bit(bit++) : IsPlain ? Plain(y) : Raw());
            }

            if (Channels == 1)
            {
                row[(3 * x) + 1] = row[(3 * x) + 2] = row[3 * x];
            }
        }

        at += (bit + 7) / 8;
    }

    private int Bit(int index)
    {
        return (bytes[at + (index / 8)] >> (7 - (index % 8))) & 1;
    }

    private int Raw()
    {
        return max <= 255 ? bytes[at++] : (bytes[at++] << 8) | bytes[at++];
    }

    private int Plain(int row)
    {
        SkipSpace();
        if (at >= bytes.Length)
        {
            throw Ends(row);
        }

        // The digits of a plain bitmap need no space between them.
        return IsBitmap ? ReadDigit() : ReadNumber("a sample");
    }

    private int ReadDigit()
    {
        return bytes[at] is (byte)'0' or (byte)'1'
            ? bytes[at++] - '0'
            : throw Damaged($"{Shown(bytes[at])} where 0 or 1 is due");
    }

    private byte ToByte(int value)
    {
        if (value > max)
        {
            throw Damaged($"a sample of {value} above the maxval of {max}");
        }

        // In a bitmap 1 is black.
        return (byte)(IsBitmap ? 255 * (1 - value) : ((510 * value) + max) / (2 * max));
    }

    private int ReadNumber(string what)
    {
        SkipSpace();
        int start = at;
        long value = 0;
        while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
        {
            value = Math.Min((10 * value) + bytes[at++] - '0', int.MaxValue);
        }

        return at > start
            ? (int)value
            : throw Damaged(at < bytes.Length ? $"{Shown(bytes[at])} where {what} is due" : $"its end before {what}");
    }

    private void SkipSpace()
    {
        while (at < bytes.Length && (IsSpace(bytes[at]) || bytes[at] == '#'))
        {
            if (bytes[at++] == '#')
            {
                int length = bytes.AsSpan(at).IndexOfAny((byte)'\n', (byte)'\r');
                at = length < 0 ? bytes.Length : at + length;
            }
        }
    }

    private ImageFileException Ends(long row)
    {
        return new ImageFileException(
            file, $"the P{kind} file ends at byte {bytes.Length}, after {row} of its {height} rows; copy it again.");
    }

    private ImageFileException Damaged(string what)
    {
        return new ImageFileException(
            file, $"the P{kind} file has {what} at byte {at}; write it again, with netpbm for example.");
    }

    private static string Shown(byte value)
    {
        return value is > 32 and < 127 ? $"'{(char)value}'" : $"the byte 0x{value:X2}";
    }

    private static bool IsSpace(byte value)
    {
        return value is 32 or (>= 9 and <= 13);
    }
}
