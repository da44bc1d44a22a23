using System;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Tests.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Training.Photos;

/// <summary>A folder of small photos, none like another but where it is meant.</summary>
internal sealed class PhotoFolder : IDisposable
{
    private const int Side = 32;

    private readonly TemporaryFolder folder = new();
    private ulong made;

    public string Path => folder.Path;

    /// <summary>A photo of its own for every seed: blocks of random brightness.</summary>
    public static RgbImage Image(ulong seed)
    {
        SeededRandom random = new(seed);
        byte[] blocks = new byte[Side * Side / 16];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = (byte)random.Below(256);
        }

        return Pixels.Image(Side, Side, (x, y) =>
        {
            byte value = blocks[(y / 4 * (Side / 4)) + (x / 4)];
            return [value, value, value];
        });
    }

    /// <summary>Adds photos "LABEL/NAME.ppm", each another.</summary>
    public PhotoFolder Add(string label, params string[] names)
    {
        foreach (string name in names)
        {
            Write($"{label}/{name}.ppm", Image(++made));
        }

        return this;
    }

    /// <summary>Adds photos 1, 2, 3 ... of a class.</summary>
    public PhotoFolder Add(string label, int count)
    {
        for (int i = 1; i <= count; i++)
        {
            Add(label, $"{i}");
        }

        return this;
    }

    public string Write(string name, RgbImage image)
    {
        return folder.Write(name, Pixels.Ppm(image));
    }

    public string Write(string name, byte[] bytes)
    {
        return folder.Write(name, bytes);
    }

    public string File(string name)
    {
        return folder.File(name);
    }

    public PhotoSet Read(PhotoOptions? options = null)
    {
        return PhotoSet.Read(Path, options);
    }

    public void Dispose()
    {
        folder.Dispose();
    }
}
