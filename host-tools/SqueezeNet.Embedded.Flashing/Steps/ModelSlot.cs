using System;
using System.Linq;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>The partition that a model goes into: never one that is not made for models.</summary>
internal static class ModelSlot
{
    /// <summary>What the chip's MMU maps at once.</summary>
    private const long Page = 0x10000;

    /// <summary>Finds it.</summary>
    /// <exception cref="FlashingException">There is none, or the model does not fit; with the remedy.</exception>
    public static Partition Of(PartitionTable table, string name, long bytes)
    {
        if (!table.Models.Any())
        {
            throw Fault("the table has no partition for models: give --firmware DIR, whose table has them");
        }

        Partition? slot = table.Find(name);
        if (slot is not { IsModel: true })
        {
            string problem = slot is null ? "there is no such partition" : "it is not made for models";
            throw Fault($"--slot {name}: {problem}; for models there are {Names(table)}");
        }

        if (bytes > slot.Size)
        {
            throw Fault(
                FormattableString.Invariant($"the model of {bytes} bytes exceeds the {slot.Size} bytes of ")
                + $"{name}: {Remedy(table, slot, bytes)}");
        }

        return slot.Offset % Page == 0
            ? slot
            : throw Fault(
                FormattableString.Invariant($"the partition {name} begins at 0x{slot.Offset:X}, inside a page of the ")
                + "MMU (0x10000): a new model would show old bytes; take the table of a firmware (--firmware DIR)");
    }

    private static string Remedy(PartitionTable table, Partition slot, long bytes)
    {
        Partition? other = table.Models.FirstOrDefault(model => model.Size >= bytes);
        return other is not null
            ? $"--slot {other.Name} has room for it"
            : FormattableString.Invariant($"build it with sqnet build --packed --target-size {slot.Size}, or pack the ")
            + "weights (sqnet pack)";
    }

    private static string Names(PartitionTable table)
    {
        return string.Join(
            ", ", table.Models.Select(model => FormattableString.Invariant($"{model.Name} ({model.Size} bytes)")));
    }

    private static FlashingException Fault(string fault)
    {
        return new FlashingException(FlashingCause.DoesNotFit, $"{fault}.");
    }
}
