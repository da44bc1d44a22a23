using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>The form of a table that people write: name, type, subtype, offset, size, flags.</summary>
public static class PartitionCsv
{
    private const int Fields = 6;
    private const long Kilobyte = 1 << 10;
    private const long Megabyte = 1 << 20;

    private static readonly (string Name, PartitionFlags Flag)[] flags =
        [("encrypted", PartitionFlags.Encrypted), ("readonly", PartitionFlags.ReadOnly)];

    /// <summary>Reads a table. Offsets that are left out follow from what stands before.</summary>
    /// <exception cref="FlashingException">A line is wrong; the message names it.</exception>
    public static PartitionTable Read(string text)
    {
        List<Partition> partitions = [];
        List<int> lines = [];
        long end = PartitionTable.Offset + PartitionTable.SectorBytes;
        string[] all = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (int k = 0; k < all.Length; k++)
        {
            string line = all[k].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                Partition partition = new PartitionLine(line, k + 1).Read(end);
                partitions.Add(partition);
                lines.Add(k + 1);
                end = partition.End;
            }
        }

        return new PartitionTable(partitions, k => PartitionLine.PlaceOf(lines[k]));
    }

    /// <summary>Writes a table, as ESP-IDF's generator does.</summary>
    public static string Write(PartitionTable table)
    {
        StringBuilder text = new("# ESP-IDF Partition Table\n# Name, Type, SubType, Offset, Size, Flags\n");
        foreach (Partition partition in table.Partitions)
        {
            text.Append(Line(partition)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A flag by its name; null if there is none.</summary>
    internal static PartitionFlags? Flag(string name)
    {
        return flags.Where(flag => flag.Name == name).Select(flag => (PartitionFlags?)flag.Flag).FirstOrDefault();
    }

    private static string Line(Partition partition)
    {
        string[] fields = new string[Fields];
        fields[0] = partition.Name;
        fields[1] = PartitionTypes.NameOf(partition.Type, PartitionTypes.Types);
        fields[2] = PartitionTypes.NameOf(partition.Subtype, PartitionTypes.SubtypesOf(partition.Type));
        fields[3] = FormattableString.Invariant($"0x{partition.Offset:x}");
        fields[4] = Size(partition.Size);
        fields[5] = string.Join(':', flags.Where(flag => partition.Flags.HasFlag(flag.Flag)).Select(flag => flag.Name));
        return string.Join(',', fields);
    }

    private static string Size(long bytes)
    {
        return bytes % Megabyte == 0 ? FormattableString.Invariant($"{bytes / Megabyte}M")
            : bytes % Kilobyte == 0 ? FormattableString.Invariant($"{bytes / Kilobyte}K")
            : FormattableString.Invariant($"0x{bytes:x}");
    }
}
