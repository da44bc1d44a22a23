using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using SqueezeNet.Embedded.Host.Names;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>The board profiles of host-tools/boards, which this assembly carries.</summary>
public static class Boards
{
    private const string Prefix = "boards/";
    private const string Suffix = ".json";

    // The best known camera board, and sold beside those of the S3.
    private const string OtherChip = "ai-thinker-esp32-cam";

    /// <summary>Names of all profiles, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = Assembly
        .GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order(StringComparer.Ordinal)
        .ToList();

    /// <summary>The board that is meant where none is named.</summary>
    public static Board Default => Load("esp32-s3-octal-psram");

    /// <summary>A profile by its name.</summary>
    /// <exception cref="PlanningException">There is none of that name; the message says which there are.</exception>
    public static Board Load(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null)
        {
            throw new PlanningException(Missing(name));
        }

        using StreamReader reader = new(stream);
        return Board.Parse(reader.ReadToEnd());
    }

    private static string Missing(string name)
    {
        string known = $"there are {string.Join(", ", Names)}";
        if (name == OtherChip)
        {
            return $"'{name}' is an ESP32, not an ESP32-S3: it lacks the vector instructions, and no firmware is built "
                + $"for it; {known}";
        }

        string? near = NearestName.Of(name, Names);
        return $"there is no board '{name}'{(near is null ? string.Empty : $" (is '{near}' meant?)")}; {known}";
    }
}
