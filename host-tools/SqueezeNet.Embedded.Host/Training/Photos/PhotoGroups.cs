using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Which photos never stand on both sides of a split.</summary>
/// <param name="Numbers">A group for each photo, numbered in order of first photos.</param>
/// <param name="Notes">What is to be known of that.</param>
internal sealed record PhotoGroups(int[] Numbers, IReadOnlyList<string> Notes)
{
    private const int Named = 3;

    // Fewer photos that look alike are a burst in any case.
    private const int Many = 10;

    /// <summary>Groups photos: as the user says, and near-duplicates.</summary>
    public static PhotoGroups Of(
        IReadOnlyList<ReadPhoto> photos, IReadOnlyList<string> labels, PhotoGrouping grouping, NearDuplicates near)
    {
        Unions groups = new(photos.Count);
        Bursts.Unite(photos, grouping, groups);
        int[] sizes = [.. labels.Select((_, label) => photos.Count(photo => photo.Class == label))];
        Unions duplicates = new(photos.Count);
        SortedSet<int> tooAlike = [];
        foreach (int[] set in near.Copies.Together.Concat(near.Alike.Together))
        {
            int[] swallowed = [.. Swallowed(set, photos, sizes)];
            tooAlike.UnionWith(swallowed);
            foreach (int[] part in swallowed.Length == 0 ? [set] : EqualFiles(set, photos))
            {
                duplicates.Add(part);
                groups.Add(part);
            }
        }

        string?[] notes =
        [
            Bursts.Note(photos, grouping),
            Duplicates(photos, duplicates, labels),
            TooAlike([.. tooAlike.Select(label => labels[label])], grouping),
        ];
        return new PhotoGroups(groups.Numbers(), [.. notes.OfType<string>()]);
    }

    /// <summary>A photo as messages name it: its class and its path below.</summary>
    public static string Name(ReadPhoto photo, IReadOnlyList<string> labels)
    {
        return $"{labels[photo.Class]}/{photo.Name}";
    }

    /// <summary>
    /// Classes of which a set takes more than half: then the scene is always the same, and the look tells nothing.
    /// </summary>
    private static IEnumerable<int> Swallowed(int[] set, IReadOnlyList<ReadPhoto> photos, int[] sizes)
    {
        return set.GroupBy(photo => photos[photo].Class)
            .Where(part => part.Count() >= Many && 2 * part.Count() > sizes[part.Key])
            .Select(part => part.Key);
    }

    private static IEnumerable<int[]> EqualFiles(int[] set, IReadOnlyList<ReadPhoto> photos)
    {
        return set.GroupBy(photo => photos[photo].Print.Hash).Select(part => part.ToArray());
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

    private static string? TooAlike(string[] labels, PhotoGrouping grouping)
    {
        string remedy = grouping == PhotoGrouping.Photo
            ? " Group them by folder, prefix or time, or figures may be too good."
            : string.Empty;
        string names = string.Join(", ", labels.Select(label => $"'{label}'"));
        return labels.Length == 0 ? null
            : $"More than half of the photos of {names} look like one "
                + $"scene, so near-duplicates cannot be told there; only equal files are grouped.{remedy}";
    }
}
