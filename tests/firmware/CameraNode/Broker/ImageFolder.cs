using System;
using System.IO;
using System.Text;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>A folder with a model and images, for as long as a test runs.</summary>
internal sealed class ImageFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-images-");

    public ImageFolder()
    {
        Directory.CreateDirectory(Frames);
        File.WriteAllBytes(Blob, CatsAndDogs.Blob);
    }

    public string Blob => Path.Combine(folder.FullName, "model.sqnt");

    public string Frames => Path.Combine(folder.FullName, "frames");

    /// <summary>Writes a frame as PPM.</summary>
    public ImageFolder Add(string name, Frame frame)
    {
        byte[] head = Encoding.ASCII.GetBytes($"P6\n{frame.Width} {frame.Height}\n255\n");
        return Add(name, [.. head, .. frame.Pixels]);
    }

    /// <summary>Writes any file.</summary>
    public ImageFolder Add(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(Frames, name), bytes);
        return this;
    }

    public void Dispose()
    {
        folder.Delete(true);
    }
}
