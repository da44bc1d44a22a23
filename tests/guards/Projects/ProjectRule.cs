using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>Where a device project's sources are.</summary>
/// <param name="Project">The project's file name without .nfproj.</param>
/// <param name="Sources">The folder of its sources as seen from the project; it may have more beside it.</param>
/// <param name="Excluded">Folders of the sources that it does not compile.</param>
internal sealed record ProjectRule(string Project, string Sources, params string[] Excluded)
{
    private static readonly ProjectRule[] rules =
    [
        new("SqueezeNet.Embedded.Native", "../../SqueezeNet.Embedded.Native"),
        new("SqueezeNet.Embedded", "../../SqueezeNet.Embedded", "Desktop"),
        new("CameraNode", "../../CameraNode", "Desktop"),
        new("Tests", "../../../tests/firmware/Shared"),
    ];

    /// <summary>The rule of a project; one that is not named has its sources beside it.</summary>
    public static ProjectRule Of(string project)
    {
        return rules.FirstOrDefault(rule => rule.Project == project) ?? new ProjectRule(project, ".");
    }

    /// <summary>The files that a project with this rule compiles.</summary>
    /// <param name="files">Files of the project's folder and of its sources.</param>
    public IEnumerable<string> Compiled(IEnumerable<string> files)
    {
        return files.Where(file =>
            !Excluded.Any(folder => file.StartsWith($"{Sources}/{folder}/", StringComparison.Ordinal)));
    }

    /// <summary>What a file from elsewhere is called in the project, null for one of its own folder.</summary>
    public string? Link(string file)
    {
        return file.StartsWith(Sources + "/", StringComparison.Ordinal) ? file[(Sources.Length + 1)..] : null;
    }
}
