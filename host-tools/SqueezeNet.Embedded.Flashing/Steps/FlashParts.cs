using System;
using System.Collections.Generic;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What goes where, by the places of a table.</summary>
public static class FlashParts
{
    private const int ClrAt = 0x10000;
    private const byte Erased = 0xFF;
    private const string Deploy = "deploy";

    /// <summary>The regions of a job, in the order of their offsets.</summary>
    /// <exception cref="FlashingException">The table has no place for one.</exception>
    public static IReadOnlyList<FlashPart> Of(FlashJob job, PartitionTable table)
    {
        List<FlashPart> parts = [];
        if (job.Firmware is Firmware firmware)
        {
            Add(parts, FlashPartKind.Bootloader, 0, firmware.Bootloader.Bytes, "bootloader");
            Add(
                parts,
                FlashPartKind.PartitionTable,
                PartitionTable.Offset,
                PartitionBinary.Write(firmware.Table),
                "partition table");
            Add(parts, FlashPartKind.Clr, ClrAt, firmware.Clr.Bytes, $"nanoCLR {firmware.Manifest.Name}");
        }

        if (job.Application is not null)
        {
            Partition deploy = DeployOf(table);
            Add(parts, FlashPartKind.Application, deploy.Offset, Padded(job.Application, deploy), "application");
        }

        if (job.Model is not null)
        {
            Partition slot = ModelSlot.Of(table, job.Slot, job.Model.Bytes.Length);
            Add(parts, FlashPartKind.Model, slot.Offset, job.Model.Bytes, $"model {job.Model.Name} in {slot.Name}");
        }

        parts.Sort((left, right) => left.Region.Offset.CompareTo(right.Region.Offset));
        return parts;
    }

    private static void Add(
        List<FlashPart> parts, FlashPartKind kind, long offset, ReadOnlyMemory<byte> bytes, string name)
    {
        parts.Add(new FlashPart(kind, new FlashRegion(offset, bytes, name)));
    }

    private static Partition DeployOf(PartitionTable table)
    {
        return table.Find(Deploy)
            ?? throw new FlashingException(
                FlashingCause.DoesNotFit,
                $"the table has no partition {Deploy} for the application: give --firmware DIR, whose table has it.");
    }

    /// <summary>
    /// The CLR searches the whole partition: an assembly of an older, longer application must not stay behind the new
    /// one.
    /// </summary>
    private static byte[] Padded(ApplicationImage application, Partition deploy)
    {
        if (application.Bytes.Length > deploy.Size)
        {
            throw new FlashingException(
                FlashingCause.DoesNotFit,
                FormattableString.Invariant($"the application of {application.Bytes.Length} bytes exceeds the ")
                + FormattableString.Invariant($"{deploy.Size} bytes of the partition {Deploy}."));
        }

        byte[] bytes = new byte[deploy.Size];
        bytes.AsSpan(application.Bytes.Length).Fill(Erased);
        application.Bytes.Span.CopyTo(bytes);
        return bytes;
    }
}
