using System.CommandLine;
using System.Globalization;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet inspect: what a blob holds and what it needs.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        Command command = new(
            "inspect",
            "Shows what a blob holds and what it needs: RAM, flash, multiply-accumulates, stage by stage.")
        {
            blob, json,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet inspect cards.sqnt
            sqnet inspect cards.sqnt --json
            """);
        command.SetGuardedAction((arguments, _) =>
        {
            BlobSummary summary = BlobSummary.Of(Blob.Open(Arguments.ReadBlob(arguments.GetRequiredValue(blob))));
            if (arguments.GetValue(json))
            {
                Json.Write(summary);
            }
            else
            {
                Print(summary);
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(BlobSummary summary)
    {
        IAnsiConsole console = Terminal.Results;
        console.MarkupLineInterpolated($"[bold]{summary.Name}[/]  crc {summary.Crc}");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"input {summary.Input.Width}x{summary.Input.Height}, {summary.Classes} classes, {summary.Macs / 1e6:F1} M MACs"));
        string unpacked = summary.WeightsEncoding == "packed"
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", {summary.BitsPerWeight:F2} bits each, unpacked {summary.WeightsBytes}")
            : string.Empty;
        console.WriteLine(
            $"flash {summary.Bytes} bytes ({summary.WeightsEncoding} weights: {summary.StoredWeightsBytes}{unpacked}), RAM {summary.ArenaBytes} bytes");
        if (summary.SkipBytes > 0)
        {
            console.WriteLine($"of the RAM {summary.SkipBytes} bytes for bypasses, which may lie in PSRAM");
        }

        Table table = Terminal.Table("stage", "M MACs", "weights", "output", "band", "RAM in use");
        foreach (StageSummary stage in summary.Stages)
        {
            table.AddRow(
                Markup.Escape(stage.Name),
                (stage.Macs / 1e6).ToString("F2", CultureInfo.InvariantCulture),
                stage.WeightBytes.ToString(CultureInfo.InvariantCulture),
                string.Join('x', stage.Output),
                stage.Band.ToString(CultureInfo.InvariantCulture),
                stage.ArenaBytes.ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
        foreach ((string key, string value) in summary.Meta)
        {
            console.WriteLine($"{key} = {value}");
        }
    }
}
