using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>A class that was taken for another.</summary>
/// <param name="Images">How often.</param>
public sealed record ConfusedPair(int Truth, int Named, int Images)
{
    /// <summary>All pairs, the most frequent first.</summary>
    /// <param name="confusion">[true class][named class]: images.</param>
    public static IReadOnlyList<ConfusedPair> Of(int[][] confusion)
    {
        return [.. confusion.SelectMany((row, truth) => row.Select((n, named) => new ConfusedPair(truth, named, n)))
            .Where(pair => pair.Truth != pair.Named && pair.Images > 0)
            .OrderByDescending(pair => pair.Images)
            .ThenBy(pair => pair.Truth)
            .ThenBy(pair => pair.Named)];
    }
}
