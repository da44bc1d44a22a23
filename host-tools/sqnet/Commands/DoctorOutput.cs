using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Diagnosis;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Findings on the terminal, each as soon as it is there, and as JSON.</summary>
internal static class DoctorOutput
{
    // The longest name of a finding, and a space.
    private const int Column = 12;

    public static void Write(Finding finding)
    {
        string mark = finding.IsThere ? "[green]ok[/]     " : "[red]missing[/]";
        Terminal.Results.MarkupLine($"{mark}  {finding.Name.PadRight(Column)}{Markup.Escape(finding.What)}");
        if (finding.Remedy is not null)
        {
            Terminal.Results.MarkupLine($"         {Markup.Escape(finding.Remedy)}");
        }
    }

    public static object ToJson(Finding finding)
    {
        return new { finding.Name, finding.IsThere, finding.What, finding.Remedy };
    }
}
