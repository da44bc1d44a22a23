using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>Photos to calibrate the quantizer on: of all classes alike.</summary>
internal static class CalibrationChoice
{
    /// <summary>More than about a hundred images do not make better blobs (docs/quantization.md).</summary>
    public const int MostPhotos = 100;

    /// <summary>Chooses photos, in their order.</summary>
    /// <param name="from">Indices of the photos to choose from.</param>
    public static int[] Of(SampleTable samples, IReadOnlyList<int> from, ulong seed)
    {
        SeededRandom random = new(seed, (ulong)from.Count);
        List<Queue<int>> classes = [];
        foreach (IGrouping<int, int> photos in from.GroupBy(i => samples.Truth[i]).OrderBy(photos => photos.Key))
        {
            int[] shuffled = [.. photos];
            random.Shuffle<int>(shuffled);
            classes.Add(new Queue<int>(shuffled));
        }

        List<int> chosen = [];
        while (chosen.Count < Math.Min(MostPhotos, from.Count))
        {
            foreach (Queue<int> photos in classes.Where(photos => photos.Count > 0))
            {
                chosen.Add(photos.Dequeue());
            }
        }

        return [.. chosen.Take(MostPhotos).Order()];
    }
}
