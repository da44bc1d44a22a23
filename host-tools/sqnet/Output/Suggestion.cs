using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Names;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>What was probably meant by a word that nobody knows.</summary>
internal static class Suggestion
{
    /// <summary>The nearest of the words that are known; null if none is near.</summary>
    public static string? Nearest(string word, IReadOnlyList<string> known)
    {
        string? best = known.MinBy(k => EditDistance.Between(word, k));
        int most = Math.Max(1, word.TrimStart('-').Length / 3);
        return best is not null && EditDistance.Between(word, best) <= most ? best : null;
    }
}
