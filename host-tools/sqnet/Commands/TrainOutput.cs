using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Figures;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A training on the terminal.</summary>
internal static class TrainOutput
{
    private const int MostClasses = 40;
    private const int ShownSuspicious = 5;

    /// <summary>Says what is to be known of the photos and the training, beside the results.</summary>
    public static void Note(TrainingResult result)
    {
        FolderOutput.Name(result.Photos.Skipped);
        foreach (string note in result.Photos.Notes.Except(result.Photos.Warnings).Concat(result.Notes))
        {
            Terminal.Note(note);
        }

        foreach (string warning in result.Photos.Warnings)
        {
            Terminal.Warn(warning);
        }
    }

    /// <summary>All that is known, before anything is written.</summary>
    public static void Print(TrainOptions options, TrainingResult result)
    {
        PrintClasses(result);
        PrintAccuracy(result);
        PrintCurve(result.Figures.Curve);
        PrintThreshold(result.Figures);
        if (result.Fits.Count > 0)
        {
            PrintFits(result.Fits);
        }

        PrintSuspicious(result);
        PrintAdvice(result.Figures.Advice);
        PrintParity(result.Parity);
        PrintCosts(options, result);
    }

    /// <summary>What was written, or why nothing was.</summary>
    public static void End(TrainOptions options, TrainEnd end)
    {
        if (options.Json)
        {
            TrainJson.Write(options, end);
        }

        if (end.Problem is not null)
        {
            Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {end.Problem} Nothing was written.");
        }
        else
        {
            PrintFiles(options, end);
        }
    }

    /// <summary>Shows the sizes that were tried, none of which fits.</summary>
    /// <returns>The exit code.</returns>
    public static int NothingFits(TrainOptions options, NothingFitsException e)
    {
        if (options.Json)
        {
            TrainJson.Write(e);
        }
        else
        {
            PrintFits(e.Fits);
        }

        Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {e.Message} Nothing was written.");
        return ExitCode.Negative;
    }

    private static void PrintClasses(TrainingResult result)
    {
        IReadOnlyList<string> labels = result.Photos.Labels;
        IReadOnlyList<ClassResult> all = result.Figures.HeldOut.Classes;
        IReadOnlyList<ClassResult> shown =
            all.Count > MostClasses ? [.. ClassResult.Worst(all).Take(MostClasses)] : all;
        Table table = Terminal.Table(
            shown.Count < all.Count ? Text($"worst {shown.Count} of {all.Count} classes") : "class",
            "judged", "right", "recall", "taken most often for");
        foreach (ClassResult c in shown)
        {
            table.AddRow(
                Markup.Escape(labels[c.Class]), Text($"{c.Images}"), Text($"{c.Right}"),
                c.Recall is double recall ? Percent(recall) : "-",
                Markup.Escape(TakenFor(c.Class, result.Figures.HeldOut.Confusion[c.Class], labels)));
        }

        Terminal.Results.Write(table);
        int groups = result.Photos.Photos.Select(photo => photo.Group).Distinct().Count();
        Terminal.Results.WriteLine(
            Text($"{result.Photos.Photos.Count} photos of {labels.Count} classes, in {groups} groups; ")
            + Judged(result));
    }

    private static string Judged(TrainingResult result)
    {
        return result.Epochs is int epochs
            ? Text($"the {result.Figures.HeldOut.Photos.Count} of one fold of {result.Figures.Folds} were judged by a ")
                + Text($"network that was tuned for {epochs} epochs without their groups.")
            : Text($"each was judged by a network of {result.Figures.Folds} that has seen none of its group.");
    }

    private static string TakenFor(int truth, int[] row, IReadOnlyList<string> labels)
    {
        int[] others = [.. Enumerable.Range(0, row.Length).Where(c => c != truth && row[c] > 0)];
        return others.Length == 0
            ? string.Empty
            : Text($"{others.Max(c => row[c])} x {labels[others.MaxBy(c => row[c])]}");
    }

    private static void PrintAccuracy(TrainingResult result)
    {
        SideBySide int8 = result.Int8;
        Table table = Terminal.Table("held out", "photos", "top-1", "95 %");
        if (result.Figures.Frozen is HeldOutFigures frozen)
        {
            AddRow(table, "fp32, the head alone", frozen);
        }

        AddRow(table, "fp32", result.Figures.HeldOut);
        if (result.Figures.Frozen is null)
        {
            AddRow(table, "fp32, the first fold", int8.Float);
        }

        AddRow(table, "int8, the same photos", int8.Int8);
        Terminal.Results.Write(table);
        if (result.Photos.IsSuspect)
        {
            Terminal.Results.MarkupLine(
                "[yellow]This accuracy may be far too good[/]: photos of one moment may stand on both sides; see the "
                + "warning.");
        }

        Terminal.Results.WriteLine(Text($"fp32 and int8 name the same class for {int8.Agreement:F1} % of these."));
    }

    private static void AddRow(Table table, string name, HeldOutFigures figures)
    {
        table.AddRow(
            name, Text($"{figures.Photos.Count}"), Percent(figures.Accuracy),
            Text($"{figures.Interval.Low:F1} .. {figures.Interval.High:F1}"));
    }

    private static void PrintCurve(IReadOnlyList<LearningPoint> curve)
    {
        if (curve.Count > 0)
        {
            IEnumerable<string> points = curve.Select(p => p.IsAll
                ? Text($"all {p.Accuracy:F1} %")
                : Text($"{p.PhotosPerClass:0.#} {p.Accuracy:F1} %"));
            Terminal.Results.WriteLine(
                $"accuracy by photos a class, a head on averaged features: {string.Join(", ", points)}");
        }
    }

    private static void PrintThreshold(TrainingFigures figures)
    {
        ThresholdAdvice advice = figures.Threshold;
        ScoreCalibration scores = figures.Calibration;
        string wrong = advice.WrongRefused is double w ? Text($", refuses {w:F0} % of the mistakes") : string.Empty;
        string strangers =
            advice.StrangersRefused is double s ? Text($", {s:F0} % of classes never seen") : string.Empty;
        Terminal.Results.WriteLine(
            Text($"{NodeFile.Setting} {advice.Probability:0.##}: keeps {advice.RightKept:F0} % of what is right")
            + $"{wrong}{strangers}");
        Terminal.Results.WriteLine(
            Text($"temperature {scores.Temperature:F2}: probabilities are off by {scores.ErrorAfter:F1} points on ")
            + Text($"average, {scores.ErrorBefore:F1} without it"));
    }

    private static void PrintFits(IReadOnlyList<FitRow> fits)
    {
        Table table = Terminal.Table("input", "bypass", "top-1", "RAM", "flash", "ms", string.Empty);
        foreach (FitRow row in fits)
        {
            table.AddRow(
                Text($"{row.Side}x{row.Side}"), row.HasBypass ? "yes" : "no", Percent(row.Accuracy),
                Text($"{row.RamBytes}"), Text($"{row.FlashBytes}"), Text($"{row.Milliseconds:F1}"),
                row.IsChosen ? "[green]taken[/]"
                : row.Problem is string problem ? $"[red]no[/]: {Markup.Escape(problem)}" : string.Empty);
        }

        Terminal.Results.Write(table);
        Terminal.Results.WriteLine("(top-1 there: of heads on averages of the photos without views, to compare sizes)");
    }

    private static void PrintSuspicious(TrainingResult result)
    {
        IReadOnlyList<ClassifiedPhoto> all = result.Figures.Suspicious;
        IReadOnlyList<string> labels = result.Photos.Labels;
        foreach (ClassifiedPhoto photo in all.Take(ShownSuspicious))
        {
            Terminal.Results.WriteLine(
                $"in the wrong folder? {result.Photos.Photos[photo.Photo].File}: {labels[photo.Named]}, "
                + Text($"{100 * photo.Probability:F0} %, not {labels[photo.Truth]}"));
        }

        if (all.Count > ShownSuspicious)
        {
            Terminal.Results.WriteLine(
                Text($"... and {all.Count - ShownSuspicious} more such photos; --report shows them, --json has all."));
        }
    }

    private static void PrintAdvice(IReadOnlyList<string> advice)
    {
        foreach (string text in advice)
        {
            Terminal.Results.MarkupLine($"[yellow]to do[/]  {Markup.Escape(text)}");
        }
    }

    private static void PrintParity(ParityCheck parity)
    {
        foreach (ParityRow row in parity.Rows)
        {
            bool isMissing = row is { IsExact: false, SameAnswers: 0, Problem: not null };
            Terminal.Results.WriteLine(isMissing
                ? row.Problem!
                : $"{row.Runner}: the trainer's class for {row.SameAnswers} of {parity.Photos} photos, "
                    + Text($"probabilities within {row.LargestDifference:0.######}")
                    + (row.Problem is string problem ? $": {problem}" : string.Empty));
        }
    }

    private static void PrintCosts(TrainOptions options, TrainingResult result)
    {
        PlanReport plan = result.Plan;
        Terminal.Results.WriteLine(
            Text($"{options.Blob ?? "as a blob about"}: {result.Plan.BlobBytes} bytes of flash, {plan.PeakArenaBytes} ")
            + Text($"bytes of RAM, about {plan.EstimatedMs:F0} ms on {plan.Board}"));
    }

    private static void PrintFiles(TrainOptions options, TrainEnd end)
    {
        if (options.Json)
        {
            Warn(end.Node);
            return;
        }

        string? review = options.Report is string report ? TrainReview.Beside(report) : null;
        string? node = end.Node is { IsWritten: true } ? end.Node.Path : null;
        string?[] written = [options.Onnx, options.Blob, options.Report, review, node];
        Terminal.Results.WriteLine(
            $"written: {string.Join(", ", written.OfType<string>())}" + Text($" ({end.Time.TotalSeconds:F1} s)"));
        Warn(end.Node);
        if (end.Node is { IsWritten: false, Problem: null })
        {
            Terminal.Note(
                $"{end.Node.Path} was there and stays as it is; to set {NodeFile.Setting} in it: "
                + $"--node {end.Node.Path}");
        }
    }

    private static void Warn(NodeFile? node)
    {
        if (node?.Problem is string problem)
        {
            Terminal.Warn($"{node.Path} stays as it was, since the node would refuse it: {problem}");
        }
    }

    private static string Percent(double value)
    {
        return Text($"{value:F1} %");
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
