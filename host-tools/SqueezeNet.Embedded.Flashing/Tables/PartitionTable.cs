using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>What lies where in a board's flash.</summary>
public sealed class PartitionTable
{
    /// <summary>Where it stands in flash: the sector that ESP-IDF gives it.</summary>
    public const int Offset = 0x8000;

    /// <summary>Bytes of its binary form.</summary>
    public const int Bytes = 0xC00;

    /// <summary>Bytes of the sector that it has for itself.</summary>
    internal const int SectorBytes = 0x1000;

    /// <summary>Checks partitions and makes them a table.</summary>
    /// <exception cref="FlashingException">Two overlap or have one name, or one breaks a rule of ESP-IDF's.</exception>
    public PartitionTable(IReadOnlyList<Partition> partitions)
        : this(partitions, k => $"partition {partitions[k].Name}")
    {
    }

    /// <summary>The same for partitions that were read.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="placeOf">Where one was read, for messages.</param>
    internal PartitionTable(IReadOnlyList<Partition> partitions, Func<int, string> placeOf)
    {
        new PartitionRules(partitions, placeOf).Check();
        Partitions = partitions;
    }

    /// <summary>The partitions, in the order of the table.</summary>
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>Address of the first byte behind all of them.</summary>
    public long End => Partitions.Count == 0 ? Offset + SectorBytes : Partitions.Max(partition => partition.End);

    /// <summary>Those for models.</summary>
    public IEnumerable<Partition> Models => Partitions.Where(partition => partition.IsModel);

    /// <summary>A partition by its name, null if there is none.</summary>
    public Partition? Find(string name)
    {
        return Partitions.FirstOrDefault(partition => partition.Name == name);
    }

    /// <summary>Whether another one has the same partitions in the same order.</summary>
    public bool IsSame(PartitionTable other)
    {
        return Partitions.SequenceEqual(other.Partitions);
    }

    /// <summary>Fails if a partition lies beyond the end of the flash.</summary>
    /// <exception cref="FlashingException">One does.</exception>
    public void RequireFits(long flashBytes)
    {
        Partition? beyond = Partitions.FirstOrDefault(partition => partition.End > flashBytes);
        if (beyond is not null)
        {
            throw new FlashingException(
                FlashingCause.DoesNotFit,
                FormattableString.Invariant($"partition {beyond.Name} ends at 0x{beyond.End:X}, and the flash at ")
                + FormattableString.Invariant($"0x{flashBytes:X}: take the table for this flash."));
        }
    }
}
