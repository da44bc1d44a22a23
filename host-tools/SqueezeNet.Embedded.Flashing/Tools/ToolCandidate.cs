using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>A way in which a program may be installed.</summary>
/// <param name="File">What is started.</param>
/// <param name="Prefix">Arguments before all others.</param>
internal sealed record ToolCandidate(string File, IReadOnlyList<string> Prefix)
{
    /// <summary>A program or, by its ending, a script of Python.</summary>
    public static ToolCandidate Of(string file, string python)
    {
        return file.EndsWith(".py", System.StringComparison.OrdinalIgnoreCase)
            ? new ToolCandidate(python, [file])
            : new ToolCandidate(file, []);
    }
}
