using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Model against silicon, on the terminal and as JSON.</summary>
internal static class CalibrateOutput
{
    /// <param name="written">The profile that was written; null if none was.</param>
    public static void Write(Calibration calibration, Board given, string? written, bool json)
    {
        if (json)
        {
            Json.Write(new
            {
                Board = given.Name,
                Stages = calibration.Rows,
                calibration.Notes,
                Profile = JsonNode.Parse(calibration.Board.ToJson()),
            });
            return;
        }

        IAnsiConsole console = Terminal.Results;
        console.Write(Stages(calibration));
        console.Write(Profile(given, calibration.Board));
        foreach (string note in calibration.Notes)
        {
            console.MarkupLineInterpolated($"[grey]note[/]  {note}");
        }

        if (written is not null)
        {
            console.WriteLine($"{written}: written; --board {written} takes it");
        }
    }

    private static Table Stages(Calibration calibration)
    {
        Table table = Terminal.Table("stage", "weights", "modelled ms", "measured ms", "ratio", "fitted ms");
        foreach (IGrouping<string, CalibrationRow> run in calibration.Rows.GroupBy(row => row.Weights))
        {
            foreach (CalibrationRow row in run)
            {
                Add(table, row.Stage, run.Key, row.ModelledMs, row.MeasuredMs, row.FittedMs);
            }

            Add(
                table,
                "whole network",
                run.Key,
                run.Sum(row => row.ModelledMs),
                run.Sum(row => row.MeasuredMs),
                run.Sum(row => row.FittedMs));
        }

        return table;
    }

    private static void Add(Table table, string stage, string weights, double modelled, double measured, double fitted)
    {
        table.AddRow(
            Markup.Escape(stage),
            weights,
            Text($"{modelled:F2}"),
            Text($"{measured:F2}"),
            Text($"{measured / modelled:F3}"),
            Text($"{fitted:F2}"));
    }

    private static Table Profile(Board given, Board fitted)
    {
        Table table = Terminal.Table("profile", given.Name, fitted.Name);
        AddRate(table, "cpu_mhz", given, fitted, board => board.CpuMhz);
        AddRate(table, "flash_mb_per_s", given, fitted, board => board.FlashMbPerS);
        AddRate(table, "psram_mb_per_s", given, fitted, board => board.PsramMbPerS);
        AddRate(table, "conv1 macs_per_cycle", given, fitted, board => board.Kernels.Conv1.MacsPerCycle);
        AddRate(table, "conv1x1 macs_per_cycle", given, fitted, board => board.Kernels.Conv1x1.MacsPerCycle);
        AddRate(table, "conv3x3 macs_per_cycle", given, fitted, board => board.Kernels.Conv3x3.MacsPerCycle);
        AddRate(table, "head macs_per_cycle", given, fitted, board => board.Kernels.Head.MacsPerCycle);
        return table;
    }

    private static void AddRate(Table table, string name, Board given, Board fitted, Func<Board, double> rate)
    {
        table.AddRow(name, Text($"{rate(given):F2}"), Text($"{rate(fitted):F2}"));
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
