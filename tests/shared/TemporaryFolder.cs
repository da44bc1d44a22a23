using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests;

/// <summary>A folder that is gone at the end of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("sqnet-test-").FullName;

    /// <summary>The path that a file has, or would have, in the folder.</summary>
    public string File(string name)
    {
        return System.IO.Path.Combine(Path, name);
    }

    /// <summary>Writes a file, making the folders on its way.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, byte[] bytes)
    {
        string file = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>Writes a text file in UTF-8, making the folders on its way.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string text)
    {
        return Write(name, System.Text.Encoding.UTF8.GetBytes(text));
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
    }
}
