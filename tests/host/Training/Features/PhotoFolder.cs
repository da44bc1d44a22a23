using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Training.Features;

/// <summary>Photos in a temporary folder.</summary>
internal sealed class PhotoFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PhotoFolder(SqueezeNetModel model, int count)
    {
        List<RgbImage> scenes = TinyModels.Scenes(model, count, 5);
        Set = new PhotoSet(folder.Path, ["a"], [.. scenes.Select((scene, i) => Add($"{i:00}.ppm", scene))]);
    }

    public PhotoSet Set { get; }

    public string Cache => folder.File("cache");

    /// <summary>Files with features.</summary>
    public string[] Kept()
    {
        return Directory.Exists(Cache) ? Directory.GetFiles(Cache, "*", SearchOption.AllDirectories) : [];
    }

    public void Dispose() => folder.Dispose();

    private Photo Add(string name, RgbImage image)
    {
        byte[] head = System.Text.Encoding.ASCII.GetBytes($"P6 {image.Width} {image.Height} 255\n");
        byte[] bytes = [.. head, .. image.Pixels];
        return new Photo(folder.Write(name, bytes), 0, 0, Convert.ToHexString(SHA256.HashData(bytes)));
    }
}
