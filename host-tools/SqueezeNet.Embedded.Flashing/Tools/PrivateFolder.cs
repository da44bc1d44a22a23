using System;
using System.IO;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>A folder for files that programs of others read and no other user can; it goes when disposed.</summary>
internal sealed class PrivateFolder : IDisposable
{
    // The system makes it for its owner only.
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-");

    /// <summary>A path in it.</summary>
    public string File(string name)
    {
        return Path.Combine(folder.FullName, name);
    }

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        string path = File(name);
        using FileStream stream = new(path, options);
        stream.Write(bytes);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        folder.Delete(recursive: true);
    }
}
