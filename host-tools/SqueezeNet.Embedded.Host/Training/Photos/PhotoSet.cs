using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>The photos of a folder with a sub-folder for each class.</summary>
/// <param name="Folder">Its path.</param>
/// <param name="Labels">Names of the classes, in natural order, the background last.</param>
/// <param name="Photos">In order of classes, then of paths.</param>
public sealed record PhotoSet(string Folder, IReadOnlyList<string> Labels, IReadOnlyList<Photo> Photos)
{
    /// <summary>The class of photos that show none of the others; null without one.</summary>
    public int? Background { get; init; }

    /// <summary>Files that are not used.</summary>
    public IReadOnlyList<SkippedFile> Skipped { get; init; } = [];

    /// <summary>What is to be known of the photos, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Those of the notes that put in doubt whatever is measured on the photos; empty if none do.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether figures may be too good: photos of one moment may stand on both sides.</summary>
    public bool IsSuspect => Warnings.Count > 0;

    /// <summary>Reads a folder: every photo once, to see that it can be read and which others belong to it.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="progress">Is told how many photos are read, by several threads.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="TrainingException">No network can be trained with what is there.</exception>
    /// <exception cref="ImageFileException">
    /// No photo can be read; or one cannot, and <see cref="ImageOptions.IsStrict"/> says that it matters.
    /// </exception>
    public static PhotoSet Read(
        string folder,
        PhotoOptions? options = null,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new PhotoOptions();
        ClassFolders found = ClassFolders.Find(folder, options.Background);
        PhotoCounts.Require(found.Classes, [.. found.Classes.Select(c => c.Files.Count)]);
        (IReadOnlyList<ReadPhoto> photos, IReadOnlyList<SkippedFile> skipped) =
            new PhotoReader(options.Images).Read(folder, found.Classes, progress, cancellation);
        int[] counts = [.. found.Classes.Select((_, i) => photos.Count(photo => photo.Class == i))];
        PhotoCounts.Require(found.Classes, counts);

        string[] labels = [.. found.Classes.Select(c => c.Label)];
        NearDuplicates near = NearDuplicates.Find(photos, cancellation);
        string? twins = TwinClasses.Check(photos, labels, near);
        PhotoGroups groups = PhotoGroups.Of(photos, labels, options.GroupBy, near);
        string?[] notes =
            [.. found.Notes, PhotoCounts.Note(found.Classes, counts), twins, .. groups.Notes, groups.Warning];
        PhotoSet set = new(
            folder, labels,
            [.. photos.Select((photo, i) => new Photo(photo.File, photo.Class, groups.Numbers[i], photo.Print.Hash))])
        {
            Background = labels[^1] == FolderNames.Background ? labels.Length - 1 : null,
            Skipped = [.. found.Skipped.Concat(skipped)
                .OrderBy(file => file.File.Replace('\\', '/'), StringComparer.Ordinal)],
            Notes = [.. notes.OfType<string>()],
            Warnings = groups.Warning is null ? [] : [groups.Warning],
        };
        PhotoCounts.RequireGroups(set);
        return set;
    }

    /// <summary>Class and group of each photo.</summary>
    internal SampleTable Samples =>
        new(Labels.Count, [.. Photos.Select(photo => photo.Class)], [.. Photos.Select(photo => photo.Group)]);

    /// <summary>The set without photos that turned out to be of no use.</summary>
    /// <param name="kept">Indices of the others, in order.</param>
    /// <exception cref="TrainingException">A class is left with too few, or with one group.</exception>
    internal PhotoSet Keep(IReadOnlyList<int> kept, IReadOnlyList<SkippedFile> gone)
    {
        Photo[] left = [.. kept.Select(i => Photos[i])];
        int[] counts = new int[Labels.Count];
        foreach (Photo photo in left)
        {
            counts[photo.Class]++;
        }

        int few = Array.FindIndex(counts, count => count < PhotoCounts.Least);
        if (few >= 0)
        {
            throw new TrainingException(
                $"Class \"{Labels[few]}\" is left with {counts[few]} photos, since others went while it was read: "
                + $"{gone[0].File}: {gone[0].Problem}. {PhotoCounts.Least} are needed.");
        }

        PhotoSet set = this with { Photos = left, Skipped = [.. Skipped, .. gone] };
        PhotoCounts.RequireGroups(set);
        return set;
    }
}
