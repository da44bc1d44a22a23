using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>One line of a CSV table.</summary>
internal sealed class PartitionLine
{
    private const int FieldsOfALine = 6;

    private readonly string[] fields;
    private readonly int number;

    public PartitionLine(string line, int number)
    {
        this.number = number;
        if (line.Contains('$'))
        {
            throw Fault("variables are not replaced here: write the value");
        }

        fields = [.. line.Split(',').Select(field => field.Trim())];
        if (fields.Skip(FieldsOfALine).Any(field => field.Length > 0))
        {
            throw Fault($"there are more than {FieldsOfALine} fields: name, type, subtype, offset, size, flags");
        }
    }

    /// <summary>How messages call a line.</summary>
    public static string PlaceOf(int number)
    {
        return FormattableString.Invariant($"line {number}");
    }

    /// <summary>Reads it.</summary>
    /// <param name="end">Where the partition before it ends.</param>
    /// <exception cref="FlashingException">A field is wrong.</exception>
    public Partition Read(long end)
    {
        byte type = Type();
        byte subtype = Subtype(type);
        long offset = Offset(type, end);
        return new Partition(Field(0), type, subtype, offset, Size(offset), Flags());
    }

    private byte Type()
    {
        byte type = Byte(1, "type", PartitionTypes.Types);
        return type is PartitionTypes.Bootloader or PartitionTypes.Table
            ? throw Fault("bootloader and partition table have fixed places here: leave the line out")
            : type;
    }

    private byte Subtype(byte type)
    {
        return Field(2).Length > 0 ? Byte(2, "subtype", PartitionTypes.SubtypesOf(type))
            : type != PartitionTypes.App ? PartitionTypes.Undefined
            : throw Fault("an application needs a subtype: factory, test or ota_0 to ota_15");
    }

    private long Offset(byte type, long end)
    {
        int alignment = PartitionTypes.AlignmentOf(type);
        long offset = Field(3).Length == 0
            ? (end + alignment - 1) / alignment * alignment
            : Number(3, "offset");
        return offset >= end
            ? offset
            : throw Fault(FormattableString.Invariant($"the offset 0x{offset:X} lies before 0x{end:X}, ")
                + "where what stands before it ends: they overlap");
    }

    /// <summary>A negative size is the address at which the partition ends.</summary>
    private long Size(long offset)
    {
        long size = Field(4).Length > 0 ? Number(4, "size") : throw Fault("the size is missing");
        return size < 0 ? -size - offset : size;
    }

    private PartitionFlags Flags()
    {
        PartitionFlags flags = PartitionFlags.None;
        foreach (string name in Field(5).Split(':').Where(name => name.Length > 0))
        {
            flags |= PartitionCsv.Flag(name)
                ?? throw Fault($"the flag '{name}' is not known; there are encrypted and readonly");
        }

        return flags;
    }

    private byte Byte(int index, string what, IReadOnlyDictionary<string, int> words)
    {
        string text = Field(index);
        return PartitionNumber.Parse(text, words) is long value and >= 0 and <= byte.MaxValue
            ? (byte)value
            : throw Fault($"the {what} '{text}' is neither a number from 0 to 255 nor known{Known(words)}");
    }

    private static string Known(IReadOnlyDictionary<string, int> words)
    {
        return words.Count == 0 ? string.Empty : $"; there are {string.Join(", ", words.Keys)}";
    }

    private long Number(int index, string what)
    {
        return PartitionNumber.Parse(Field(index))
            ?? throw Fault($"the {what} '{Field(index)}' is no number such as 0x10000, 4096, 64K or 1M");
    }

    private string Field(int index)
    {
        return index < fields.Length ? fields[index] : string.Empty;
    }

    private FlashingException Fault(string fault)
    {
        return new FlashingException(FlashingCause.BadFile, $"{PlaceOf(number)}: {fault}.");
    }
}
