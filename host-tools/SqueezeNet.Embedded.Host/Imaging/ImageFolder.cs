using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>The images of a folder, by their names, and what is not taken for one.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Files">Image files in ordinal order of their paths.</param>
/// <param name="Skipped">All other files: hidden ones, and those with the extension of no format that is read.</param>
public sealed record ImageFolder(string Path, IReadOnlyList<string> Files, IReadOnlyList<string> Skipped)
{
    /// <summary>How many files are skipped, of which kinds, and what to do; null if none is.</summary>
    public string? Note => Skipped.Count == 0
        ? null
        : $"{Count(Skipped.Count, "file")} of {Path} skipped: {string.Join("; ", Reasons())}";

    internal static ImageFolder Of(string folder, SearchOption depth)
    {
        ILookup<bool, string> files = Directory.EnumerateFiles(folder, "*", depth)
            .OrderBy(file => file, StringComparer.Ordinal)
            .ToLookup(file => !IsHidden(folder, file) && ImageKinds.Extensions.Contains(Extension(file)));
        return new ImageFolder(folder, [.. files[true]], [.. files[false]]);
    }

    private IEnumerable<string> Reasons()
    {
        ILookup<string, string> kinds = Skipped.ToLookup(file => IsHidden(Path, file) ? string.Empty : Extension(file));
        string[] unreadable = [.. Counts(kinds, ImageKinds.Unreadable.Contains)];
        if (unreadable.Length > 0)
        {
            yield return $"{string.Join(", ", unreadable)}, which cannot be read: convert them to JPEG or PNG";
        }

        string[] others = [.. Counts(kinds, kind => kind.Length > 0 && !ImageKinds.Unreadable.Contains(kind))];
        if (others.Length > 0)
        {
            yield return $"{string.Join(", ", others)}, not images by name";
        }

        if (kinds[string.Empty].Any())
        {
            yield return $"{kinds[string.Empty].Count()} hidden";
        }
    }

    private static IEnumerable<string> Counts(ILookup<string, string> kinds, Func<string, bool> which)
    {
        return kinds.Where(kind => which(kind.Key))
            .OrderByDescending(kind => kind.Count())
            .ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Count()} {kind.Key}");
    }

    private static string Count(int count, string what)
    {
        return count == 1 ? $"1 {what}" : $"{count} {what}s";
    }

    private static string Extension(string file)
    {
        string extension = System.IO.Path.GetExtension(file).ToLowerInvariant();
        return extension.Length > 0 ? extension : "without extension";
    }

    /// <summary>Whether the file, or a folder on the way to it, begins with a dot.</summary>
    private static bool IsHidden(string folder, string file)
    {
        return System.IO.Path.GetRelativePath(folder, file).Split('/', '\\').Any(part => part.StartsWith('.'));
    }
}
