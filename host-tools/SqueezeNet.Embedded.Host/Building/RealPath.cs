using System;
using System.IO;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>Where a path leads to.</summary>
public static class RealPath
{
    /// <summary>The absolute path without links, whether a file is there or not.</summary>
    /// <exception cref="IOException">Links lead round in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not string parent)
        {
            return full;
        }

        string here = Path.Combine(Of(parent), Path.GetFileName(full));
        FileInfo file = new(here);
        return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileSystemInfo target
            ? Of(target.FullName)
            : here;
    }
}
