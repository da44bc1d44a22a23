using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Classes that have photos in common: no network can tell those apart.</summary>
internal static class TwinClasses
{
    private const int Named = 3;

    // More that look the same are a scene that never changes, and what tells classes apart may be small in it.
    private const int MostCopies = 2;

    /// <summary>Says which classes have photos in common; null if none have.</summary>
    /// <exception cref="TrainingException">It is more than half of the smaller class.</exception>
    public static string? Check(IReadOnlyList<ReadPhoto> photos, IReadOnlyList<string> labels, NearDuplicates near)
    {
        Dictionary<(int One, int Other), List<(int One, int Other)>> pairs = [];
        foreach (int[] set in near.Copies.Together)
        {
            int[][] parts = [.. set.GroupBy(photo => photos[photo].Class).Select(part => part.ToArray())];
            for (int i = 0; i < parts.Length; i++)
            {
                for (int k = i + 1; k < parts.Length; k++)
                {
                    Add(pairs, photos, parts[i], parts[k]);
                }
            }
        }

        foreach (((int one, int other), List<(int One, int Other)> common) in pairs.OrderBy(pair => pair.Key))
        {
            Require(photos, labels, (one, other), common);
        }

        (int One, int Other)[] all = [.. pairs.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)];
        return all.Length == 0 ? null
            : "Photos that are in two classes teach neither; remove each from the one that it does not belong to: "
                + $"{all.Length} ({Names(photos, labels, all)}).";
    }

    private static void Add(
        Dictionary<(int One, int Other), List<(int One, int Other)>> pairs, IReadOnlyList<ReadPhoto> photos,
        int[] part, int[] others)
    {
        bool isCopy = part.Length <= MostCopies && others.Length <= MostCopies;
        ILookup<string, int> hashes = others.ToLookup(other => photos[other].Print.Hash);
        (int One, int Other)[] common = isCopy
            ? [.. part.Zip(others)]
            : [.. part.Where(one => hashes.Contains(photos[one].Print.Hash))
                .Select(one => (one, hashes[photos[one].Print.Hash].First()))];
        (int One, int Other) key = (photos[part[0]].Class, photos[others[0]].Class);
        if (common.Length > 0)
        {
            pairs.TryAdd(key, []);
            pairs[key].AddRange(common);
        }
    }

    private static void Require(
        IReadOnlyList<ReadPhoto> photos, IReadOnlyList<string> labels, (int One, int Other) classes,
        List<(int One, int Other)> common)
    {
        int one = photos.Count(photo => photo.Class == classes.One);
        int other = photos.Count(photo => photo.Class == classes.Other);
        int smaller = one < other ? one : other;
        if (2 * common.Count > smaller)
        {
            throw new TrainingException(
                $"The classes '{labels[classes.One]}' and '{labels[classes.Other]}' have {common.Count} of {smaller} "
                + $"photos in common ({Names(photos, labels, common)}); remove one of the two folders, or the photos "
                + "that do not belong into it.");
        }
    }

    private static string Names(
        IReadOnlyList<ReadPhoto> photos, IReadOnlyList<string> labels, IReadOnlyList<(int One, int Other)> pairs)
    {
        IEnumerable<string> names = pairs.Take(Named).Select(pair =>
            $"{PhotoGroups.Name(photos[pair.One], labels)} and {PhotoGroups.Name(photos[pair.Other], labels)}");
        return string.Join(", ", names) + (pairs.Count > Named ? ", ..." : string.Empty);
    }
}
