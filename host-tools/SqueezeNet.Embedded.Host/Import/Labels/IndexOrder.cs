using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>Brings labels that have an index into the order of the classes.</summary>
internal static class IndexOrder
{
    /// <summary>The least index if each up to the number of labels occurs once: 0 or 1; null if not.</summary>
    public static int? First(IReadOnlyCollection<int> indices)
    {
        if (indices.Count == 0 || indices.Distinct().Count() != indices.Count)
        {
            return null;
        }

        int first = indices.Min();
        return first is 0 or 1 && indices.Max() == first + indices.Count - 1 ? first : null;
    }

    /// <summary>Which of some indices, that are not complete, is the first that occurs twice or is beyond.</summary>
    public static int Odd(IReadOnlyList<int> indices)
    {
        int first = indices.Contains(0) ? 0 : 1;
        HashSet<int> seen = [];
        for (int i = 0; i < indices.Count; i++)
        {
            if (indices[i] < first || indices[i] >= first + indices.Count || !seen.Add(indices[i]))
            {
                return i;
            }
        }

        return indices.Count - 1;
    }
}
