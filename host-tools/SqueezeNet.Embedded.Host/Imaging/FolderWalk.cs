using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>
/// All files below a folder. Links to folders are followed, but no folder is entered twice: first those that are in the
/// folder itself, then what links lead to, so that a link in a circle does no harm.
/// </summary>
internal sealed class FolderWalk
{
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly SortedSet<string> links = new(StringComparer.Ordinal);
    private readonly List<string> files = [];
    private readonly List<SkippedFile> skipped = [];

    private FolderWalk()
    {
    }

    /// <summary>Files in no particular order.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>Folders that were not entered.</summary>
    public IReadOnlyList<SkippedFile> Skipped => skipped;

    /// <summary>Walks through a folder.</summary>
    public static FolderWalk Through(string folder)
    {
        FolderWalk walk = new();
        walk.Enter(folder);
        while (walk.links.Min is string link)
        {
            walk.links.Remove(link);
            walk.Enter(link);
        }

        return walk;
    }

    private void Enter(string folder)
    {
        if (!entered.Add(RealPath.Of(folder)))
        {
            skipped.Add(new SkippedFile(folder, SkipReason.Again));
            return;
        }

        foreach (string entry in Entries(folder))
        {
            if (!Directory.Exists(entry))
            {
                files.Add(entry);
            }
            else if (new DirectoryInfo(entry).LinkTarget is not null)
            {
                links.Add(entry);
            }
            else
            {
                Enter(entry);
            }
        }
    }

    private string[] Entries(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            skipped.Add(new SkippedFile(folder, SkipReason.ClosedFolder, e.Message));
            return [];
        }
    }
}
