using System;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// Shows progress on standard error: a bar on a terminal, else a plain line every few seconds, so that short work says
/// nothing.
/// </summary>
internal static class ProgressDisplay
{
    // So that what is being done fits beside it on 80 columns.
    private const int BarWidth = 16;

    private static readonly TimeSpan lines = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan refresh = TimeSpan.FromSeconds(0.2);

    /// <summary>Runs work and shows how far it has come.</summary>
    /// <param name="command">What is running, for people.</param>
    public static Task<T> Run<T>(string command, Func<CommandProgress, T> work)
    {
        return RunAsync(command, progress => Task.FromResult(work(progress)));
    }

    /// <summary>Runs work that waits and shows how far it has come.</summary>
    public static async Task<T> RunAsync<T>(string command, Func<CommandProgress, Task<T>> work)
    {
        CommandProgress progress = new(command, TimeProvider.System);
        return Console.IsErrorRedirected
            ? await WithLines(progress, () => work(progress))
            : await WithBar(progress, () => work(progress));
    }

    private static async Task<T> WithLines<T>(CommandProgress progress, Func<Task<T>> work)
    {
        // A line at a time: Console.Error takes care of that.
        await using Timer timer = new(_ => Console.Error.WriteLine(progress.Line()), null, lines, lines);
        return await Task.Run(work);
    }

    private static async Task<T> WithBar<T>(CommandProgress progress, Func<Task<T>> work)
    {
        return await Terminal.Errors.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(progress.Line()), maxValue: 1);
                await using Timer timer = new(
                    _ =>
                    {
                        bar.Description = Markup.Escape(progress.Line());
                        bar.Value = progress.Share;
                    },
                    null, TimeSpan.Zero, refresh);
                return await Task.Run(work);
            });
    }
}
