using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Consoles;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet monitor is asked for.</summary>
/// <param name="Port">The port; null for the one that can be a board.</param>
/// <param name="Baud">Bits a second.</param>
/// <param name="Longest">When it ends by itself.</param>
internal sealed record MonitorOptions(string? Port, int Baud, TimeSpan Longest)
{
    // A timer takes no more than 49 days.
    private const int MostSeconds = 86400;

    /// <summary>Whether to start the board anew.</summary>
    public required bool HasReset { get; init; }

    /// <summary>Whether to end with the first label, or a cause why there is none.</summary>
    public required bool UntilLabel { get; init; }

    public required bool Json { get; init; }

    /// <summary>Adds the options to a command.</summary>
    /// <returns>Reads them.</returns>
    public static Func<ParseResult, MonitorOptions> AddTo(Command command)
    {
        Option<string?> port = new PortOptions().Port;
        Option<int> baud = Arguments.AtLeast(
            "--baud", 9600, SerialConsole.DefaultBaud,
            "Bits a second: nanoCLR's own is the default. Boards with their own USB have none.", 4000000);
        Option<bool> reset = new("--reset") { Description = "Start the board anew." };
        Option<bool> label = new("--until-label")
        {
            Description = "End with the first label (exit code 0) or with a cause why there is none (1).",
        };
        Option<int> timeout = Arguments.AtLeast(
            "--timeout", 1, MostSeconds, "Seconds after which it ends; with --until-label exit code 4.", MostSeconds);
        Option<bool> json = new(Guard.JsonOption) { Description = "Print one JSON object a line." };
        command.AddAll(port, baud, reset, label, timeout, json);
        return parsed => new MonitorOptions(
            parsed.GetValue(port), parsed.GetValue(baud), TimeSpan.FromSeconds(parsed.GetValue(timeout)))
        {
            HasReset = parsed.GetValue(reset),
            UntilLabel = parsed.GetValue(label),
            Json = parsed.GetValue(json),
        };
    }
}
