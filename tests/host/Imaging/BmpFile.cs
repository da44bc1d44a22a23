using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Writes BMP files with headers of all versions, from rows or packed data as they are stored.</summary>
internal sealed record BmpFile(int HeaderBytes, int Bits)
{
    private const int Core = 12;

    public int Compression { get; init; }

    /// <summary>The first row first, told by a negative height.</summary>
    public bool IsTopDown { get; init; }

    /// <summary>Whether rows end at a multiple of four bytes, as they must.</summary>
    public bool IsPadded { get; init; } = true;

    /// <summary>Red, green, blue and, from a header of 56 bytes on, alpha.</summary>
    public uint[] Masks { get; init; } = [];

    /// <summary>Colours of the palette.</summary>
    public byte[][] Palette { get; init; } = [];

    /// <summary>The file of an image whose rows are given from above.</summary>
    public byte[] Write(int width, byte[][] rows)
    {
        IEnumerable<byte[]> stored = IsTopDown ? rows : rows.Reverse();
        byte[] data = [.. stored.SelectMany(row => row.Concat(new byte[IsPadded ? -row.Length & 3 : 0]))];
        return Write(width, rows.Length, data);
    }

    /// <summary>The file of data that may be compressed.</summary>
    public byte[] Write(int width, int height, byte[] data)
    {
        int entry = HeaderBytes == Core ? 3 : 4;
        byte[] colours = [.. Palette.SelectMany(c => new[] { c[2], c[1], c[0], (byte)0 }[..entry])];
        byte[] header = HeaderBytes == Core ? CoreHeader(width, height) : Header(width, height, data.Length);
        int start = 14 + header.Length + colours.Length;
        return [.. "BM"u8, .. Four(start + data.Length), 0, 0, 0, 0, .. Four(start), .. header, .. colours, .. data];
    }

    private byte[] CoreHeader(int width, int height)
    {
        return [.. Four(Core), .. Two(width), .. Two(height), 1, 0, .. Two(Bits)];
    }

    private byte[] Header(int width, int height, int size)
    {
        byte[] masks = [.. Masks.SelectMany(mask => Four((int)mask))];
        byte[] header =
        [
            .. Four(HeaderBytes), .. Four(width), .. Four(IsTopDown ? -height : height), 1, 0, .. Two(Bits),
            .. Four(Compression), .. Four(size), .. Four(2835), .. Four(2835), .. Four(Palette.Length), .. Four(0),
            .. masks,
        ];

        // The masks stand behind a header of 40 bytes, and in all longer ones.
        return [.. header, .. new byte[Math.Max(0, HeaderBytes - header.Length)]];
    }

    private static byte[] Two(int value)
    {
        return [(byte)value, (byte)(value >> 8)];
    }

    private static byte[] Four(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
