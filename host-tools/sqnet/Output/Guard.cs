using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// Surrounds what commands do: files are checked before, and what is thrown becomes a message on standard error, with
/// --json an object on standard output too, and an exit code.
/// </summary>
internal static class Guard
{
    /// <summary>The option that asks for JSON.</summary>
    public const string JsonOption = "--json";

    /// <summary>Makes work a command's action.</summary>
    public static void SetGuardedAction(this Command command, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetGuardedAction((arguments, _, cancellation) => work(arguments, cancellation));
    }

    /// <summary>Makes work that does not wait a command's action.</summary>
    public static void SetGuardedAction(this Command command, Func<ParseResult, CancellationToken, int> work)
    {
        command.SetGuardedAction((arguments, _, cancellation) => work(arguments, cancellation));
    }

    /// <summary>Makes work that writes files, and does not wait, a command's action.</summary>
    public static void SetGuardedAction(
        this Command command, Func<ParseResult, OutputFiles, CancellationToken, int> work)
    {
        // On a thread of its own: Ctrl+C must not wait for work that never looks.
        command.SetGuardedAction((arguments, files, cancellation) =>
            Task.Run(() => work(arguments, files, cancellation), CancellationToken.None));
    }

    /// <summary>Makes work that writes files a command's action.</summary>
    public static void SetGuardedAction(
        this Command command, Func<ParseResult, OutputFiles, CancellationToken, Task<int>> work)
    {
        command.SetAction((arguments, cancellation) => Run(arguments, work, cancellation));
    }

    /// <summary>Says why a command fails.</summary>
    /// <returns>The exit code.</returns>
    public static int Fail(Failure failure, bool json)
    {
        Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {failure.Message}");
        if (json)
        {
            TryWrite(failure);
        }

        return failure.Code;
    }

    private static void TryWrite(Failure failure)
    {
        try
        {
            Json.WriteLine(new
            {
                Error = new
                {
                    failure.Code,
                    Kind = ExitCode.Kind(failure.Code),
                    failure.Message,
                    failure.File,
                },
            });
        }
        catch (IOException)
        {
            // Standard output is what fails; standard error has said so.
        }
    }

    private static async Task<int> Run(
        ParseResult parsed, Func<ParseResult, OutputFiles, CancellationToken, Task<int>> work,
        CancellationToken cancellation)
    {
        FilePlan plan = FilePlan.Of(parsed);
        try
        {
            plan.Check();
            using OutputFiles files = new();
            using CancellationTokenRegistration cancelled = cancellation.Register(files.Dispose);
            files.Prepare(plan);
            return await work(parsed, files, cancellation);
        }
        catch (Exception e)
        {
            Trace.Print(e);
            Failure failure = Failure.Of(e, plan.Subject);
            return Fail(failure, WantsJson(parsed));
        }
    }

    private static bool WantsJson(ParseResult parsed)
    {
        return parsed.CommandResult.Command.Options.OfType<Option<bool>>()
            .Any(option => option.Name == JsonOption && parsed.GetValue(option));
    }
}
