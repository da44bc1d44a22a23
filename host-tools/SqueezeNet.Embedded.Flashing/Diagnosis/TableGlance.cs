using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace SqueezeNet.Embedded.Flashing.Diagnosis;

/// <summary>Where the partitions of a board begin, as far as its table can be read.</summary>
internal static class TableGlance
{
    /// <summary>Where the bootloader looks for the table, and how long it is.</summary>
    public const int Offset = 0x8000;

    public const int Bytes = 0xC00;

    private const int EntryBytes = 32;
    private const ushort Magic = 0x50AA;
    private const int OffsetAt = 4;
    private const int NameAt = 12;
    private const int NameBytes = 16;

    /// <summary>Reads the entries up to the first that is none.</summary>
    public static IReadOnlyDictionary<string, long> Offsets(ReadOnlySpan<byte> table)
    {
        Dictionary<string, long> offsets = [];
        while (table.Length >= EntryBytes && BinaryPrimitives.ReadUInt16LittleEndian(table) == Magic)
        {
            string name = Encoding.ASCII.GetString(table.Slice(NameAt, NameBytes)).TrimEnd('\0');
            offsets[name] = BinaryPrimitives.ReadUInt32LittleEndian(table[OffsetAt..]);
            table = table[EntryBytes..];
        }

        return offsets;
    }
}
