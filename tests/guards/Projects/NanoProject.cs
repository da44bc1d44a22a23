using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>A device project: an .nfproj, the packages.config beside it, and the files of its folder.</summary>
internal sealed partial class NanoProject
{
    private readonly XElement project;
    private readonly XElement? packages;

    private NanoProject(string name, XElement project, XElement? packages, IReadOnlyList<string> files)
    {
        this.project = project;
        this.packages = packages;
        Name = name;
        Files = files;
    }

    /// <summary>The project's file name without .nfproj.</summary>
    public string Name { get; }

    /// <summary>
    /// C# files of the folder and of the folder of sources, with slashes, without what the build makes.
    /// </summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>C# files that the project compiles and what they are called there, with slashes.</summary>
    public IReadOnlyList<(string File, string? Link)> Compiled =>
    [
        .. Elements("Compile").Select(item => (
            Slashes(item.Attribute("Include")!.Value),
            item.Attribute("Link") is XAttribute link ? Slashes(link.Value) : null)),
    ];

    /// <summary>Libraries that the project references and where it expects them; not other projects of ours.</summary>
    public IReadOnlyList<(string Assembly, string Hint)> References =>
    [
        .. Elements("Reference").Select(reference => (
            reference.Attribute("Include")!.Value.Split(',')[0].Trim(),
            Slashes(reference.Elements()
                .FirstOrDefault(child => child.Name.LocalName == "HintPath")?.Value ?? string.Empty))),
    ];

    /// <summary>Packages and versions in packages.config; those for development only are not for the device.</summary>
    public IReadOnlyList<(string Id, string Version, bool Device)> Packages =>
    [
        .. (packages?.Elements() ?? []).Select(package => (
            package.Attribute("id")!.Value,
            package.Attribute("version")!.Value,
            package.Attribute("developmentDependency")?.Value != "true")),
    ];

    /// <summary>Reads a project from its folder.</summary>
    public static NanoProject Read(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        string folder = Path.GetDirectoryName(path)!;
        string sources = Path.Combine(folder, ProjectRule.Of(name).Sources);
        string config = Path.Combine(folder, "packages.config");
        IEnumerable<string> files = new[] { folder, sources }
            .SelectMany(root => Directory.EnumerateFiles(Path.GetFullPath(root), "*.cs", SearchOption.AllDirectories))
            .Select(file => Slashes(Path.GetRelativePath(folder, file)))
            .Where(file => !MadeByBuild().IsMatch(file));
        return new NanoProject(
            name,
            XDocument.Load(path).Root!,
            File.Exists(config) ? XDocument.Load(config).Root : null,
            [.. files.Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Takes a project that is not on disk.</summary>
    public static NanoProject Parse(string name, string project, string packages, params string[] files)
    {
        return new NanoProject(name, XElement.Parse(project), XElement.Parse(packages), files);
    }

    /// <summary>A property of the project, null if it is not set.</summary>
    public string? Property(string name)
    {
        return Elements(name).LastOrDefault()?.Value.Trim();
    }

    private static string Slashes(string path)
    {
        return path.Replace('\\', '/');
    }

    private IEnumerable<XElement> Elements(string name)
    {
        return project.Descendants().Where(element => element.Name.LocalName == name);
    }

    [GeneratedRegex("(^|/)(bin|obj|packages)/")]
    private static partial Regex MadeByBuild();
}
