using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>The images of a folder and its sub-folders, and what is not taken for one.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Files">Image files in ordinal order of their paths.</param>
/// <param name="Skipped">All others, in order of their paths.</param>
public sealed record ImageFolder(string Path, IReadOnlyList<string> Files, IReadOnlyList<SkippedFile> Skipped)
{
    private const int NamedFiles = 3;

    /// <summary>For people, in a line: how many images are used, how many files are not, and why.</summary>
    public string Summary
    {
        get
        {
            string used = $"{Path}: {Count(Files.Count, "image")} used";
            return Skipped.Count == 0
                ? used
                : $"{used}, {Count(Skipped.Count, "file")} skipped: {string.Join("; ", Reasons())}";
        }
    }

    /// <summary>The folder without some of its images, which turned out to be of no use.</summary>
    public ImageFolder Without(IReadOnlyCollection<SkippedFile> useless)
    {
        HashSet<string> names = [.. useless.Select(file => file.File)];
        return this with
        {
            Files = [.. Files.Where(file => !names.Contains(file))],
            Skipped = [.. Skipped.Concat(useless).OrderBy(file => Key(file.File), StringComparer.Ordinal)],
        };
    }

    /// <summary>Searches a folder; no file is opened.</summary>
    internal static ImageFolder Of(string folder)
    {
        FolderWalk walk = FolderWalk.Through(folder);
        ILookup<SkipReason?, string> files = walk.Files.OrderBy(Key, StringComparer.Ordinal)
            .ToLookup(file => Judge(folder, file));
        IEnumerable<SkippedFile> skipped = files.Where(reason => reason.Key is not null)
            .SelectMany(reason => reason.Select(file => new SkippedFile(file, reason.Key!.Value)));
        return new ImageFolder(folder, [.. files[null]], []).Without([.. walk.Skipped, .. skipped]);
    }

    /// <summary>A path below the folder, with forward slashes.</summary>
    public static string Name(string folder, string file)
    {
        return Key(System.IO.Path.GetRelativePath(folder, file));
    }

    /// <summary>Why a file is none of the images, by its name; null if it is.</summary>
    private static SkipReason? Judge(string folder, string file)
    {
        string extension = Extension(file);
        return Name(folder, file).Split('/').Any(part => part.StartsWith('.')) ? SkipReason.Hidden
            : ImageKinds.Extensions.Contains(extension) ? null
            : ImageKinds.Unreadable.Contains(extension) ? SkipReason.OtherFormat
            : SkipReason.NoImage;
    }

    private IEnumerable<string> Reasons()
    {
        ILookup<SkipReason, string> files = Skipped.ToLookup(file => file.Reason, file => file.File);
        return new[]
        {
            Kinds(files[SkipReason.OtherFormat], ", which cannot be read: convert them to JPEG or PNG"),
            Kinds(files[SkipReason.NoImage], ", not images by name"),
            Plain(files[SkipReason.Hidden], "hidden"),
            Named(files[SkipReason.Unreadable], "unreadable"),
            Named(files[SkipReason.TooLarge], "too large"),
            Named(files[SkipReason.ClosedFolder], "not to be opened"),
            Named(files[SkipReason.Again], "a link to a folder that was searched already"),
        }.OfType<string>();
    }

    /// <summary>How many of each extension.</summary>
    private static string? Kinds(IEnumerable<string> files, string what)
    {
        IEnumerable<string> counts = files.GroupBy(Extension)
            .OrderByDescending(kind => kind.Count())
            .ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Count()} {kind.Key}");
        return files.Any() ? string.Join(", ", counts) + what : null;
    }

    private static string? Plain(IEnumerable<string> files, string what)
    {
        return files.Any() ? $"{files.Count()} {what}" : null;
    }

    private string? Named(IEnumerable<string> files, string what)
    {
        string names = string.Join(", ", files.Take(NamedFiles).Select(file => Name(Path, file)));
        string more = files.Count() > NamedFiles ? ", ..." : string.Empty;
        return files.Any() ? $"{files.Count()} {what} ({names}{more})" : null;
    }

    /// <summary>For people: "1 image", "2 images".</summary>
    internal static string Count(int count, string what)
    {
        return count == 1 ? $"1 {what}" : $"{count} {what}s";
    }

    private static string Extension(string file)
    {
        string extension = System.IO.Path.GetExtension(file).ToLowerInvariant();
        return extension.Length > 0 ? extension : "without extension";
    }

    /// <summary>What paths are ordered by, the same on every system.</summary>
    private static string Key(string path)
    {
        return path.Replace('\\', '/');
    }
}
