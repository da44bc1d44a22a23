using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Download;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>
/// A folder that keeps features of photos, so that the next training on them starts at once. Several processes may use
/// it. Whatever is removed from it is computed again.
/// </summary>
public sealed class FeatureCache : IDisposable
{
    /// <summary>Bytes that are kept at most, if nothing else is asked for: 4 GB.</summary>
    public const long DefaultLimit = 4_000_000_000;

    private const string Extension = ".feat";
    private const string Unfinished = ".tmp";

    // Hexadecimal digits of names: a sub-folder's, a file's, an unfinished file's.
    private const int PrefixLength = 2;
    private const int KeyLength = 64;
    private const int GuidLength = 32;

    // A file that is being written gets its name within seconds.
    private static readonly TimeSpan longestWrite = TimeSpan.FromHours(1);

    private readonly bool isTemporary;

    /// <summary>Takes a folder, which is made when it is needed.</summary>
    /// <param name="folder">Its path; null for a temporary one, which is removed at the end.</param>
    public FeatureCache(string? folder)
    {
        isTemporary = folder is null;
        Folder = folder is null
            ? Directory.CreateTempSubdirectory("sqnet-features-").FullName
            : Path.GetFullPath(folder);
    }

    /// <summary>Folder "training" where downloaded models are kept, <see cref="CacheFolder.Default"/>.</summary>
    public static string DefaultFolder => Path.Combine(CacheFolder.Default, "training");

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Removes what was not used for the longest time, until no more than a limit is left.</summary>
    /// <returns>What was removed, for people; null if nothing was.</returns>
    public string? Trim(long mostBytes = DefaultLimit)
    {
        List<FileInfo> files = Files();
        long all = files.Sum(file => file.Length);
        long kept = all;
        int removed = 0;
        foreach (FileInfo file in files.OrderBy(file => file.LastWriteTimeUtc))
        {
            bool isLeft = file.Extension == Unfinished && DateTime.UtcNow - file.LastWriteTimeUtc > longestWrite;
            long bytes = file.Length;
            if ((isLeft || kept > mostBytes) && TryDelete(file))
            {
                kept -= bytes;
                removed++;
            }
        }

        return removed == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Folder}: {removed} of {files.Count} files of features were removed, those used longest ago: "
                + $"{(all - kept) / 1e6:0} MB; {kept / 1e6:0} MB are kept.");
    }

    /// <summary>Removes the folder if it is a temporary one.</summary>
    public void Dispose()
    {
        if (isTemporary && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>The path of the features that have a key.</summary>
    internal string File(string key) => Path.Combine(Folder, key[..PrefixLength], key + Extension);

    /// <summary>The content of a file, which counts as used; null if it is not there.</summary>
    internal byte[]? TryRead(string key)
    {
        string file = File(key);
        try
        {
            byte[] bytes = System.IO.File.ReadAllBytes(file);
            MarkAsUsed(file);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the content of a file: under its name there is all of it or nothing.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void Write(string key, byte[] bytes)
    {
        string file = File(key);
        string folder = Path.GetDirectoryName(file)!;
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}{Unfinished}");
        try
        {
            Directory.CreateDirectory(folder);
            System.IO.File.WriteAllBytes(temporary, bytes);
            Place(temporary, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{Folder}: features cannot be kept there: {e.Message.TrimEnd('.')}. Make space, or choose another "
                + "folder with --cache.",
                e);
        }
        finally
        {
            TryDelete(new FileInfo(temporary));
        }
    }

    /// <summary>Another process may be reading the same features where they are: then they stay.</summary>
    private static void Place(string temporary, string file)
    {
        try
        {
            System.IO.File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (
            OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException
            && System.IO.File.Exists(file))
        {
        }
    }

    private static void MarkAsUsed(string file)
    {
        try
        {
            System.IO.File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that may only be read is one.
        }
    }

    /// <summary>What <see cref="Write"/> has written: the folder may be one where others keep files as well.</summary>
    private List<FileInfo> Files()
    {
        EnumerationOptions options = new() { AttributesToSkip = FileAttributes.ReparsePoint };
        return !Directory.Exists(Folder)
            ? []
            : [.. new DirectoryInfo(Folder).EnumerateDirectories("*", options)
                .Where(folder => IsHex(folder.Name, PrefixLength))
                .SelectMany(folder => folder.EnumerateFiles("*", options))
                .Where(file => IsOurs(file.Name) && file.Exists)];
    }

    private static bool IsOurs(string name)
    {
        return (name.EndsWith(Extension, StringComparison.Ordinal) && IsHex(name[..^Extension.Length], KeyLength))
            || (name.StartsWith('.') && name.EndsWith(Unfinished, StringComparison.Ordinal)
                && IsHex(name[1..^Unfinished.Length], GuidLength));
    }

    private static bool IsHex(string text, int length)
    {
        return text.Length == length && text.All(char.IsAsciiHexDigitLower);
    }

    private static bool TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
