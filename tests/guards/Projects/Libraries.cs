using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>
/// The device's libraries: each list of tests/guards/Surface names its package and version in the first line, that of
/// the genuine mscorlib stands in Directory.Packages.props.
/// </summary>
internal static partial class Libraries
{
    private const string CoreLibrary = "nanoFramework.CoreLibrary";

    /// <summary>The package and version of every library, by its assembly's name.</summary>
    public static IReadOnlyDictionary<string, (string Id, string Version)> Packages { get; } =
        TestAssemblies.Libraries.ToDictionary(name => name, Read);

    private static (string Id, string Version) Read(string assembly)
    {
        return assembly == TestAssemblies.CoreLibrary ? (CoreLibrary, Restored(CoreLibrary)) : OfList(assembly);
    }

    private static string Restored(string package)
    {
        XElement packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Root!;
        return packages.Descendants("PackageVersion")
            .Single(item => item.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
    }

    private static (string Id, string Version) OfList(string assembly)
    {
        string list = Path.Combine(Repository.Root, "tests", "guards", "Surface", assembly, assembly + ".cs");
        Match match = FirstLine().Match(File.ReadLines(list).First());
        return (match.Groups["id"].Value, match.Groups["version"].Value);
    }

    [GeneratedRegex(@"^// (?<id>[\w.]+) (?<version>[\d.]+\d): ")]
    private static partial Regex FirstLine();
}
