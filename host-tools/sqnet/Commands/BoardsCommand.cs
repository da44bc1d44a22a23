using System.CommandLine;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet boards: the boards that plan and build know.</summary>
internal static class BoardsCommand
{
    public static Command Create()
    {
        Command command = new("boards", "Lists the boards that --board knows, with their flash, slots and memory.");
        ExamplesHelp.Add(
            command,
            """
            sqnet boards
            sqnet boards --json
            """);
        Option<bool> json = Arguments.Json();
        command.AddAll(json);
        command.SetGuardedAction((parsed, _) => Run(parsed.GetValue(json)));
        return command;
    }

    public static int Run(bool json)
    {
        BoardsOutput.Write([.. Boards.Names.Select(Boards.Load)], json);
        return ExitCode.Success;
    }
}
