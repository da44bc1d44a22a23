using System;
using System.IO;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>Writes files that are there as a whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes a file; one that is there already is replaced at once.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, byte[] bytes)
    {
        using PendingFile file = new(path);
        file.Write(bytes);
        file.Commit();
    }
}
