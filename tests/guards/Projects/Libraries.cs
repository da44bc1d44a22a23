using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>The libraries of tests/guards/Surface: each list's first line names its package and version.</summary>
internal static partial class Libraries
{
    /// <summary>The package and version of every library, by its assembly's name.</summary>
    public static IReadOnlyDictionary<string, (string Id, string Version)> Packages { get; } =
        TestAssemblies.Libraries.ToDictionary(name => name, Read);

    private static (string Id, string Version) Read(string assembly)
    {
        string list = Path.Combine(Repository.Root, "tests", "guards", "Surface", assembly, assembly + ".cs");
        Match match = FirstLine().Match(File.ReadLines(list).First());
        return (match.Groups["id"].Value, match.Groups["version"].Value);
    }

    [GeneratedRegex(@"^// (?<id>[\w.]+) (?<version>[\d.]+\d): ")]
    private static partial Regex FirstLine();
}
