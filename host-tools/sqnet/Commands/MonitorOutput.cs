using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Consoles;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Lines of a console with what they mean.</summary>
internal static class MonitorOutput
{
    private const string Indent = "    ";

    public static void Write(ConsoleLine line, bool json)
    {
        if (json)
        {
            Json.WriteLine(new
            {
                line.Text,
                line.Cause?.Cause,
                line.Cause?.Remedy,
                line.State,
                line.Label,
            });
            return;
        }

        Terminal.Results.MarkupLine(Markup.Escape(line.Text));
        if (line.State is not null)
        {
            Terminal.Results.MarkupLine($"{Indent}[blue]{Markup.Escape(line.State)}[/]");
        }

        if (line.Cause is ConsoleCause cause)
        {
            Terminal.Results.MarkupLine($"{Indent}[yellow]cause:[/] {Markup.Escape(cause.Cause)}");
            Terminal.Results.MarkupLine($"{Indent}[yellow]remedy:[/] {Markup.Escape(cause.Remedy)}");
        }
    }
}
