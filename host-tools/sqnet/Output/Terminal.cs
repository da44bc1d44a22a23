using System;
using System.Threading.Tasks;
using Spectre.Console;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>The consoles for people: results on standard output, progress and errors on standard error.</summary>
internal static class Terminal
{
    public static IAnsiConsole Results => AnsiConsole.Console;

    public static IAnsiConsole Errors { get; } =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Runs work with a progress bar; without one when standard error is no terminal.</summary>
    /// <param name="work">Is given what takes (title, done, total).</param>
    public static async Task<T> WithProgress<T>(Func<Action<string, int, int>, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await Task.Run(() => work((_, _, _) => { }));
        }

        return await Errors.Progress().AutoClear(true).HideCompleted(false).StartAsync(context => Task.Run(() =>
        {
            ProgressTask task = context.AddTask("starting");
            return work((title, done, total) =>
            {
                task.Description = Markup.Escape(title);
                task.MaxValue = total;
                task.Value = done;
            });
        }));
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
