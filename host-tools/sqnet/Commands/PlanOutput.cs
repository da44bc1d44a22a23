using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A plan's report on the terminal and as JSON.</summary>
internal static class PlanOutput
{
    /// <param name="written">The blob that was written with the plan; null if none was.</param>
    public static void Write(PlanReport report, string? written, bool json)
    {
        if (json)
        {
            Json.Write(report);
            return;
        }

        Print(report);
        if (written is not null)
        {
            Terminal.Results.WriteLine($"{written}: written with this plan");
        }
    }

    private static void Print(PlanReport report)
    {
        IAnsiConsole console = Terminal.Results;
        console.Write(Stages(report));
        string memory = report.Arena == "psram" ? "PSRAM" : "internal RAM";
        console.WriteLine(
            Text($"arena {report.PeakArenaBytes} bytes of {report.BudgetBytes} in {memory} ")
            + Text($"(the smallest possible: {report.SmallestArenaBytes})"));
        console.WriteLine(
            Text($"blob {report.BlobBytes} bytes of {report.FlashSlotBytes} in the flash slot"));
        PrintBypasses(report);
        if (report.Packed is null)
        {
            console.WriteLine(
                Text($"{report.Board}, weights in {report.Weights}: about {report.EstimatedMs:F1} ms an image, ")
                + "on one core");
        }
        else
        {
            Print(report.Packed, report.Board);
        }

        if (report.Arena == "psram")
        {
            console.WriteLine(
                "The time is that of an arena in internal RAM; in PSRAM it is longer, "
                + "by how much has not been measured.");
        }

        foreach (string problem in report.Problems)
        {
            console.MarkupLineInterpolated($"[red]FAIL[/]  {problem}");
        }

        if (report.Pass)
        {
            console.MarkupLine("[green]PASS[/]");
        }
    }

    private static Table Stages(PlanReport report)
    {
        Table table = Terminal.Table("stage", "bands", "output", "RAM", "weights", "M MACs", "ms");
        foreach (StageReport stage in report.Stages)
        {
            table.AddRow(
                Markup.Escape(stage.Name),
                Text($"{stage.Bands}x{stage.Band}"),
                stage.Placement,
                Text($"{stage.RamBytes}"),
                Text($"{stage.WeightBytesRead}"),
                Text($"{stage.Macs / 1e6:F2}"),
                Text($"{stage.EstimatedMs:F1}"));
        }

        table.AddRow(
            "whole network",
            string.Empty,
            string.Empty,
            Text($"{report.PeakArenaBytes}"),
            Text($"{report.WeightBytesRead}"),
            Text($"{report.Macs / 1e6:F2}"),
            Text($"{report.Stages.Sum(s => s.EstimatedMs):F1}"));
        return table;
    }

    private static void PrintBypasses(PlanReport report)
    {
        if (report.SkipMemory is null)
        {
            return;
        }

        long moved = report.Stages.Sum(s => s.SkipBytes);
        string place = report.SkipMemory == report.Arena || report.SkipMemory == "sram"
            ? "of the arena"
            : "in PSRAM, besides the arena";
        Terminal.Results.WriteLine(Text($"bypasses: {report.SkipBytes} bytes {place}; {moved} bytes written and read"));
    }

    private static void Print(DecodeReport packed, string board)
    {
        IAnsiConsole console = Terminal.Results;
        console.WriteLine(
            Text($"{packed.Weights} packed weights in {packed.StreamBytes} bytes, {packed.Decisions} decisions: ")
            + Text($"{packed.Instructions / 1e6:F1} M instructions to decode, about {packed.DecodeMs:F0} ms"));
        Table table = Terminal.Table(
            "weights decoded", "internal", "PSRAM", "flash", "boot ms", "image ms", string.Empty);
        AddWay(table, "into PSRAM, at boot", packed.AtBoot);
        AddWay(table, "into a window, in each run", packed.Window);
        console.Write(table);
        PrintProblem("into PSRAM", packed.AtBoot);
        PrintProblem("into a window", packed.Window);
        console.WriteLine(
            Text($"{board}, on one core; the window: {packed.Window.StreamedStages} stages group by group"));
    }

    private static void AddWay(Table table, string name, DecodeWay way)
    {
        table.AddRow(
            name,
            Text($"{way.InternalBytes}"),
            Text($"{way.PsramBytes}"),
            Text($"{way.FlashBytes}"),
            Text($"{way.BootMs:F0}"),
            way.EstimatedMs is double ms ? Text($"{ms:F1}") : "-",
            way.Fits ? "[green]fits[/]" : "[red]no[/]");
    }

    private static void PrintProblem(string name, DecodeWay way)
    {
        if (!way.Fits)
        {
            Terminal.Results.WriteLine($"{name}, no: {way.Problem}");
        }
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
