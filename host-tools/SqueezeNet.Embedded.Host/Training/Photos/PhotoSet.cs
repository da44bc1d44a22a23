using System.Collections.Generic;
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
}
