using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Finds what was probably meant by a name that is incomplete or has a slip of the pen in it.</summary>
internal static class NearestName
{
    private const int ShortestStart = 5;

    /// <summary>
    /// The name that begins so, or the one with the fewest letters changed, at most a third of them; null if none is
    /// so near.
    /// </summary>
    public static string? Of(string text, IReadOnlyCollection<string> names)
    {
        string lower = text.ToLowerInvariant();
        string[] begun = [.. names.Where(n => n.StartsWith(lower, StringComparison.Ordinal))];
        if (begun.Length == 1 && text.Length >= ShortestStart)
        {
            return begun[0];
        }

        (string name, int changes) = names.Select(n => (n, Changes(lower, n))).MinBy(pair => pair.Item2);
        return changes * 3 <= text.Length ? name : null;
    }

    /// <summary>Letters to put in, take out or replace (Levenshtein's distance).</summary>
    private static int Changes(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
