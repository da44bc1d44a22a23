using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Writes PNG files of all depths and colour types, from rows as they are stored.</summary>
internal sealed record PngFile(int Width, int Height, int Depth, int Colours)
{
    public const int Gray = 0;
    public const int Rgb = 2;
    public const int Palette = 3;
    public const int GrayAlpha = 4;
    public const int Rgba = 6;

    private static readonly int[] passX = [0, 4, 0, 2, 0, 1, 0];
    private static readonly int[] passY = [0, 0, 4, 0, 2, 0, 1];
    private static readonly int[] stepX = [8, 8, 4, 4, 2, 2, 1];
    private static readonly int[] stepY = [8, 8, 8, 4, 4, 2, 2];

    private readonly List<byte[]> beforePixels = [];
    private readonly List<byte[]> afterPixels = [];

    public bool IsInterlaced { get; init; }

    /// <summary>What each row's filter is; 4 is Paeth's.</summary>
    public Func<int, int> Filter { get; init; } = row => row % 5;

    private int Samples => Colours switch { Gray or Palette => 1, GrayAlpha => 2, Rgb => 3, _ => 4 };

    /// <summary>Puts a chunk before the pixels, or after them.</summary>
    public PngFile With(string type, byte[] data, bool isAfter = false)
    {
        (isAfter ? afterPixels : beforePixels).Add(Chunk(type, data));
        return this;
    }

    /// <summary>The file.</summary>
    /// <param name="sample">Given column, row and channel.</param>
    public byte[] Write(Func<int, int, int, int> sample)
    {
        return Write(IsInterlaced
            ? [.. Enumerable.Range(0, 7).SelectMany(pass => Pass(pass, sample))]
            : Rows(0, 0, 1, 1, sample));
    }

    /// <summary>The file of rows that are filtered already, or of something else.</summary>
    public byte[] Write(byte[] rows)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = (byte)Depth;
        header[9] = (byte)Colours;
        header[12] = (byte)(IsInterlaced ? 1 : 0);
        byte[] data = Compress(rows);
        return
        [
            .. Encoding.Latin1.GetBytes("\u0089PNG\r\n\u001A\n"), .. Chunk("IHDR", header),
            .. beforePixels.SelectMany(c => c), .. Chunk("IDAT", data[..(data.Length / 2)]),
            .. Chunk("IDAT", data[(data.Length / 2)..]), .. afterPixels.SelectMany(c => c), .. Chunk("IEND", []),
        ];
    }

    /// <summary>Compressed as chunks hold it.</summary>
    public static byte[] Compress(byte[] data)
    {
        using MemoryStream stream = new();
        using (ZLibStream zip = new(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(data);
        }

        return stream.ToArray();
    }

    private byte[] Pass(int pass, Func<int, int, int, int> sample)
    {
        return Rows(passX[pass], passY[pass], stepX[pass], stepY[pass], sample);
    }

    private byte[] Rows(int left, int top, int right, int down, Func<int, int, int, int> sample)
    {
        List<byte> all = [];
        int step = Math.Max(1, Samples * Depth / 8);
        int[] columns = [.. Enumerable.Range(0, Width).Where(x => x >= left && (x - left) % right == 0)];
        byte[] above = new byte[((columns.Length * Samples * Depth) + 7) / 8];
        for (int y = top; y < Height && columns.Length > 0; y += down)
        {
            byte[] row = Pack([.. columns.SelectMany(x => Enumerable.Range(0, Samples).Select(c => sample(x, y, c)))]);
            int filter = Filter(y);
            all.Add((byte)filter);
            for (int i = 0; i < row.Length; i++)
            {
                byte corner = i < step ? (byte)0 : above[i - step];
                all.Add((byte)(row[i] - Predict(filter, i < step ? (byte)0 : row[i - step], above[i], corner)));
            }

            above = row;
        }

        return [.. all];
    }

    private static int Predict(int filter, int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int[] nearest = [.. new[] { left, above, corner }.OrderBy(v => Math.Abs(estimate - v))];
        return filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => nearest[0], _ => 0 };
    }

    private byte[] Pack(int[] samples)
    {
        string bits = string.Concat(samples.Select(v => Convert.ToString(v, 2).PadLeft(Depth, '0')));
        return [.. bits.Chunk(8).Select(b => Convert.ToByte(new string(b).PadRight(8, '0'), 2))];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        byte[] length = new byte[4];
        byte[] check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(named));
        return [.. length, .. named, .. check];
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}
