using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;

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
        string?[] notes = [.. found.Notes, PhotoCounts.Note(found.Classes, counts), twins, .. groups.Notes];
        PhotoSet set = new(
            folder, labels,
            [.. photos.Select((photo, i) => new Photo(photo.File, photo.Class, groups.Numbers[i], photo.Print.Hash))])
        {
            Background = labels[^1] == FolderNames.Background ? labels.Length - 1 : null,
            Skipped = [.. found.Skipped.Concat(skipped)
                .OrderBy(file => file.File.Replace('\\', '/'), StringComparer.Ordinal)],
            Notes = [.. notes.OfType<string>()],
        };
        PhotoCounts.RequireGroups(found.Classes, set);
        return set;
    }
}
