using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>What was probably meant by a word that nobody knows.</summary>
internal static class Suggestion
{
    /// <summary>The nearest of the words that are known; null if none is near.</summary>
    public static string? Nearest(string word, IReadOnlyList<string> known)
    {
        string? best = known.MinBy(k => Distance(word, k));
        return best is not null && Distance(word, best) <= Math.Max(1, word.TrimStart('-').Length / 3) ? best : null;
    }

    /// <summary>Letters to change, add, leave out or swap with their neighbours.</summary>
    private static int Distance(string one, string other)
    {
        int[,] d = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[one.Length, other.Length];
    }
}
