using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Provenance lines of a blob (SPEC 5.8), in order.</summary>
public sealed class BlobMeta
{
    private readonly List<KeyValuePair<string, string>> lines = [];

    /// <summary>Adds a line. Line ends in the value become spaces.</summary>
    public BlobMeta Add(string key, string value)
    {
        lines.Add(new(key, value.Replace('\n', ' ').Replace('\r', ' ')));
        return this;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return string.Concat(lines.ConvertAll(line => $"{line.Key}={line.Value}\n"));
    }

    /// <summary>The lines of a blob by their keys.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string meta)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string line in meta.Split('\n'))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                values[line[..equals]] = line[(equals + 1)..];
            }
        }

        return values;
    }
}
