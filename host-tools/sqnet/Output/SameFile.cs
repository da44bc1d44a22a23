using System;
using System.IO;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Whether two paths, of which all links were followed, lead to one file.</summary>
internal static class SameFile
{
    private static readonly StringComparison names = OperatingSystem.IsLinux()
        ? StringComparison.Ordinal
        : StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether they are the same path.</summary>
    public static bool IsNamed(string one, string other)
    {
        return one.Equals(other, names);
    }

    /// <summary>
    /// Whether both are there and look like one file: two names of one file have its length, time and content, whatever
    /// the file system thinks of hard links and letters' case. A copy with the same time looks so, too.
    /// </summary>
    public static bool IsAlike(string one, string other)
    {
        FileInfo first = new(one);
        FileInfo second = new(other);
        return first.Exists && second.Exists && first.Length > 0 && first.Length == second.Length
            && first.LastWriteTimeUtc == second.LastWriteTimeUtc && Holds(one, other);
    }

    private static bool Holds(string one, string other)
    {
        try
        {
            return File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be told apart is not risked.
            return true;
        }
    }
}
