using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>Which folders a device project leaves out.</summary>
/// <param name="Project">The project's file name without .nfproj.</param>
/// <param name="Folders">Folders that it does not compile.</param>
internal sealed record ProjectRule(string Project, params string[] Folders)
{
    private static readonly ProjectRule[] rules =
    [
        new("SqueezeNet.Embedded", "Desktop", "Managed"),
        new("SqueezeNet.Embedded.Emulator", "Desktop", "Device"),
        new("CameraNode", "Desktop"),
    ];

    /// <summary>The rule of a project; one that is not named leaves nothing out.</summary>
    public static ProjectRule Of(string project)
    {
        return rules.FirstOrDefault(rule => rule.Project == project) ?? new ProjectRule(project);
    }

    /// <summary>The files that a project with this rule compiles.</summary>
    public IEnumerable<string> Compiled(IEnumerable<string> files)
    {
        return files.Where(file => !Folders.Any(folder => file.StartsWith(folder + "/", System.StringComparison.Ordinal)));
    }
}
