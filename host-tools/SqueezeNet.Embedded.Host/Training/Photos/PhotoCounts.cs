using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>How many photos classes have, and whether that is enough.</summary>
internal static class PhotoCounts
{
    /// <summary>Fewest photos of a class.</summary>
    public const int Least = 5;

    // The largest class may be so many times the smallest without a word.
    private const int Imbalance = 3;

    /// <summary>Fails if a class has too few photos.</summary>
    /// <param name="folders">The classes.</param>
    /// <param name="counts">Photos of each that could be read.</param>
    /// <exception cref="TrainingException">It is so; the message names the classes.</exception>
    public static void Require(IReadOnlyList<ClassFolder> folders, int[] counts)
    {
        ClassFolder[] empty = [.. folders.Where((_, i) => counts[i] == 0)];
        if (empty.Length > 0)
        {
            string what = empty[0].Files.Count == 0
                ? "no photo"
                : $"{ImageFolder.Count(empty[0].Files.Count, "photo")}, none of them readable";
            throw new TrainingException(
                $"The class '{empty[0].Label}' is empty: {empty[0].Path} has {what}; put at least {Least} photos into "
                + "it, or remove the folder.");
        }

        string[] few = [.. folders.Zip(counts).Where(pair => pair.Second < Least)
            .Select(pair => $"'{pair.First.Label}' has {pair.Second}")];
        if (few.Length > 0)
        {
            throw new TrainingException(
                $"Each class needs at least {Least} photos that can be read, and {string.Join(", ", few)}; add photos, "
                + "or remove the folder.");
        }
    }

    /// <summary>Fails if all photos of a class are of one group: then none of them can be held out.</summary>
    /// <exception cref="TrainingException">It is so.</exception>
    public static void RequireGroups(PhotoSet photos)
    {
        for (int i = 0; i < photos.Labels.Count; i++)
        {
            Photo[] own = [.. photos.Photos.Where(photo => photo.Class == i)];
            if (own.All(photo => photo.Group == own[0].Group))
            {
                throw new TrainingException(
                    $"All {own.Length} photos of '{photos.Labels[i]}' are of one group, so none can be held out to "
                    + "test with; add photos of another moment, or group them by photo. (Near-duplicates are of one "
                    + "group in any case.)");
            }
        }
    }

    /// <summary>Says that classes are of very different size; null if they are not.</summary>
    public static string? Note(IReadOnlyList<ClassFolder> folders, int[] counts)
    {
        int[] order = [.. Enumerable.Range(0, counts.Length).OrderBy(i => counts[i])];
        (int least, int most) = (order[0], order[^1]);
        return counts[most] <= Imbalance * counts[least] ? null
            : $"'{folders[most].Label}' has {counts[most]} photos and '{folders[least].Label}' {counts[least]}: "
                + "photos of a small class weigh more in training, but what is learnt and measured of it rests on few.";
    }
}
