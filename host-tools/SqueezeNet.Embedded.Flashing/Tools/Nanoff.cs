using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>nanoFramework's firmware flasher: where it may be installed.</summary>
public static partial class Nanoff
{
    private const string Remedy = "Get it with: dotnet tool install -g nanoff (or dotnet tool update -g nanoff).";

    // From here on files and networks can be deployed.
    private static readonly Version oldest = new(2, 5);

    /// <summary>Finds it.</summary>
    /// <param name="given">The program that the user names; null to look where it usually is.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="FlashingException">It is not there, or too old.</exception>
    public static Task<ExternalTool> FindAsync(string? given, CancellationToken cancellation)
    {
        ToolSearch search = new("nanoff", ["--version"], Answer(), oldest, Remedy);
        return search.FindAsync(given is null ? Usual() : [new ToolCandidate(given, [])], cancellation);
    }

    private static IEnumerable<ToolCandidate> Usual()
    {
        yield return new ToolCandidate("nanoff", []);

        // dotnet tool install -g, in a shell that was opened before.
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return new ToolCandidate(Path.Combine(home, ".dotnet", "tools", "nanoff"), []);
    }

    [GeneratedRegex(@"(nanoff |Firmware Flasher v)(?<version>\d+\.\d+(\.\d+)?)")]
    private static partial Regex Answer();
}
