using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>Espressif's esptool: where it may be installed.</summary>
public static partial class Esptool
{
    private static readonly Version oldest = new(4, 5);

    private static string Python => OperatingSystem.IsWindows() ? "python" : "python3";

    /// <summary>Finds it.</summary>
    /// <param name="given">The program or script that the user names; null to look where it usually is.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="FlashingException">It is not there, or too old.</exception>
    public static Task<ExternalTool> FindAsync(string? given, CancellationToken cancellation)
    {
        ToolSearch search = new("esptool", ["version"], Answer(), oldest, Remedy(given));
        IEnumerable<ToolCandidate> candidates = given is null ? Usual() : [ToolCandidate.Of(given, Python)];
        return search.FindAsync(candidates, cancellation);
    }

    private static string Remedy(string? given)
    {
        return (given is null ? string.Empty : $"{given} is none that answers with its version. ")
            + "Get it with: pipx install esptool (or pip install --upgrade esptool), or name it with --esptool PATH.";
    }

    private static IEnumerable<ToolCandidate> Usual()
    {
        yield return new ToolCandidate("esptool", []);
        yield return new ToolCandidate("esptool.py", []);
        yield return new ToolCandidate(Python, ["-m", "esptool"]);
        foreach (string python in IdfPythons().Where(File.Exists))
        {
            yield return new ToolCandidate(python, ["-m", "esptool"]);
        }
    }

    /// <summary>The Pythons that ESP-IDF's installer makes, the newest first.</summary>
    private static IEnumerable<string> IdfPythons()
    {
        string? active = Environment.GetEnvironmentVariable("IDF_PYTHON_ENV_PATH");
        if (!string.IsNullOrEmpty(active))
        {
            yield return In(active);
        }

        string tools = Environment.GetEnvironmentVariable("IDF_TOOLS_PATH")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".espressif");
        string environments = Path.Combine(tools, "python_env");
        if (Directory.Exists(environments))
        {
            foreach (string folder in Directory.GetDirectories(environments).OrderDescending(StringComparer.Ordinal))
            {
                yield return In(folder);
            }
        }
    }

    private static string In(string environment)
    {
        return OperatingSystem.IsWindows()
            ? Path.Combine(environment, "Scripts", "python.exe")
            : Path.Combine(environment, "bin", "python");
    }

    [GeneratedRegex(@"^esptool(\.py)? v(?<version>\d+\.\d+(\.\d+)?)", RegexOptions.Multiline)]
    private static partial Regex Answer();
}
