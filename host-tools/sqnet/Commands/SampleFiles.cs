using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The card model with its labels and images, which the tool carries (models/cards).</summary>
internal static class SampleFiles
{
    private const string Prefix = "sample/";

    /// <summary>Their paths in the folder of the sample, with slashes, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = Assembly
        .GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..])
        .Order(StringComparer.Ordinal)
        .ToList();

    /// <summary>A file's bytes.</summary>
    public static byte[] Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"the tool lacks {name}");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
