using System;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>Compares what a node says of itself with what was written.</summary>
internal static class StartCheck
{
    /// <summary>Judges a start.</summary>
    public static FlashResult Of(FlashJob job, NodeStart start)
    {
        string? problem = start.Problem ?? Version(job, start) ?? Crc(job, start);
        bool isConfirmed = problem is null && start.Label is not null
            && (job.Firmware is null || start.FirmwareVersion is not null)
            && (job.Model is null || start.ModelCrc is not null);
        return new FlashResult(start, problem, isConfirmed);
    }

    private static string? Version(FlashJob job, NodeStart start)
    {
        string? wanted = job.Firmware?.Manifest.Version;
        return wanted is null || start.FirmwareVersion is null || start.FirmwareVersion == wanted
            ? null
            : $"the board runs version {start.FirmwareVersion}, and {wanted} was written: the old application goes on; "
                + "press RESET, and give --app if it was not given";
    }

    private static string? Crc(FlashJob job, NodeStart start)
    {
        return job.Model is null || start.ModelCrc is null
            || start.ModelCrc.Equals(job.Model.Crc, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"the board runs the model with crc {start.ModelCrc}, and {job.Model.Crc} was written into "
                    + $"{job.Slot}: set \"model\": \"{job.Slot}\" in node.json";
    }
}
