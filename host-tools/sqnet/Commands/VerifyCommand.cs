using System;
using System.CommandLine;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet verify: whether a blob may be trusted.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Command command = new(
            "verify",
            "Checks a blob: structure, CRC, the proof that no accumulator saturates, and the golden vectors "
            + "with every engine of this machine. Exits with 0, or with 1 and the reason.");
        ExamplesHelp.Add(
            command,
            """
            sqnet verify cards.sqnt && echo flash it
            """);
        Func<ParseResult, VerifyOptions> read = VerifyOptions.AddTo(command);
        command.SetGuardedAction((parsed, _) => Run(read(parsed)));
        return command;
    }

    public static int Run(VerifyOptions options)
    {
        Check[] checks = Verify(Arguments.ReadBlob(options.Blob));
        VerifyOutput.Write(checks, options.Json);
        int failed = checks.Count(check => check.Problem is not null);
        if (failed > 0)
        {
            Terminal.Errors.MarkupLineInterpolated(
                $"[red]error:[/] {options.Blob}: {failed} of {checks.Length} checks failed.");
        }

        return failed == 0 ? ExitCode.Success : ExitCode.Negative;
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
        if (!DesktopEngine.IsNative)
        {
            Terminal.Note("the native engine is not installed here: the vector engine instead");
        }

        Check[] native = DesktopEngine.IsNative
            ? [Try($"{vectors}, native engine", () => SelfTest(bytes, Backend.Native))]
            : [];
        return
        [
            structure,
            proof,
            .. native,
            Try($"{vectors}, vector engine", () => SelfTest(bytes, Backend.Vector)),
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
}
