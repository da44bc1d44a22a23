using System;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>Which process has a file open, from /proc.</summary>
internal sealed class ProcessFiles
{
    private readonly string folder;

    /// <summary>Names the folder.</summary>
    public ProcessFiles(string folder)
    {
        this.folder = folder;
    }

    /// <summary>The first process but this one that has a file open; null if none is seen.</summary>
    public string? Holder(string file)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        string? process = Directory.EnumerateDirectories(folder)
            .Where(path => IsOther(Path.GetFileName(path)))
            .FirstOrDefault(path => Holds(path, file));
        return process is null ? null : $"{Command(process)} (process {Path.GetFileName(process)})";
    }

    private static bool IsOther(string name)
    {
        return int.TryParse(name, out int id) && id != Environment.ProcessId;
    }

    private static bool Holds(string process, string file)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(link => new FileInfo(link).LinkTarget == file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or one that has just ended.
            return false;
        }
    }

    private static string Command(string process)
    {
        string name = Path.Combine(process, "comm");
        return File.Exists(name) ? File.ReadAllText(name).Trim() : "a program";
    }
}
