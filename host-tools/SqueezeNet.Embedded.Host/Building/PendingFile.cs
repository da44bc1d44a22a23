using System;
using System.IO;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>
/// A file that is written beside its target and takes its place at once, or never. A target that is a link stays one:
/// what it leads to is replaced. A file that is replaced hands its permissions on.
/// </summary>
public sealed class PendingFile : IDisposable
{
    private readonly string target;
    private readonly string temporary;
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
        if (Directory.Exists(target))
        {
            throw new IOException($"{path}: this is a folder, not a file");
        }

        if (File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
        {
            throw new UnauthorizedAccessException($"{path}: this file is read-only");
        }

        // Not made of the target's name, which may be as long as a name can be.
        temporary = Path.Combine(Path.GetDirectoryName(target)!, $".sqnet-{Guid.NewGuid():N}.tmp");
        stream = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            PreallocationSize = expectedBytes,
        });
    }

    /// <summary>Writes all of the file; the target is as it was.</summary>
    /// <exception cref="IOException">There is no space.</exception>
    public void Write(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        FileStream open = stream ?? throw new ObjectDisposedException(nameof(PendingFile));
        open.Write(bytes);
        open.SetLength(bytes.Length);
        open.Flush(flushToDisk: true);
    }

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="IOException">It cannot be; what was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be; what was there is unchanged.</exception>
    public void Commit()
    {
        stream?.Dispose();
        stream = null;
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }

        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>Removes the temporary file, if it has not taken its place.</summary>
    public void Dispose()
    {
        stream?.Dispose();
        stream = null;
        File.Delete(temporary);
    }
}
