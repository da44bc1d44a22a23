using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What a new partition table does to what a board holds.</summary>
internal static class TableChange
{
    /// <summary>A sentence for each partition that moves, changes its size or goes.</summary>
    public static IEnumerable<string> Of(PartitionTable? before, PartitionTable after)
    {
        return before is null
            ? []
            : before.Partitions.Select(old => Sentence(old, after.Find(old.Name))).OfType<string>();
    }

    private static string? Sentence(Partition old, Partition? now)
    {
        return now is null ? $"the partition {old.Name} goes: {Loss(old)}"
            : now.Offset != old.Offset
                ? FormattableString.Invariant($"the partition {old.Name} moves from 0x{old.Offset:X} to ")
                    + FormattableString.Invariant($"0x{now.Offset:X}: {Loss(old)}")
            : now.Size < old.Size
                ? FormattableString.Invariant($"the partition {old.Name} shrinks from {old.Size} to {now.Size} bytes: ")
                    + Loss(old)
            : null;
    }

    private static string Loss(Partition old)
    {
        return old.Name switch
        {
            "nvs" => "what ESP-IDF keeps there is lost",
            "config" => "stored Wi-Fi and node.json are lost; give --wifi and --settings again",
            "deploy" => "the application is lost; give --app",
            _ when old.IsModel => "its model is lost; give --model",
            _ => "what it holds is lost",
        };
    }
}
