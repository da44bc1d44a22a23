using System;
using System.CommandLine;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet completion: what makes a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        Command command = new(
            "completion", "Prints a script that makes a shell complete commands, options and their values.");
        Argument<string> shell = new("SHELL") { Description = $"Which shell: {string.Join(", ", Shells())}." };
        shell.AcceptOnlyFromAmong(Shells()).As(PathRole.Text);
        command.AddAll(shell);
        ExamplesHelp.Add(
            command,
            """
            eval "$(sqnet completion bash)"
            sqnet completion zsh > ~/.zfunc/_sqnet
            sqnet completion fish > ~/.config/fish/completions/sqnet.fish
            sqnet completion pwsh | Out-String | Invoke-Expression
            """);
        command.SetGuardedAction((parsed, _) =>
        {
            Console.Out.Write(CompletionScripts.All[parsed.GetRequiredValue(shell)]);
            return ExitCode.Success;
        });
        return command;
    }

    private static string[] Shells() => [.. CompletionScripts.All.Keys.Order()];
}
