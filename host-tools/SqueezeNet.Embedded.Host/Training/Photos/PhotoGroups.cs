using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Which photos never stand on both sides of a split.</summary>
/// <param name="Numbers">A group for each photo, numbered in order of first photos.</param>
/// <param name="Notes">What is to be known of that.</param>
/// <param name="Warning">Why photos of one moment may be in several groups; null if none should be.</param>
internal sealed record PhotoGroups(int[] Numbers, IReadOnlyList<string> Notes, string? Warning)
{
    private const int Named = 3;

    /// <summary>Groups photos: as the user says, and near-duplicates.</summary>
    public static PhotoGroups Of(
        IReadOnlyList<ReadPhoto> photos, IReadOnlyList<string> labels, PhotoGrouping grouping, NearDuplicates near)
    {
        Unions groups = new(photos.Count);
        Bursts.Unite(photos, grouping, groups);
        Unions duplicates = new(photos.Count);
        StillScenes scenes = new(photos, groups, labels.Count);
        foreach (int[] set in near.Copies.Together.Concat(near.Alike.Together))
        {
            foreach (int[] part in scenes.Split(set))
            {
                duplicates.Add(part);
                groups.Add(part);
            }
        }

        scenes.Unite(groups);
        string?[] notes = [Bursts.Note(photos, grouping), Duplicates(photos, duplicates, labels)];
        return new PhotoGroups(groups.Numbers(), [.. notes.OfType<string>()], scenes.Warning(labels));
    }

    /// <summary>A photo as messages name it: its class and its path below.</summary>
    public static string Name(ReadPhoto photo, IReadOnlyList<string> labels)
    {
        return $"{labels[photo.Class]}/{photo.Name}";
    }

    private static string? Duplicates(IReadOnlyList<ReadPhoto> photos, Unions unions, IReadOnlyList<string> labels)
    {
        int[][] sets = [.. unions.Together];
        IEnumerable<string> pairs = sets.Take(Named)
            .Select(set => $"{Name(photos[set[0]], labels)} and {Name(photos[set[1]], labels)}");
        string more = sets.Length > Named ? ", ..." : string.Empty;
        string groups = sets.Length == 1 ? "1 group that is" : $"{sets.Length} groups that are";
        return sets.Length == 0 ? null
            : $"{sets.Sum(set => set.Length)} photos are near-duplicates, in {groups} never "
                + $"split between training and test: {string.Join(", ", pairs)}{more}.";
    }
}
