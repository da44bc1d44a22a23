using System;
using System.Buffers.Binary;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>EXIF data: a TIFF file of directories, whose entries are tags with values or places of values.</summary>
/// <param name="bytes">Byte order, then the place of the first directory.</param>
internal readonly ref struct ExifFile(ReadOnlySpan<byte> bytes)
{
    private const int EntryBytes = 12;
    private const int ValueAt = 8;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    private bool IsLittle => bytes[0] == 'I';

    /// <summary>Where the first directory is; null if there is none.</summary>
    public long? First => bytes.Length < 8 ? null : Number(4, 4);

    /// <summary>The value of an entry, at most 32 bits of it; null if the directory has none of the tag.</summary>
    /// <param name="size">Bytes of the value, 2 or 4.</param>
    public long? Value(long? directory, int tag, int size)
    {
        return Entry(directory, tag) is int entry ? Number(entry + ValueAt, size) : null;
    }

    /// <summary>The text that an entry leads to; null if there is none.</summary>
    public ReadOnlySpan<byte> Text(long? directory, int tag, int length)
    {
        long? at = Value(directory, tag, 4);
        return at is long from && from + length <= bytes.Length ? bytes.Slice((int)from, length) : null;
    }

    private int? Entry(long? directory, int tag)
    {
        if (directory is not long start || start + 2 > bytes.Length)
        {
            return null;
        }

        long entries = Number((int)start, 2);
        for (int i = 0; i < entries && start + 2 + (EntryBytes * (i + 1)) <= bytes.Length; i++)
        {
            int entry = (int)start + 2 + (EntryBytes * i);
            if (Number(entry, 2) == tag)
            {
                return entry;
            }
        }

        return null;
    }

    private long Number(int at, int count)
    {
        ReadOnlySpan<byte> from = bytes[at..];
        return (count, IsLittle) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(from),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(from),
            (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(from),
            _ => BinaryPrimitives.ReadUInt32BigEndian(from),
        };
    }
}
