using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>
/// ESP-IDF's rules of a table, and three more: its generator cuts long names, and takes partitions without a name or
/// without a byte.
/// </summary>
/// <param name="partitions">All of them.</param>
/// <param name="placeOf">Where one was read.</param>
internal sealed class PartitionRules(IReadOnlyList<Partition> partitions, Func<int, string> placeOf)
{
    private const int LongestName = 16;
    private const int SmallestNvs = 0x3000;
    private const int OtaBytes = 0x2000;

    // A row has 32 bytes; one is for the sum, and one stays free at the end.
    private const int MostPartitions = (PartitionTable.Bytes / PartitionBinary.RowBytes) - 2;

    /// <exception cref="FlashingException">A rule is broken.</exception>
    public void Check()
    {
        for (int k = 0; k < partitions.Count; k++)
        {
            CheckName(k);
            CheckPlace(k);
            CheckFlags(k);
        }

        CheckOverlaps();
        CheckOta("ota", PartitionTypes.Ota);
        CheckOta("tee_ota", PartitionTypes.TeeOta);
        if (partitions.Count > MostPartitions)
        {
            throw Fault(MostPartitions, $"a table holds {MostPartitions} partitions, and these are {partitions.Count}");
        }
    }

    private void CheckName(int k)
    {
        string name = partitions[k].Name;
        Require(k, name.Length > 0, "the name is empty, and without one nothing finds the partition");
        Require(
            k,
            Encoding.UTF8.GetByteCount(name) <= LongestName,
            $"the name '{name}' has more than {LongestName} bytes: shorten it");
        Require(
            k,
            !name.Any(c => char.IsControl(c) || c == ','),
            "a name has no control characters and no comma");
        for (int other = 0; other < k; other++)
        {
            Require(k, partitions[other].Name != name, $"the name '{name}' is taken by {placeOf(other)}");
        }
    }

    private void CheckPlace(int k)
    {
        Partition partition = partitions[k];
        int alignment = PartitionTypes.AlignmentOf(partition.Type);
        Require(k, partition.Size > 0, "the size is 0");
        Require(
            k,
            partition.End <= uint.MaxValue,
            Text($"it ends at 0x{partition.End:X}, which no flash has"));
        Require(
            k,
            partition.Offset % alignment == 0,
            Text($"the offset 0x{partition.Offset:X} is no multiple of 0x{alignment:X}"));
        Require(
            k,
            partition.Type != PartitionTypes.App || partition.Size % 0x1000 == 0,
            Text($"the size 0x{partition.Size:X} of an application is no multiple of 0x1000"));
        Require(
            k,
            partition.Type is PartitionTypes.Bootloader or PartitionTypes.Table
                || partition.Offset >= PartitionTable.Offset + PartitionTable.SectorBytes,
            Text($"the offset 0x{partition.Offset:X} lies before 0x9000, where the table ends"));
    }

    private void CheckFlags(int k)
    {
        Partition partition = partitions[k];
        if (partition.Type != PartitionTypes.Data)
        {
            return;
        }

        bool isReadOnly = partition.Flags.HasFlag(PartitionFlags.ReadOnly);
        Require(
            k,
            !isReadOnly || partition.Subtype is not (PartitionTypes.Ota or PartitionTypes.CoreDump),
            "ota and coredump are written: take the flag readonly away");
        Require(
            k,
            isReadOnly || partition.Subtype != PartitionTypes.Nvs || partition.Size >= SmallestNvs,
            Text($"nvs needs 0x{SmallestNvs:X} bytes, or the flag readonly"));
    }

    private void CheckOverlaps()
    {
        int[] order = [.. Enumerable.Range(0, partitions.Count).OrderBy(k => partitions[k].Offset)];
        for (int i = 1; i < order.Length; i++)
        {
            Partition before = partitions[order[i - 1]];
            Partition partition = partitions[order[i]];
            Require(
                order[i],
                partition.Offset >= before.End,
                Text($"{partition.Name} begins at 0x{partition.Offset:X}, and {before.Name} ends at 0x{before.End:X}: ")
                + "they overlap");
        }
    }

    private void CheckOta(string name, byte subtype)
    {
        int[] found =
        [
            .. Enumerable.Range(0, partitions.Count)
                .Where(k => partitions[k].Type == PartitionTypes.Data && partitions[k].Subtype == subtype),
        ];
        foreach (int k in found)
        {
            Require(k, k == found[0], $"a second partition of data, {name}: there is one at most");
            Require(k, partitions[k].Size == OtaBytes, Text($"data, {name} has 0x{OtaBytes:X} bytes"));
        }
    }

    private void Require(int k, bool condition, string fault)
    {
        if (!condition)
        {
            throw Fault(k, fault);
        }
    }

    private FlashingException Fault(int k, string fault)
    {
        return new FlashingException(FlashingCause.BadFile, $"{placeOf(k)}: {fault}.");
    }

    private static string Text(FormattableString text)
    {
        return FormattableString.Invariant(text);
    }
}
