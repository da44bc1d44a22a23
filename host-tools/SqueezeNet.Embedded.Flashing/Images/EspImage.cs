using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>An image that a chip of Espressif's boots: a bootloader, or an application such as nanoCLR.</summary>
public sealed class EspImage
{
    internal const int HeaderBytes = 24;

    private const byte Magic = 0xE9;
    private const int SegmentHeaderBytes = 8;
    private const int MostSegments = 16;
    private const int SumAlignment = 16;
    private const byte SumStart = 0xEF;
    private const int HasHashAt = 23;

    private static readonly Dictionary<int, string> chips = new()
    {
        [0] = "esp32",
        [2] = "esp32s2",
        [5] = "esp32c3",
        [9] = "esp32s3",
        [12] = "esp32c2",
        [13] = "esp32c6",
        [16] = "esp32h2",
        [18] = "esp32p4",
    };

    private readonly byte[] bytes;

    private EspImage(byte[] bytes, string chip, EspFlashMode mode, IReadOnlyList<EspSegment> segments, int length)
    {
        this.bytes = bytes;
        Chip = chip;
        FlashMode = mode;
        Segments = segments;
        Length = length;
        Description = AppDescription.Read(bytes.AsSpan(segments[0].At, segments[0].Bytes));
    }

    /// <summary>The chip that it is for, as esptool's --chip takes it.</summary>
    public string Chip { get; }

    /// <summary>How it has the chip read its flash. Of two images that of the bootloader counts.</summary>
    public EspFlashMode FlashMode { get; }

    /// <summary>Its parts.</summary>
    public IReadOnlyList<EspSegment> Segments { get; }

    /// <summary>Bytes of the image with sum and hash; what a file has behind them does not belong to it.</summary>
    public int Length { get; }

    /// <summary>What it says of itself; null for a bootloader.</summary>
    public AppDescription? Description { get; }

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    private static bool HasHash(ReadOnlySpan<byte> bytes)
    {
        return bytes[HasHashAt] switch
        {
            0 => false,
            1 => true,
            _ => throw Fault(HasHashAt, "0 or 1 says whether a SHA-256 follows, and here is neither: damaged"),
        };
    }

    /// <summary>Reads an image and checks sum and hash.</summary>
    /// <exception cref="FlashingException">It is none, or damaged; the message names the offset.</exception>
    public static EspImage Read(byte[] bytes)
    {
        if (bytes.Length < HeaderBytes || bytes[0] != Magic)
        {
            throw Fault(0, "an image begins with E9: this is none");
        }

        EspFlashMode mode = EspFlashMode.Read(bytes[2], bytes[3])
            ?? throw Fault(2, FormattableString.Invariant($"no flash mode is {bytes[2]:X2} {bytes[3]:X2}"));
        int chip = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(12));
        string name = chips.GetValueOrDefault(chip) ?? FormattableString.Invariant($"chip {chip}");
        List<EspSegment> segments = ReadSegments(bytes);
        return new EspImage(bytes, name, mode, segments, CheckEnd(bytes, segments));
    }

    /// <summary>The image for another flash, with its hash made again, as esptool's --flash_size does it.</summary>
    public EspImage With(EspFlashMode mode)
    {
        byte[] copy = [.. bytes];
        mode.Write().CopyTo(copy, 2);
        if (HasHash(copy))
        {
            int end = Length - SHA256.HashSizeInBytes;
            SHA256.HashData(copy.AsSpan(0, end)).CopyTo(copy, end);
        }

        return Read(copy);
    }

    private static List<EspSegment> ReadSegments(byte[] bytes)
    {
        int count = bytes[1];
        if (count is 0 or > MostSegments)
        {
            throw Fault(1, $"an image has 1 to {MostSegments} segments, and this one {count}");
        }

        List<EspSegment> segments = [];
        int at = HeaderBytes;
        for (int k = 0; k < count; k++)
        {
            if (bytes.Length - at < SegmentHeaderBytes)
            {
                throw Incomplete(at);
            }

            uint address = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 4));
            at += SegmentHeaderBytes;
            if (length > bytes.Length - at)
            {
                throw Incomplete(at);
            }

            segments.Add(new EspSegment(address, at, (int)length));
            at += (int)length;
        }

        return segments;
    }

    /// <summary>Behind the segments comes a byte at the end of 16, then perhaps a hash.</summary>
    private static int CheckEnd(byte[] bytes, List<EspSegment> segments)
    {
        int sumAt = ((segments[^1].At + segments[^1].Bytes) / SumAlignment * SumAlignment) + SumAlignment - 1;
        int length = sumAt + 1 + (HasHash(bytes) ? SHA256.HashSizeInBytes : 0);
        if (length > bytes.Length)
        {
            throw Incomplete(bytes.Length);
        }

        byte sum = segments.SelectMany(segment => bytes.Skip(segment.At).Take(segment.Bytes))
            .Aggregate(SumStart, (all, one) => (byte)(all ^ one));
        if (bytes[sumAt] != sum)
        {
            throw Fault(sumAt, "the sum is not that of its bytes: the file is damaged; copy or build it again");
        }

        if (HasHash(bytes)
            && !SHA256.HashData(bytes.AsSpan(0, sumAt + 1)).AsSpan().SequenceEqual(bytes.AsSpan(sumAt + 1, 32)))
        {
            throw Fault(sumAt + 1, "the SHA-256 is not that of its bytes: the file is damaged; copy or build it again");
        }

        return length;
    }

    private static FlashingException Incomplete(int at)
    {
        return Fault(at, "the file ends before the image does: copy or build it again");
    }

    private static FlashingException Fault(int at, string fault)
    {
        return new FlashingException(FlashingCause.BadFile, FormattableString.Invariant($"offset 0x{at:X}: {fault}."));
    }
}
