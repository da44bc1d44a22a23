using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>How a stage with packed weights runs with a window in the arena (SPEC 4.4).</summary>
/// <param name="IsStreamed">
/// Whether groups of 16 channels are decoded one by one; else all of the stage's weights at once.
/// </param>
/// <param name="Band">Rows of mid that are made at a time; all of them if it is streamed.</param>
/// <param name="Bytes">Of the block that holds weights and scratch.</param>
/// <param name="End">Where the block ends in the arena.</param>
public sealed record WindowLayout(bool IsStreamed, int Band, long Bytes, long End)
{
    private const int Lanes = 16;

    /// <summary>Lays a planned stage out.</summary>
    public static WindowLayout Of(StageShape stage, StagePlan plan)
    {
        int band = LowestBand(stage, plan);
        WindowLayout whole = Place(stage, plan, false, band, stage.DecodedBytes + stage.ScratchBytes(band));
        if (stage.IsImage)
        {
            return whole;
        }

        WindowLayout streamed = Place(stage, plan, true, stage.MidHeight, StreamedBytes(stage));
        return streamed.End < whole.End ? streamed : whole;
    }

    /// <summary>Bytes of arena for a network, what bypasses need included.</summary>
    public static long ArenaBytes(IReadOnlyList<StageShape> stages, ArenaPlan plan)
    {
        long end = stages.Select((stage, k) => Highest(stage, plan.Stages[k])).Max();
        return ((end + 15) / 16 * 16) + plan.SkipBytes;
    }

    /// <summary>
    /// Bytes of the block of a stage that is planned with a band; at least those of its scratch without a window.
    /// </summary>
    internal static long BlockBytes(StageShape stage, int band)
    {
        long scratch = stage.ScratchBytes(band);
        long whole = stage.DecodedBytes + scratch;
        return stage.IsImage ? whole : long.Max(long.Min(whole, StreamedBytes(stage)), scratch);
    }

    private static long Highest(StageShape stage, StagePlan plan)
    {
        long tensors = long.Max(plan.InOffset + stage.InBytes, plan.OutOffset + stage.OutBytes);
        return long.Max(tensors, Of(stage, plan).End);
    }

    /// <summary>
    /// The lowest band up to the plan's that leaves the rows of the input alone which are still needed.
    /// </summary>
    private static int LowestBand(StageShape stage, StagePlan plan)
    {
        if (stage.IsImage || IsFree(plan.OutOffset, stage.OutBytes, plan.InOffset, stage.InBytes))
        {
            return 1;
        }

        int band = 1;
        while (band < plan.Band && plan.InOffset - plan.OutOffset < stage.InPlaceDistance(band))
        {
            band++;
        }

        return band;
    }

    private static long StreamedBytes(StageShape stage)
    {
        long tile = (long.Max(9L * stage.InChannels, stage.MidChannels) * Lanes) + stage.ParamsBehind;
        long zrow = (stage.InWidth + 2L) * stage.InChannels;
        long border = stage.C.Pad > 0 ? stage.MidChannels : 0;
        long slice = stage.Pool is null
            ? 0
            : ((long)stage.MidHeight * stage.MidWidth * Lanes) + (stage.OutWidth * Lanes);
        return tile + zrow + border + slice + ((long)stage.OutHeight * stage.OutWidth * stage.MidChannels);
    }

    private static WindowLayout Place(StageShape stage, StagePlan plan, bool isStreamed, int band, long bytes)
    {
        long at = new[] { 0, Align(plan.InOffset + stage.InBytes), Align(plan.OutOffset + stage.OutBytes) }
            .Where(at => IsFree(at, bytes, plan.InOffset, stage.InBytes)
                && IsFree(at, bytes, plan.OutOffset, stage.OutBytes))
            .Min();
        return new WindowLayout(isStreamed, band, bytes, at + bytes);
    }

    private static bool IsFree(long at, long bytes, long other, long otherBytes)
    {
        return at + bytes <= other || other + otherBytes <= at;
    }

    private static long Align(long value)
    {
        return (value + 15) / 16 * 16;
    }
}
