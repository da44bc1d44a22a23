using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CliWrap;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>Runs programs of others and reads what they print.</summary>
internal static class ToolProcess
{
    // esptool 5 moves the cursor about even in a pipe when TERM names a terminal; nanoff would ask the Internet.
    private static readonly Dictionary<string, string?> quiet = new()
    {
        ["NO_COLOR"] = "1",
        ["TERM"] = "dumb",
        ["PYTHONUNBUFFERED"] = "1",
        ["NANOFRAMEWORK_TELEMETRY_OPTOUT"] = "1",
    };

    /// <summary>Runs a program to its end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments; passed as they are, by no shell.</param>
    /// <param name="line">Told each line of both its outputs.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>Null if there is no such program.</returns>
    public static async Task<ToolResult?> TryRunAsync(
        string file, IEnumerable<string> arguments, Action<string>? line, CancellationToken cancellation)
    {
        StringBuilder output = new();
        object gate = new();
        PipeTarget target = PipeTarget.ToDelegate(text =>
        {
            string plain = PlainLine.Of(text);
            lock (gate)
            {
                output.AppendLine(plain);
                line?.Invoke(plain);
            }
        });
        try
        {
            CommandResult result = await Cli.Wrap(file)
                .WithArguments(arguments)
                .WithEnvironmentVariables(quiet)
                .WithStandardOutputPipe(target)
                .WithStandardErrorPipe(target)
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellation)
                .ConfigureAwait(false);
            return new ToolResult(result.ExitCode, output.ToString());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs a program that has been found.</summary>
    /// <exception cref="FlashingException">It is no longer there.</exception>
    public static async Task<ToolResult> RunAsync(
        ExternalTool tool, IEnumerable<string> arguments, Action<string>? line, CancellationToken cancellation)
    {
        return await TryRunAsync(tool.File, [.. tool.Prefix, .. arguments], line, cancellation).ConfigureAwait(false)
            ?? throw new FlashingException(
                FlashingCause.Environment, $"{tool.CommandLine} is no longer there. Install {tool.Name} again.");
    }
}
