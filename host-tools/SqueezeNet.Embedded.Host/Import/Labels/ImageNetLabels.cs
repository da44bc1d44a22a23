using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Text;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>
/// Names of the 1000 classes of ImageNet's challenge of 2012, in the order in which published networks number them:
/// that of their WordNet numbers. One short name a class, no two alike.
/// </summary>
public static class ImageNetLabels
{
    /// <summary>What stands for them in the place of a file of labels.</summary>
    public const string Name = "imagenet";

    /// <summary>What their file is called beside a downloaded model.</summary>
    public const string FileName = "imagenet-labels.txt";

    private const string Resource = "imagenet-1k.txt";

    private static readonly Lazy<byte[]> file = new(Read);

    private static readonly Lazy<string[]> names =
        new(() => Encoding.UTF8.GetString(file.Value).TrimEnd().Split('\n', StringSplitOptions.TrimEntries));

    /// <summary>One name a class.</summary>
    public static IReadOnlyList<string> Texts => names.Value;

    /// <summary>The same as a file: a name a line.</summary>
    public static ReadOnlyMemory<byte> File => file.Value;

    private static byte[] Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the assembly lacks {Resource}");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
