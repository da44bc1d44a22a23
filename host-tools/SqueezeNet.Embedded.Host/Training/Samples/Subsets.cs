using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Samples;

/// <summary>Some of the photos, as if no more had been taken.</summary>
internal static class Subsets
{
    /// <summary>
    /// Draws photos of each class, group by group, the last of them cut if it has too many; of a class that has fewer,
    /// all.
    /// </summary>
    /// <param name="samples">The photos.</param>
    /// <param name="from">Indices of those to draw from.</param>
    /// <param name="photosPerClass">At most so many of each class, at least 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <returns>Indices in ascending order; null if no class has more, so that these would be all.</returns>
    public static int[]? Draw(SampleTable samples, int[] from, int photosPerClass, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(photosPerClass, 1);
        int[] inOrder = [.. from.Order()];
        int[] groups = [.. inOrder.Select(photo => samples.Groups[photo]).Distinct().Order()];
        new SeededRandom(seed).Shuffle<int>(groups);
        ILookup<int, int> photos = inOrder.ToLookup(photo => samples.Groups[photo]);
        int[] counts = new int[samples.Classes];
        List<int> drawn = [];
        foreach (int photo in groups.SelectMany(group => photos[group]))
        {
            if (counts[samples.Truth[photo]] < photosPerClass)
            {
                counts[samples.Truth[photo]]++;
                drawn.Add(photo);
            }
        }

        return drawn.Count < inOrder.Length ? [.. drawn.Order()] : null;
    }
}
