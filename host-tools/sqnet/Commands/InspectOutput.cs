using System.Globalization;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What a blob holds, on the terminal.</summary>
internal static class InspectOutput
{
    public static void Print(BlobSummary summary)
    {
        IAnsiConsole console = Terminal.Results;
        console.MarkupLineInterpolated($"[bold]{summary.Name}[/]  crc {summary.Crc}");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"input {summary.Input.Width}x{summary.Input.Height}, {summary.Classes} classes, "
            + $"{summary.Macs / 1e6:F1} M MACs"));
        console.WriteLine(
            $"flash {summary.Bytes} bytes "
            + $"({summary.WeightsEncoding} weights: {summary.StoredWeightsBytes}{Decoded(summary)}), "
            + $"RAM {summary.ArenaBytes} bytes");
        if (summary.SkipBytes > 0)
        {
            console.WriteLine($"of the RAM {summary.SkipBytes} bytes for bypasses, which may lie in PSRAM");
        }

        console.Write(Stages(summary));
        foreach ((string key, string value) in summary.Meta)
        {
            console.WriteLine($"{key} = {value}");
        }
    }

    private static string Decoded(BlobSummary summary)
    {
        return summary.WeightsEncoding == "packed"
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", {summary.BitsPerWeight:F2} bits each, decoded {summary.WeightsBytes}")
            : string.Empty;
    }

    private static Table Stages(BlobSummary summary)
    {
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

        return table;
    }
}
