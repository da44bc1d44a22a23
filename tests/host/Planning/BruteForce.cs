using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>Tries every band and every place of every output, in the words of SPEC 3.3.</summary>
internal static class BruteForce
{
    /// <summary>Cost of the fastest plan; null if none fits.</summary>
    public static long? Fastest(IReadOnlyList<StageShape> stages, IStageCosts costs, int arena)
    {
        long?[] after = new long?[(arena / 16) + 1];
        System.Array.Fill(after, 0);
        for (int k = stages.Count - 1; k >= 0; k--)
        {
            long?[] before = new long?[after.Length];
            for (int at = 0; at < (k == 0 ? 1 : before.Length); at++)
            {
                before[at] = Best(stages[k], costs, arena, at * 16, after);
            }

            after = before;
        }

        return after[0];
    }

    private static long? Best(StageShape stage, IStageCosts costs, int arena, int input, long?[] after)
    {
        if (input + stage.InBytes > arena)
        {
            return null;
        }

        long? best = null;
        for (int band = 1; band <= stage.MidHeight; band++)
        {
            long cost = costs.Of(stage, band).Nanoseconds;
            for (int output = 0; output + stage.OutBytes <= arena; output += 16)
            {
                long? rest = after[output / 16];
                if (rest is not null && !(cost + rest >= best) && IsAllowed(stage, band, arena, input, output))
                {
                    best = cost + rest;
                }
            }
        }

        return best;
    }

    private static bool IsAllowed(StageShape stage, int band, int arena, int input, int output)
    {
        long inEnd = input + stage.InBytes;
        long outEnd = output + stage.OutBytes;
        bool apart = stage.IsImage || inEnd <= output || outEnd <= input;
        if (!apart && (stage.IsHead || !MayOverlap(stage, band, input, output)))
        {
            return false;
        }

        long scratch = stage.ScratchBytes(band);
        long[] starts = stage.IsImage ? [0, outEnd] : [0, inEnd, outEnd];
        return starts.Any(s =>
            s + scratch <= arena
            && (s + scratch <= output || s >= outEnd)
            && (stage.IsImage || s + scratch <= input || s >= inEnd));
    }

    private static bool MayOverlap(StageShape stage, int band, int input, int output)
    {
        for (int y0 = 0; y0 + band < stage.MidHeight; y0 += band)
        {
            int rows = stage.CompleteRows(y0 + band);
            long written = output + ((long)stage.OutChannels * (1 + (rows * (stage.OutWidth + 1))));
            long needed = input + ((long)stage.InChannels * (y0 + band - 1) * (stage.InWidth + 1));
            if (rows > 0 && written > needed)
            {
                return false;
            }
        }

        return true;
    }
}
