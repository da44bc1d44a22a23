using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>
/// Photos that look alike and are more than half of their class: a burst, or a camera on a stand whose scene is always
/// the same. The look does not tell which, so it groups none of them; names and times may.
/// </summary>
internal sealed class StillScenes
{
    // Fewer photos that look alike are a burst in any case.
    private const int Many = 10;

    private readonly IReadOnlyList<ReadPhoto> photos;
    private readonly Unions said;
    private readonly int[] sizes;
    private readonly SortedDictionary<int, SortedSet<int>> byClass = [];
    private readonly SortedSet<int> inDoubt = [];
    private readonly SortedSet<int> guessed = [];

    /// <param name="said">The user's groups, as yet without near-duplicates.</param>
    /// <param name="classes">How many there are.</param>
    public StillScenes(IReadOnlyList<ReadPhoto> photos, Unions said, int classes)
    {
        this.photos = photos;
        this.said = said.Copy();
        sizes = [.. Enumerable.Range(0, classes).Select(label => photos.Count(photo => photo.Class == label))];
    }

    /// <summary>The parts of a set of look-alikes that belong together in any case.</summary>
    public IEnumerable<int[]> Split(int[] set)
    {
        int[][] still = [.. set.GroupBy(photo => photos[photo].Class)
            .Where(part => part.Count() >= Many && IsMost(part.Key, part.Count()))
            .Select(part => part.ToArray())];
        foreach (int[] part in still)
        {
            int label = photos[part[0]].Class;
            byClass.TryAdd(label, []);
            byClass[label].UnionWith(part);
        }

        int[] others = [.. set.Except(still.SelectMany(part => part))];
        return still.Length == 0 ? [set] : EqualFiles(set).Append(others).Where(part => part.Length > 0);
    }

    /// <summary>Groups what is left by names and times, where the user has grouped none of it.</summary>
    public void Unite(Unions groups)
    {
        foreach ((int label, SortedSet<int> scene) in byClass)
        {
            int[] all = [.. scene];
            if (all.DistinctBy(said.First).Count() < all.Length)
            {
                continue;
            }

            inDoubt.Add(label);
            if (Guesses(all).FirstOrDefault(guess => Tells(label, all, guess)) is Unions bursts)
            {
                guessed.Add(label);
                foreach (IGrouping<int, int> burst in all.GroupBy(bursts.First))
                {
                    groups.Add([.. burst]);
                }
            }
        }
    }

    /// <summary>What puts the figures in doubt; null if nothing does.</summary>
    public string? Warning(IReadOnlyList<string> labels)
    {
        string names = string.Join(", ", inDoubt.Select(label => $"'{labels[label]}'"));
        string how = guessed.Count == 0 ? "only equal files are grouped"
            : guessed.Count == inDoubt.Count ? "they are grouped by their names and times"
            : $"those of {string.Join(", ", guessed.Select(label => $"'{labels[label]}'"))} are grouped by their names "
                + "and times, of the others only equal files";
        return inDoubt.Count == 0 ? null
            : $"More than half of the photos of {names} look like one scene, so near-duplicates cannot be told "
                + $"there; {how}. If they are bursts, accuracy is far too good: group them by folder, prefix or time.";
    }

    /// <summary>
    /// By names and times together, by one of them alone. The time of a file does not count: a copy has another.
    /// </summary>
    private IEnumerable<Unions> Guesses(int[] scene)
    {
        PhotoGrouping[][] ways =
            [[PhotoGrouping.Prefix, PhotoGrouping.Time], [PhotoGrouping.Time], [PhotoGrouping.Prefix]];
        foreach (PhotoGrouping[] way in ways)
        {
            Unions guess = new(photos.Count);
            foreach (PhotoGrouping grouping in way)
            {
                int[] known = [.. scene.Where(photo =>
                    grouping != PhotoGrouping.Time || photos[photo].Print.Taken is not null)];
                Unions found = new(known.Length);
                Bursts.Unite([.. known.Select(photo => photos[photo])], grouping, found);
                foreach (int[] burst in found.Together)
                {
                    guess.Add([.. burst.Select(i => known[i])]);
                }
            }

            yield return guess;
        }
    }

    /// <summary>Whether groups are bursts: some of several photos, none the whole scene again.</summary>
    private bool Tells(int label, int[] scene, Unions guess)
    {
        int largest = scene.GroupBy(guess.First).Max(burst => burst.Count());
        return largest > 1 && !IsMost(label, largest);
    }

    private bool IsMost(int label, int count) => 2 * count > sizes[label];

    private IEnumerable<int[]> EqualFiles(int[] set)
    {
        return set.GroupBy(photo => photos[photo].Print.Hash).Select(part => part.ToArray());
    }
}
