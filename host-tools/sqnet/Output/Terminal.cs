using System;
using System.IO;
using Spectre.Console;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>The consoles for people: results on standard output, progress and errors on standard error.</summary>
internal static class Terminal
{
    // Wider than any line.
    private const int PlainWidth = 1 << 16;

    private static (TextWriter Writer, IAnsiConsole Console)? results;
    private static (TextWriter Writer, IAnsiConsole Console)? errors;

    public static IAnsiConsole Results => Over(Console.Out, Console.IsOutputRedirected, ref results);

    public static IAnsiConsole Errors => Over(Console.Error, Console.IsErrorRedirected, ref errors);

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

    /// <summary>Made anew when standard output or error is another writer than before, as in tests.</summary>
    private static IAnsiConsole Over(
        TextWriter writer, bool redirected, ref (TextWriter Writer, IAnsiConsole Console)? made)
    {
        if (made?.Writer != writer)
        {
            made = (writer, Create(writer, redirected));
        }

        return made.Value.Console;
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
        for (int i = 0; i < columns.Length; i++)
        {
            // Two spaces between columns: the widest table fits a terminal of 80.
            int right = i < columns.Length - 1 ? 1 : 0;
            table.AddColumn(new TableColumn(Markup.Escape(columns[i])) { Padding = new Padding(0, 0, right, 0) });
        }

        return table;
    }
}
