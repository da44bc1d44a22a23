using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet view is asked for.</summary>
/// <param name="Access">The way to the node.</param>
/// <param name="Node">The node; null to list them.</param>
/// <param name="Folder">Where images are saved; null for nowhere.</param>
internal sealed record ViewOptions(NodeAccess Access, string? Node, string? Folder)
{
    /// <summary>Time from one snapshot to the next.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Whether to end after one.</summary>
    public required bool Once { get; init; }

    public required bool Json { get; init; }

    /// <summary>Adds the options to a command.</summary>
    /// <returns>Reads them.</returns>
    public static Func<ParseResult, ViewOptions> AddTo(Command command)
    {
        BrokerOptions broker = new();
        broker.Broker.Required = true;
        broker.AddTo(command);
        Option<string?> node = new Option<string?>("--node")
        {
            Description = "The node's client id; without it the nodes that the broker knows are listed.",
        }.As(PathRole.Text);
        Option<string?> folder = new Option<string?>("--output")
        {
            Description = "Save the JPEGs, and what was told of them as snapshots.jsonl, in this folder.",
        }.As(PathRole.OutputFolder);
        folder.Aliases.Add("-o");
        Option<int> interval = Arguments.AtLeast("--interval", 1, 2, "Seconds from one snapshot to the next.", 86400);
        Option<bool> once = new("--once") { Description = "End after one snapshot." };
        Option<bool> json = Arguments.Json();
        command.AddAll(node, folder, interval, once, json);
        return parsed => new ViewOptions(broker.Read(parsed), parsed.GetValue(node), parsed.GetValue(folder))
        {
            Interval = TimeSpan.FromSeconds(parsed.GetValue(interval)),
            Once = parsed.GetValue(once),
            Json = parsed.GetValue(json),
        };
    }
}
