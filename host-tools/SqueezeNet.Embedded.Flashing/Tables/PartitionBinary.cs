using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>The form of a table that stands in flash, byte for byte as ESP-IDF's gen_esp32part.py makes it.</summary>
public static class PartitionBinary
{
    internal const int RowBytes = 32;

    private const int NameAt = 12;
    private const int NameBytes = 16;
    private const int FlagsAt = 28;
    private const int SumAt = 16;
    private const byte Erased = 0xFF;

    private static ReadOnlySpan<byte> Magic => [0xAA, 0x50];

    private static ReadOnlySpan<byte> SumMagic => [0xEB, 0xEB];

    /// <summary>Writes a table: rows, their MD5, 0xFF to the end.</summary>
    /// <returns><see cref="PartitionTable.Bytes"/> bytes.</returns>
    public static byte[] Write(PartitionTable table)
    {
        byte[] bytes = new byte[PartitionTable.Bytes];
        bytes.AsSpan().Fill(Erased);
        int at = 0;
        foreach (Partition partition in table.Partitions)
        {
            Write(partition, bytes.AsSpan(at, RowBytes));
            at += RowBytes;
        }

        SumMagic.CopyTo(bytes.AsSpan(at));
        Sum(bytes.AsSpan(0, at)).CopyTo(bytes.AsSpan(at + SumAt));
        return bytes;
    }

    /// <summary>Whether there is no table at all: the sector is erased.</summary>
    public static bool IsErased(ReadOnlySpan<byte> bytes)
    {
        return !bytes[..int.Min(RowBytes, bytes.Length)].ContainsAnyExcept(Erased);
    }

    /// <summary>Reads a table, as it stands in a file or at <see cref="PartitionTable.Offset"/>.</summary>
    /// <exception cref="FlashingException">It is none, or damaged; the message names the offset.</exception>
    public static PartitionTable Read(ReadOnlySpan<byte> bytes)
    {
        List<Partition> partitions = [];
        for (int at = 0; at + RowBytes <= bytes.Length; at += RowBytes)
        {
            ReadOnlySpan<byte> row = bytes.Slice(at, RowBytes);
            if (IsErased(row))
            {
                return new PartitionTable(partitions, k => PlaceOf(k * RowBytes));
            }

            if (row.StartsWith(SumMagic))
            {
                CheckSum(bytes[..at], row, at);
                RequireEnd(bytes, at + RowBytes);
            }
            else
            {
                partitions.Add(Read(row, at));
            }
        }

        int end = bytes.Length - (bytes.Length % RowBytes);
        throw Fault(end, "the row of 0xFF that ends a table is missing: the copy is incomplete");
    }

    private static void Write(Partition partition, Span<byte> row)
    {
        row.Clear();
        Magic.CopyTo(row);
        row[2] = partition.Type;
        row[3] = partition.Subtype;
        BinaryPrimitives.WriteUInt32LittleEndian(row[4..], (uint)partition.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(row[8..], (uint)partition.Size);
        Encoding.UTF8.GetBytes(partition.Name, row.Slice(NameAt, NameBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(row[FlagsAt..], (uint)partition.Flags);
    }

    private static Partition Read(ReadOnlySpan<byte> row, int at)
    {
        if (!row.StartsWith(Magic))
        {
            throw Fault(at, $"a row begins with AA 50, and this one with {Convert.ToHexString(row[..2])}");
        }

        ReadOnlySpan<byte> name = row.Slice(NameAt, NameBytes);
        int end = name.IndexOf((byte)0);
        return new Partition(
            Name(end < 0 ? name : name[..end], at),
            row[2],
            row[3],
            BinaryPrimitives.ReadUInt32LittleEndian(row[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[8..]),
            (PartitionFlags)BinaryPrimitives.ReadUInt32LittleEndian(row[FlagsAt..]));
    }

    private static string Name(ReadOnlySpan<byte> bytes, int at)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw Fault(at + NameAt, "the name is not text");
        }
    }

    private static void CheckSum(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> row, int at)
    {
        if (!row[SumAt..].SequenceEqual(Sum(rows)))
        {
            throw Fault(at + SumAt, "the MD5 of the rows is another: the table is damaged; write it again");
        }
    }

    private static void RequireEnd(ReadOnlySpan<byte> bytes, int at)
    {
        if (at + RowBytes <= bytes.Length && !IsErased(bytes.Slice(at, RowBytes)))
        {
            throw Fault(at, "rows go on behind the MD5, which would not cover them");
        }
    }

    /// <summary>The format asks for MD5: it finds damage, and defends against nobody.</summary>
    private static byte[] Sum(ReadOnlySpan<byte> rows)
    {
#pragma warning disable CA5351
        return MD5.HashData(rows);
#pragma warning restore CA5351
    }

    private static string PlaceOf(int at)
    {
        return FormattableString.Invariant($"offset 0x{at:X}");
    }

    private static FlashingException Fault(int at, string fault)
    {
        return new FlashingException(FlashingCause.BadFile, $"{PlaceOf(at)}: {fault}.");
    }
}
