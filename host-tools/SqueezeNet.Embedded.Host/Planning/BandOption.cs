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
        List<BandOption> kept = [];
        IEnumerable<BandOption> all = Enumerable
            .Range(1, stage.MidHeight)
            .Select(band => new BandOption(
                band, costs.Of(stage, band).Nanoseconds, stage.ScratchBytes(band), stage.InPlaceDistance(band)))
            .OrderBy(option => option.Cost)
            .ThenBy(option => option.Scratch)
            .ThenBy(option => option.Distance);
        foreach (BandOption option in all)
        {
            if (!kept.Exists(other => other.Scratch <= option.Scratch && other.Distance <= option.Distance))
            {
                kept.Add(option);
            }
        }

        return kept;
    }
}
