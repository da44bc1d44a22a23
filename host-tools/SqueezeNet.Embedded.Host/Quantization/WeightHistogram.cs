using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>The int8 weights of a layer.</summary>
/// <param name="Counts">51 bins of five values each, -127..-123 first, -2..2 in the middle.</param>
/// <param name="Extremes">Weights that are -127 or 127: as large as a byte can be, perhaps clipped.</param>
public sealed record WeightHistogram(IReadOnlyList<int> Counts, int Extremes)
{
    /// <summary>Values in a bin.</summary>
    public const int BinWidth = 5;

    private const int Bins = 255 / BinWidth;

    /// <summary>Percent of the weights that are -127 or 127.</summary>
    public double ExtremePercent => 100.0 * Extremes / Math.Max(1, Counts.Sum());

    /// <summary>Counts weights of -127..127.</summary>
    public static WeightHistogram Of(ReadOnlySpan<sbyte> weights)
    {
        int[] counts = new int[Bins];
        int extremes = 0;
        foreach (sbyte w in weights)
        {
            counts[(w + 127) / BinWidth]++;
            extremes += w is -127 or 127 ? 1 : 0;
        }

        return new WeightHistogram(counts, extremes);
    }
}
