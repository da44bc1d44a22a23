using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Consoles;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Ports;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet monitor: what a board says, explained.</summary>
internal static class MonitorCommand
{
    public static Command Create()
    {
        Command command = new(
            "monitor",
            "Shows what a board says on its serial port, with what it means: errors with cause and remedy, states with "
            + "what the light shows. Opening the port does not reset the board; --reset does.");
        ExamplesHelp.Add(
            command,
            """
            sqnet monitor
            sqnet monitor --port /dev/ttyACM0 --reset --until-label --timeout 60
            sqnet monitor --port COM5 --json
            """);
        Func<ParseResult, MonitorOptions> read = MonitorOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => RunAsync(read(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(MonitorOptions options, CancellationToken cancellation)
    {
        PortList ports = new();
        string port = PortChoice.Pick(ports, options.Port);
        NodeWatch watch = new(
            () => new SerialConsole(ports, port, options.Baud),
            line => MonitorOutput.Write(line, options.Json),
            options.HasReset);
        try
        {
            return options.UntilLabel
                ? End(await watch.FollowAsync(options.Longest, cancellation), options, port)
                : await ShowAsync(watch, options, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The usual end of looking.
            return Interruption.Code;
        }
    }

    private static async Task<int> ShowAsync(
        NodeWatch watch, MonitorOptions options, CancellationToken cancellation)
    {
        await watch.ShowAsync(options.Longest, cancellation);
        return ExitCode.Success;
    }

    private static int End(NodeStart start, MonitorOptions options, string port)
    {
        if (start.Label is not null)
        {
            return ExitCode.Success;
        }

        throw start.Problem is not null
            ? new CommandException(ExitCode.Negative, start.Problem)
            : new CommandException(
                ExitCode.Environment,
                $"{port} told no label in {options.Longest.TotalSeconds:0} s, and no cause that is known. Add --reset "
                + "to see its start; if it then says nothing at all, sqnet doctor tells what is on it.");
    }
}
