using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Checks on the terminal and as JSON.</summary>
internal static class VerifyOutput
{
    public static void Write(Check[] checks, bool json)
    {
        if (json)
        {
            Json.Write(new { Valid = checks.All(check => check.Problem is null), Checks = checks });
            return;
        }

        foreach (Check check in checks)
        {
            if (check.Problem is null)
            {
                Terminal.Results.MarkupLineInterpolated($"[green]ok[/]      {check.Name}");
            }
            else
            {
                Terminal.Results.MarkupLineInterpolated($"[red]failed[/]  {check.Name}: {check.Problem}");
            }
        }
    }
}
