using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>The pixels of a PNG of 16 bits a sample that is known to be whole.</summary>
internal sealed class DeepPng
{
    /// <summary>First column and row of a pass of Adam7, and the steps from there.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] passes =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    private readonly int width;
    private readonly int height;
    private readonly int channels;
    private readonly bool isInterlaced;

    /// <param name="header">The data of the IHDR chunk.</param>
    public DeepPng(ReadOnlySpan<byte> header)
    {
        width = BinaryPrimitives.ReadInt32BigEndian(header);
        height = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        channels = header[9] switch { 0 => 1, 4 => 2, 2 => 3, _ => 4 };
        isInterlaced = header[12] == 1;
    }

    /// <summary>Decompresses the data of all IDAT chunks.</summary>
    public RgbImage Read(byte[] data)
    {
        RgbImage image = new(width, height, new byte[3 * width * height]);
        using ZLibStream stream = new(new MemoryStream(data), CompressionMode.Decompress);
        foreach ((int X, int Y, int StepX, int StepY) pass in isInterlaced ? passes : [(0, 0, 1, 1)])
        {
            ReadPass(stream, pass, image);
        }

        return image;
    }

    private void ReadPass(Stream stream, (int X, int Y, int StepX, int StepY) pass, RgbImage image)
    {
        int count = (width - pass.X + pass.StepX - 1) / pass.StepX;
        byte[] before = new byte[Math.Max(0, count) * channels * 2];
        for (int y = pass.Y; y < height && count > 0; y += pass.StepY)
        {
            int filter = stream.ReadByte();
            byte[] row = new byte[before.Length];
            stream.ReadExactly(row);
            Unfilter(filter, row, before);
            for (int i = 0; i < count; i++)
            {
                int to = 3 * ((y * width) + pass.X + (i * pass.StepX));
                Store(row.AsSpan(2 * channels * i), image.Pixels.AsSpan(to, 3));
            }

            before = row;
        }
    }

    private void Store(ReadOnlySpan<byte> samples, Span<byte> rgb)
    {
        for (int c = 0; c < 3; c++)
        {
            int value = BinaryPrimitives.ReadUInt16BigEndian(samples[(channels > 2 ? 2 * c : 0)..]);
            rgb[c] = (byte)((value + 128) / 257);
        }
    }

    private void Unfilter(int filter, byte[] row, byte[] above)
    {
        int step = 2 * channels;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step];
            int corner = i < step ? 0 : above[i - step];
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => 0,
            });
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int a = Math.Abs(estimate - left);
        int b = Math.Abs(estimate - above);
        int c = Math.Abs(estimate - corner);
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
}
