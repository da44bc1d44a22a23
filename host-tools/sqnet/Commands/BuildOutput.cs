using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A build's report on the terminal and as JSON.</summary>
internal static class BuildOutput
{
    public static void Write(BuildOptions options, BuildReport report, TimeSpan time)
    {
        if (options.Json)
        {
            WriteJson(options, report, time);
        }
        else
        {
            Print(options, report, time);
        }
    }

    /// <summary>The JSON that docs/cli.md describes under build.</summary>
    private static void WriteJson(BuildOptions options, BuildReport report, TimeSpan time)
    {
        Json.Write(new
        {
            Blob = options.Output,
            options.Report,
            report.Blob.Bytes,
            report.Blob.ArenaBytes,
            report.Blob.Crc,
            report.Plan.EstimatedMs,
            report.Plan.Board,
            Seconds = Math.Round(time.TotalSeconds, 1),
            report.CalibrationImages,
            report.Blob.WeightsEncoding,
            report.Blob.StoredWeightsBytes,
            BitsPerWeight = Math.Round(report.Blob.BitsPerWeight, 3),
            Curve = report.Curve is null ? null : RateOutput.ToJson(report.Curve),
            Layers = report.Layers.Select(ToJson),
            report.Plan,
            Evaluation = report.Evaluation is null
                ? null
                : EvaluationOutput.ToJson(report.Evaluation, report.Labels, confusion: false),
            Calibration = FolderOutput.ToJson(report.Calibration),
            report.Notes,
            Advice = report.Advice.Select(a => new { Warning = a.IsWarning, a.Subject, a.Text }),
        });
    }

    /// <summary>A table of the layers, the evaluation, advice and a summary.</summary>
    private static void Print(BuildOptions options, BuildReport report, TimeSpan time)
    {
        Terminal.Results.Write(Layers(report.Layers));
        Terminal.Results.WriteLine(
            "SQNR: signal to quantization noise in dB, output against fp32; of its input; if\n"
            + "only the weights or the output were rounded. limited: groups of 16 channels\n"
            + "whose shift the proof of 20-bit accumulators lowered.");
        if (report.Curve is not null)
        {
            RateOutput.Print(report.Curve);
        }

        if (report.Evaluation is not null)
        {
            EvaluationOutput.Print(report.Evaluation, report.Labels);
        }

        PrintAdvice(report);
        string packed = report.Blob.WeightsEncoding == "raw"
            ? string.Empty
            : Text($" ({report.Blob.BitsPerWeight:F2} bits a weight)");
        Terminal.Results.WriteLine(
            Text($"{options.Output}: {report.Blob.Bytes} bytes of flash{packed}, ")
            + Text($"{report.Blob.ArenaBytes} bytes of RAM, about {report.Plan.EstimatedMs:F0} ms on ")
            + Text($"{report.Plan.Board}, crc {report.Blob.Crc} ({time.TotalSeconds:F1} s)"));
        if (options.Report is not null)
        {
            Terminal.Results.WriteLine($"{options.Report}: the report");
        }
    }

    private static void PrintAdvice(BuildReport report)
    {
        foreach (Advice advice in report.Advice)
        {
            string color = advice.IsWarning ? "yellow" : "grey";
            Terminal.Results.MarkupLine(
                $"[{color}]{(advice.IsWarning ? "to do" : "note")}[/]  "
                + $"[bold]{Markup.Escape(advice.Subject)}[/]: {Markup.Escape(advice.Text)}");
        }
    }

    private static Table Layers(IReadOnlyList<LayerReport> layers)
    {
        Table table = Terminal.Table(
            "layer", "SQNR", "input", "weights", "output", "z", "shifts", "limited");
        foreach (LayerReport layer in layers)
        {
            table.AddRow(
                Markup.Escape(layer.Name),
                Text($"{layer.Sqnr:F1}"),
                Text($"{layer.InputSqnr:F1}"),
                Text($"{layer.WeightSqnr:F1}"),
                Text($"{layer.OutputSqnr:F1}"),
                Text($"{layer.Output?.Zero}"),
                Shifts(layer.Groups),
                Text($"{layer.LimitedGroups}/{layer.Groups.Count}"));
        }

        return table;
    }

    private static string Shifts(IReadOnlyList<GroupReport> groups)
    {
        int low = groups.Min(g => g.Shift);
        int high = groups.Max(g => g.Shift);
        return low == high ? $"{low}" : $"{low}..{high}";
    }

    private static object ToJson(LayerReport layer)
    {
        return new
        {
            layer.Name,
            layer.Channels,
            SqnrDb = Round(layer.Sqnr),
            InputSqnrDb = Round(layer.InputSqnr),
            WeightSqnrDb = Round(layer.WeightSqnr),
            OutputSqnrDb = Round(layer.OutputSqnr),
            BiasError = Math.Round(layer.BiasError, 6),
            layer.Output?.Scale,
            layer.Output?.Zero,
            layer.Output?.Max,
            layer.Output?.Limit,
            SaturationPercentile = Round(layer.Output?.Percentile, 5),
            ZeroForProof = layer.Output?.ZeroForProof ?? false,
            Shifts = layer.Groups.Select(g => g.Shift),
            UnlimitedShifts = layer.Groups.Select(g => g.Unlimited),
            layer.LimitedGroups,
            layer.ShrunkChannels,
            layer.DeadChannels,
            WeightHistogram = layer.Weights.Counts,
            WeightExtremesPercent = Math.Round(layer.Weights.ExtremePercent, 4),
        };
    }

    private static double? Round(double? value, int digits = 2)
    {
        return value is double number ? Math.Round(number, digits) : null;
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
