using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>
/// Compares a device project with its folder, with its packages, and with what the tests compiled of it.
/// </summary>
internal static partial class ProjectCheck
{
    /// <summary>
    /// What the tests compile with; other settings give other methods, and so another native checksum.
    /// </summary>
    private static readonly (string Property, string? Value)[] settings =
    [
        ("LangVersion", "9.0"),
        ("Nullable", null),
    ];

    /// <summary>One line for each difference, with what to do.</summary>
    /// <param name="project">The project.</param>
    /// <param name="used">The libraries that its code references when the tests compile it.</param>
    public static IReadOnlyList<string> Differences(NanoProject project, IEnumerable<string> used)
    {
        return [.. Files(project), .. References(project), .. Packages(project), .. Used(project, used),
            .. Settings(project)];
    }

    /// <summary>The same for a package description, which names the packages that a project needs.</summary>
    public static IReadOnlyList<string> Differences(NanoProject project, XElement nuspec)
    {
        (string Id, string Version)[] dependencies =
        [
            .. nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value)),
        ];
        (string Id, string Version)[] packages =
        [
            .. project.Packages.Where(package => package.Device).Select(package => (package.Id, package.Version)),
        ];
        return
        [
            .. packages.Except(dependencies).Select(p => $"the .nuspec lacks the dependency {p.Id} {p.Version}"),
            .. dependencies.Except(packages).Select(d => $"packages.config lacks {d.Id} {d.Version} of the .nuspec"),
        ];
    }

    private static IEnumerable<string> Files(NanoProject project)
    {
        ProjectRule rule = ProjectRule.Of(project.Name);
        string[] needed = [.. rule.Compiled(project.Files)];
        string[] compiled = [.. project.Compiled.Select(item => item.File)];
        IEnumerable<string> links = project.Compiled
            .Where(item => item.Link != rule.Link(item.File) && item.File != item.Link)
            .Select(item => $"{item.File} must have Link=\"{rule.Link(item.File)?.Replace('/', '\\')}\"");
        return needed.Except(compiled).Select(file => "add " + Element(rule, file))
            .Concat(compiled.Except(needed).Select(file => $"remove {file}: it is not there, or not for this project"))
            .Concat(compiled.Where(file => file.Contains('*')).Select(file => $"list the files of {file}"))
            .Concat(compiled.GroupBy(file => file).Where(g => g.Count() > 1)
                .Select(g => $"{g.Key} is there {g.Count()} times"))
            .Concat(links);
    }

    private static string Element(ProjectRule rule, string file)
    {
        string link = rule.Link(file) is string name ? $" Link=\"{name}\"" : string.Empty;
        return $"<Compile Include=\"{file}\"{link} />".Replace('/', '\\').Replace("\\>", "/>");
    }

    private static IEnumerable<string> References(NanoProject project)
    {
        string[] folders = [.. project.Packages.Select(package => $"{package.Id}.{package.Version}")];
        foreach ((string assembly, string hint) in project.References)
        {
            Match match = Hint().Match(hint);
            if (!match.Success)
            {
                yield return $"reference {assembly} has no HintPath to packages/.../lib/{assembly}.dll, but '{hint}'";
            }
            else if (match.Groups["dll"].Value != assembly)
            {
                yield return $"reference {assembly} points at {match.Groups["dll"].Value}.dll";
            }
            else if (!folders.Contains(match.Groups["folder"].Value))
            {
                yield return $"reference {assembly} is in {match.Groups["folder"].Value}, "
                    + "packages.config has no such package";
            }
        }
    }

    private static IEnumerable<string> Packages(NanoProject project)
    {
        Dictionary<string, string> versions =
            Libraries.Packages.Values.Distinct().ToDictionary(p => p.Id, p => p.Version);
        string hints = string.Join('\n', project.References.Select(reference => reference.Hint));
        foreach ((string id, string version, bool _) in project.Packages)
        {
            if (versions.TryGetValue(id, out string? listed) && listed != version)
            {
                yield return $"package {id} {version}: the list in tests/guards/Surface is of {listed}";
            }
            else if (listed is null)
            {
                yield return $"package {id}: there is no list of what it offers in tests/guards/Surface";
            }

            if (!hints.Contains($"/{id}.{version}/"))
            {
                yield return $"package {id} {version} is referenced nowhere in the project";
            }
        }
    }

    private static IEnumerable<string> Used(NanoProject project, IEnumerable<string> used)
    {
        return used.Except(project.References.Select(reference => reference.Assembly))
            .Where(Libraries.Packages.ContainsKey)
            .Select(assembly =>
                $"the code uses {assembly}: reference it, from package {Libraries.Packages[assembly].Id}");
    }

    private static IEnumerable<string> Settings(NanoProject project)
    {
        return settings
            .Where(setting => project.Property(setting.Property) != setting.Value)
            .Select(setting => $"{setting.Property} must be {setting.Value ?? "absent"}, as in tests/guards/Device");
    }

    [GeneratedRegex(@"(^|/)packages/(?<folder>[^/]+)/lib/([^/]+/)?(?<dll>[^/]+)\.(dll|exe)$")]
    private static partial Regex Hint();
}
