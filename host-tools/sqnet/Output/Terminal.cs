using System;
using System.IO;
using Spectre.Console;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>The consoles for people: results on standard output, progress and errors on standard error.</summary>
internal static class Terminal
{
    // Wider than any line.
    private const int PlainWidth = 1 << 16;

    public static IAnsiConsole Results { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Errors { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Says what is worth knowing, beside the results.</summary>
    public static void Note(string text)
    {
        Errors.MarkupLineInterpolated($"[yellow]note:[/] {text}");
    }

    /// <summary>Says what is probably wrong.</summary>
    public static void Warn(string text)
    {
        Errors.MarkupLineInterpolated($"[yellow]warning:[/] {text}");
    }

    /// <summary>A file or pipe gets plain text without a terminal's width.</summary>
    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        console.Profile.Width = redirected ? PlainWidth : console.Profile.Width;
        return console;
    }

    /// <summary>A table in the style all commands share.</summary>
    public static Table Table(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            table.AddColumn(Markup.Escape(column));
        }

        return table;
    }
}
