using System;
using System.IO;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>
/// A file that is written beside its target and takes its place at once, or never. A target that is a link stays one:
/// what it leads to is replaced. A file that is replaced hands its permissions on.
/// </summary>
public sealed class PendingFile : IDisposable
{
    private readonly string target;
    private readonly string temporary;
    private string? replaced;
    private bool isOnTrial;
    private FileStream? stream;

    /// <summary>Makes the temporary file, and takes space for it where the file system can do that.</summary>
    /// <param name="path">Where the file is to be.</param>
    /// <param name="expectedBytes">How long it may become; no promise.</param>
    /// <exception cref="IOException">There is no such folder, no space, or the path is a folder's.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The folder may not be written, or the file is read-only.
    /// </exception>
    public PendingFile(string path, long expectedBytes = 0)
    {
        target = RealPath.Of(path);
        if (new FileInfo(target).LinkTarget is not null)
        {
            throw new IOException($"{path}: this link leads round in a circle");
        }

        if (Directory.Exists(target))
        {
            throw new IOException($"{path}: this is a folder, not a file");
        }

        if (File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
        {
            throw new UnauthorizedAccessException($"{path}: this file is read-only");
        }

        temporary = Beside(target);
        stream = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            PreallocationSize = expectedBytes,
        });
    }

    /// <summary>Writes all of the file, once; the target is as it was.</summary>
    /// <exception cref="IOException">There is no space.</exception>
    public void Write(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        using FileStream open = stream ?? throw new ObjectDisposedException(nameof(PendingFile));
        stream = null;
        open.Write(bytes);
        open.SetLength(bytes.Length);
        open.Flush(flushToDisk: true);
    }

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="IOException">It cannot be; what was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be; what was there is unchanged.</exception>
    public void Commit()
    {
        Finish();
        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>
    /// Puts the file in its place, as one of several of which all or none are to stay: what was there is kept under
    /// another name, which takes no space, until <see cref="TakeBack"/> or <see cref="Dispose"/>.
    /// </summary>
    /// <exception cref="IOException">It cannot be; <see cref="TakeBack"/> makes it what it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be; the same.</exception>
    internal void CommitOnTrial()
    {
        Finish();
        if (File.Exists(target))
        {
            string kept = Beside(target);
            File.Move(target, kept);
            replaced = kept;
        }

        File.Move(temporary, target);
        isOnTrial = true;
    }

    /// <summary>Puts back what was there before <see cref="CommitOnTrial"/>.</summary>
    /// <exception cref="IOException">It cannot be; the message says where it is.</exception>
    internal void TakeBack()
    {
        (string? kept, bool isThere) = (replaced, isOnTrial);
        (replaced, isOnTrial) = (null, false);
        try
        {
            if (kept is not null)
            {
                File.Move(kept, target, overwrite: true);
            }
            else if (isThere)
            {
                File.Delete(target);
            }
        }
        catch (Exception e) when (kept is not null && e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{target} could not be put back; what it was is in {kept}", e);
        }
    }

    /// <summary>Removes the temporary file, if it has not taken its place, and what was replaced.</summary>
    public void Dispose()
    {
        stream?.Dispose();
        stream = null;
        File.Delete(temporary);
        if (replaced is not null)
        {
            File.Delete(replaced);
            replaced = null;
        }
    }

    /// <summary>Not made of the target's name, which may be as long as a name can be.</summary>
    private static string Beside(string target)
    {
        return Path.Combine(Path.GetDirectoryName(target)!, $".sqnet-{Guid.NewGuid():N}.tmp");
    }

    private void Finish()
    {
        stream?.Dispose();
        stream = null;
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }
}
