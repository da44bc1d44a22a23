using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Names;

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

        (string name, int changes) = names.Select(n => (n, EditDistance.Between(lower, n))).MinBy(pair => pair.Item2);
        return changes * 3 <= text.Length ? name : null;
    }
}
