using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>Compares a device project with its folder, with its packages, and with what the tests compiled of it.</summary>
internal static partial class ProjectCheck
{
    private const string TestFramework = "nanoFramework.TestFramework";

    /// <summary>What the tests compile with; other settings give other methods, and so another native checksum.</summary>
    private static readonly (string Property, string Value)[] settings =
    [
        ("LangVersion", "9.0"),
        ("Nullable", "enable"),
    ];

    /// <summary>One line for each difference, with what to do.</summary>
    /// <param name="project">The project.</param>
    /// <param name="used">The libraries that its code references when the tests compile it.</param>
    public static IReadOnlyList<string> Differences(NanoProject project, IEnumerable<string> used)
    {
        return [.. Files(project), .. References(project), .. Packages(project), .. Used(project, used), .. Settings(project)];
    }

    /// <summary>The same for a package description, which names the packages that a project needs.</summary>
    public static IReadOnlyList<string> Differences(NanoProject project, XElement nuspec)
    {
        (string Id, string Version)[] dependencies =
        [
            .. nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value)),
        ];
        return
        [
            .. project.Packages.Except(dependencies).Select(p => $"the .nuspec lacks the dependency {p.Id} {p.Version}"),
            .. dependencies.Except(project.Packages).Select(d => $"packages.config lacks {d.Id} {d.Version} of the .nuspec"),
        ];
    }

    private static IEnumerable<string> Files(NanoProject project)
    {
        string[] needed = [.. ProjectRule.Of(project.Name).Compiled(project.Files)];
        IReadOnlyList<string> compiled = project.Compiled;
        IEnumerable<string> own = compiled.Where(file => !file.StartsWith("../", StringComparison.Ordinal));
        return needed.Except(compiled).Select(file => $"add <Compile Include=\"{file.Replace('/', '\\')}\" />")
            .Concat(own.Except(needed).Select(file => $"remove {file}: it is not there, or not for this project"))
            .Concat(compiled.Where(file => file.Contains('*')).Select(file => $"list the files of {file}"))
            .Concat(compiled.GroupBy(file => file).Where(g => g.Count() > 1).Select(g => $"{g.Key} is there {g.Count()} times"));
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
                yield return $"reference {assembly} is in {match.Groups["folder"].Value}, packages.config has no such package";
            }
        }
    }

    private static IEnumerable<string> Packages(NanoProject project)
    {
        Dictionary<string, string> versions = Libraries.Packages.Values.Distinct().ToDictionary(p => p.Id, p => p.Version);
        string hints = string.Join('\n', project.References.Select(reference => reference.Hint));
        foreach ((string id, string version) in project.Packages)
        {
            if (versions.TryGetValue(id, out string? listed) && listed != version)
            {
                yield return $"package {id} {version}: the list in tests/guards/Surface is of {listed}";
            }
            else if (listed is null && id != TestFramework)
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
            .Select(assembly => $"the code uses {assembly}: reference it, from package {Libraries.Packages[assembly].Id}");
    }

    private static IEnumerable<string> Settings(NanoProject project)
    {
        return settings
            .Where(setting => project.Property(setting.Property) != setting.Value)
            .Select(setting => $"set <{setting.Property}>{setting.Value}</{setting.Property}>, as tests/guards/Device does");
    }

    [GeneratedRegex(@"(^|/)packages/(?<folder>[^/]+)/lib/([^/]+/)?(?<dll>[^/]+)\.dll$")]
    private static partial Regex Hint();
}
