using System;
using System.IO;
using SqueezeNet.Embedded.Host.Building;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Whether two paths lead to one file.</summary>
internal static class SameFile
{
    private static readonly StringComparison names = OperatingSystem.IsLinux()
        ? StringComparison.Ordinal
        : StringComparison.OrdinalIgnoreCase;

    /// <summary>
    /// By their names without links; by what is in them if both are there: two names of one file have its length and
    /// time, whatever the file system thinks of hard links and letters' case. A copy with the same time counts too.
    /// </summary>
    public static bool Is(string one, string other)
    {
        string first = RealPath.Of(one);
        string second = RealPath.Of(other);
        return first.Equals(second, names)
            || (IsAlike(new FileInfo(first), new FileInfo(second)) && Holds(first, second));
    }

    private static bool IsAlike(FileInfo one, FileInfo other)
    {
        return one.Exists && other.Exists && one.Length > 0 && one.Length == other.Length
            && one.LastWriteTimeUtc == other.LastWriteTimeUtc;
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
