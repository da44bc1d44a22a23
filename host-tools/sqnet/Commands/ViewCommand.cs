using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet view: what a node's camera sees.</summary>
internal static class ViewCommand
{
    public static Command Create()
    {
        Command command = new(
            "view",
            "Shows what a node's camera sees, and what the node calls it: asks for snapshots over MQTT and shows them "
            + "in the terminal, as sixel images where it can. The node answers if its setting snapshots is on-request. "
            + "Without --node it lists the nodes that the broker knows.");
        ExamplesHelp.Add(
            command,
            """
            sqnet view --broker localhost
            sqnet view --broker localhost --node camera
            sqnet view --broker example.org --tls tls12 --user me --password secret --node camera --once -o snapshots
            sqnet view --broker localhost --node camera --wait
            sqnet view --broker localhost:1884 --node camera --interval 10 -o snapshots --json
            """);
        Func<ParseResult, ViewOptions> read = ViewOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => RunAsync(read(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ViewOptions options, CancellationToken cancellation)
    {
        try
        {
            if (options.Node is not null)
            {
                return await ShowAsync(options, options.Node, cancellation);
            }

            ViewOutput.Write(await NodeList.ReadAsync(options.Access.Broker, cancellation), options);
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The usual end of looking.
            return Interruption.Code;
        }
    }

    /// <summary>One snapshot after the other; the first must come, later ones may be missing.</summary>
    private static async Task<int> ShowAsync(ViewOptions options, string node, CancellationToken cancellation)
    {
        await using NodeViewer viewer = await NodeViewer.OpenAsync(options.Access, node, cancellation);
        ViewOutput output = new(options, node);
        bool hasSeen = false;
        while (true)
        {
            Task pause = Task.Delay(options.Interval, cancellation);
            try
            {
                NodeSnapshot snapshot = await viewer.NextAsync(cancellation);
                output.Show(snapshot);
                hasSeen = true;
                if (options.Once)
                {
                    return snapshot.Image is null ? ExitCode.Environment : ExitCode.Success;
                }
            }
            catch (CommandException e) when (hasSeen)
            {
                Terminal.Warn(e.Message);
            }

            await pause;
        }
    }
}
