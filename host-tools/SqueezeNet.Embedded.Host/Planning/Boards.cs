using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>The board profiles of host-tools/boards, which this assembly carries.</summary>
public static class Boards
{
    private const string Prefix = "boards/";
    private const string Suffix = ".json";

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
    /// <exception cref="PlanningException">There is none of that name.</exception>
    public static Board Load(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null)
        {
            throw new PlanningException($"there is no board '{name}'; there are {string.Join(", ", Names)}");
        }

        using StreamReader reader = new(stream);
        return Board.Parse(reader.ReadToEnd());
    }
}
