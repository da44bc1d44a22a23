using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>A band of a stage and what follows from it.</summary>
/// <param name="Distance">How far the output must lie below the input to overlap it.</param>
internal sealed record BandOption(int Band, long Cost, long Scratch, long Distance)
{
    /// <summary>
    /// The bands worth trying, cheapest first: no other band is at once as fast, as small and as free in its place.
    /// </summary>
    public static List<BandOption> Of(StageShape stage, IStageCosts costs)
    {
        return Best(Enumerable
            .Range(1, stage.MidHeight)
            .Select(band => new BandOption(
                band, costs.Of(stage, band).Nanoseconds, stage.ScratchBytes(band), stage.InPlaceDistance(band))));
    }

    /// <summary>
    /// The same with a window (SPEC 4.4), where no band is faster than another: scratch is the window's block.
    /// </summary>
    public static List<BandOption> OfWindow(StageShape stage)
    {
        return Best(Enumerable
            .Range(1, stage.MidHeight)
            .Select(
                band => new BandOption(band, 0, WindowLayout.BlockBytes(stage, band), stage.InPlaceDistance(band))));
    }

    private static List<BandOption> Best(IEnumerable<BandOption> options)
    {
        List<BandOption> kept = [];
        foreach (BandOption option in options.OrderBy(o => o.Cost).ThenBy(o => o.Scratch).ThenBy(o => o.Distance))
        {
            if (!kept.Exists(other => other.Scratch <= option.Scratch && other.Distance <= option.Distance))
            {
                kept.Add(option);
            }
        }

        return kept;
    }
}
