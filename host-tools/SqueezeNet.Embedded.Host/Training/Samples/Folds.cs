using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Samples;

/// <summary>Which photos are held out together: whole groups, with about as many of each class in each fold.</summary>
internal static class Folds
{
    private const int Least = 2;

    /// <summary>How many folds are possible, so that each class can be in each of them; at least 2.</summary>
    /// <param name="samples">The photos.</param>
    /// <param name="wanted">At most so many, at least 2.</param>
    /// <exception cref="TrainingException">All photos of a class are of one group.</exception>
    public static int Most(SampleTable samples, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, Least);
        int[] groups = new int[samples.Classes];
        foreach ((int label, _) in Enumerable.Range(0, samples.Photos)
            .Select(photo => (samples.Truth[photo], samples.Groups[photo])).Distinct())
        {
            groups[label]++;
        }

        int single = Array.FindIndex(groups, count => count < Least);
        return single < 0
            ? Math.Min(wanted, groups.Min())
            : throw new TrainingException(
                $"All photos of class {single} are of one group, so none can be held out; take photos at another "
                + "moment, or group them by photo.");
    }

    /// <summary>The fold of each photo, 0 .. folds - 1.</summary>
    /// <param name="samples">The photos.</param>
    /// <param name="folds">How many, at least 2.</param>
    /// <param name="seed">Decides between groups of the same size.</param>
    public static int[] Assign(SampleTable samples, int folds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, Least);
        int[][] groups = [.. Enumerable.Range(0, samples.Photos).GroupBy(photo => samples.Groups[photo])
            .OrderBy(group => group.Key).Select(group => group.ToArray())];
        new SeededRandom(seed).Shuffle<int[]>(groups);
        double[] sizes = new double[samples.Classes];
        Array.ForEach(samples.Truth, label => sizes[label]++);

        int[][] counts = [.. Enumerable.Range(0, folds).Select(_ => new int[samples.Classes])];
        int[] all = new int[samples.Photos];
        foreach (int[] group in groups.OrderByDescending(group => group.Length))
        {
            int fold = Emptiest(counts, group, samples, sizes);
            foreach (int photo in group)
            {
                all[photo] = fold;
                counts[fold][samples.Truth[photo]]++;
            }
        }

        return all;
    }

    /// <summary>The fold that has the smallest share of a group's classes; of several the one with fewest photos.</summary>
    private static int Emptiest(int[][] counts, int[] group, SampleTable samples, double[] sizes)
    {
        int best = 0;
        (double Share, int Photos) least = (double.MaxValue, int.MaxValue);
        for (int fold = 0; fold < counts.Length; fold++)
        {
            double share = 0;
            foreach (int photo in group)
            {
                share += counts[fold][samples.Truth[photo]] / sizes[samples.Truth[photo]];
            }

            (double Share, int Photos) found = (share, counts[fold].Sum());
            if (Comparer<(double, int)>.Default.Compare(found, least) < 0)
            {
                (best, least) = (fold, found);
            }
        }

        return best;
    }
}
