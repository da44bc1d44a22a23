using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet inspect: what a blob holds and what it needs.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Command command = new(
            "inspect",
            "Shows what a blob holds and what it needs: RAM, flash, multiply-accumulates, stage by stage.");
        ExamplesHelp.Add(
            command,
            """
            sqnet inspect cards.sqnt
            sqnet inspect cards.sqnt --json
            """);
        Func<ParseResult, InspectOptions> read = InspectOptions.AddTo(command);
        command.SetGuardedAction((parsed, _) => Run(read(parsed)));
        return command;
    }

    public static int Run(InspectOptions options)
    {
        BlobSummary summary = Arguments.OpenBlob(options.Blob, bytes => BlobSummary.Of(Blob.Open(bytes)));
        if (options.Json)
        {
            Json.Write(summary);
        }
        else
        {
            InspectOutput.Print(summary);
        }

        return ExitCode.Success;
    }
}
