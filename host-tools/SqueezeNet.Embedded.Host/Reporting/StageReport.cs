using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>A planned stage.</summary>
public sealed record StageReport
{
    /// <summary>Such as "fire2.expand > fire3.squeeze".</summary>
    public required string Name { get; init; }

    /// <summary>Rows of mid that are made at a time.</summary>
    public required int Band { get; init; }

    /// <summary>How many bands that makes.</summary>
    public required int Bands { get; init; }

    /// <summary>
    /// Of the output: "in place" overlaps the input, "below" and "above" lie beside it, "new" has no stored input.
    /// </summary>
    public required string Placement { get; init; }

    /// <summary>Where the input lies, in bytes from the arena's start.</summary>
    public required int InOffset { get; init; }

    /// <summary>Where the output lies, in bytes from the arena's start.</summary>
    public required int OutOffset { get; init; }

    /// <summary>Where the scratch lies, in bytes from the arena's start.</summary>
    public required int ScratchOffset { get; init; }

    /// <summary>Of the arena that the stage uses: input, output and scratch, without bypasses.</summary>
    public required long RamBytes { get; init; }

    /// <summary>Of the stored input, 0 for the image.</summary>
    public required long InBytes { get; init; }

    /// <summary>Of the output; in place it shares bytes with the input.</summary>
    public required long OutBytes { get; init; }

    /// <summary>Of the scratch.</summary>
    public required long ScratchBytes { get; init; }

    /// <summary>Of all weights as stored.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Weights and biases that are read from flash or PSRAM.</summary>
    public required long WeightBytesRead { get; init; }

    /// <summary>What the stage keeps for a bypass and adds of one: written once and read once.</summary>
    public required long SkipBytes { get; init; }

    /// <summary>Multiply-accumulates, without the padding channels.</summary>
    public required long Macs { get; init; }

    /// <summary>Modelled milliseconds.</summary>
    public required double EstimatedMs { get; init; }

    internal static StageReport Of(StageShape stage, StagePlan plan, IStageCosts costs)
    {
        StageCost cost = costs.Of(stage, plan.Band);
        long inEnd = plan.InOffset + stage.InBytes;
        long outEnd = plan.OutOffset + stage.OutBytes;
        long shared = stage.IsImage ? 0 : long.Max(0, long.Min(inEnd, outEnd) - int.Max(plan.InOffset, plan.OutOffset));
        long scratch = stage.ScratchBytes(plan.Band);
        return new StageReport
        {
            Name = stage.Name,
            Band = plan.Band,
            Bands = stage.Bands(plan.Band),
            Placement = stage.IsImage ? "new"
                : shared > 0 ? "in place"
                : plan.OutOffset < plan.InOffset ? "below"
                : "above",
            InOffset = plan.InOffset,
            OutOffset = plan.OutOffset,
            ScratchOffset = plan.ScratchOffset,
            RamBytes = stage.InBytes + stage.OutBytes + scratch - shared,
            InBytes = stage.InBytes,
            OutBytes = stage.OutBytes,
            ScratchBytes = scratch,
            WeightBytes = stage.WeightBytes,
            WeightBytesRead = cost.WeightBytesRead,
            SkipBytes = stage.KeptBytes + stage.AddedBytes,
            Macs = stage.Macs,
            EstimatedMs = cost.Nanoseconds / 1e6,
        };
    }
}
