using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet verify: whether a blob may be trusted.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        Command command = new(
            "verify",
            "Checks a blob: structure, CRC, the proof that no accumulator saturates, and the golden vectors "
            + "with the native and the managed engine. Exits with 0, or with 1 and the reason.")
        {
            blob, json,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet verify cards.sqnt && echo flash it
            """);
        command.SetGuardedAction((arguments, _) =>
        {
            byte[] bytes = Arguments.ReadBlob(arguments.GetRequiredValue(blob));
            Check[] checks = Verify(bytes);
            Report(checks, arguments.GetValue(json));
            return Task.FromResult(checks.All(check => check.Problem is null) ? ExitCode.Success : ExitCode.Negative);
        });
        return command;
    }

    private static Check[] Verify(byte[] bytes)
    {
        Check structure = Try("structure and CRC", () => Blob.Open(bytes));
        if (structure.Problem is not null)
        {
            return [structure];
        }

        Check proof = Try("no accumulator saturates", () => Blob.Open(bytes, OpenChecks.Proof));
        string vectors = $"{Blob.Open(bytes).GoldenVectors} golden vectors";
        return
        [
            structure,
            proof,
            Try($"{vectors}, native engine", () => SelfTest(bytes, Backend.Native)),
            Try($"{vectors}, managed engine", () => SelfTest(bytes, Backend.Managed)),
        ];
    }

    private static void SelfTest(byte[] bytes, Backend backend)
    {
        using Network network = Network.Open(bytes, backend);
        network.SelfTest();
    }

    private static Check Try(string name, Action check)
    {
        try
        {
            check();
            return new Check(name, null);
        }
        catch (ModelException e)
        {
            return new Check(name, e.Message);
        }
    }

    private static void Report(Check[] checks, bool json)
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

    /// <summary>One check; no problem means it holds.</summary>
    private sealed record Check(string Name, string? Problem);
}
