using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>A folder that disappears with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-import-");

    public string File(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
