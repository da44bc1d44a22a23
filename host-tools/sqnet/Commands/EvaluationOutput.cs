using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>An evaluation on the terminal and as JSON.</summary>
internal static class EvaluationOutput
{
    private const int ShownDifferences = 40;
    private const int ShownClasses = 5;

    /// <summary>An evaluation as sqnet eval shows it.</summary>
    public static void Write(EvalOptions options, EvaluationResult result, IReadOnlyList<string> labels)
    {
        if (options.Json)
        {
            Json.Write(ToJson(result, labels, options.Confusion));
            Warn(result);
            return;
        }

        Print(result, labels);
        if (options.Report is not null)
        {
            Terminal.Results.WriteLine($"{options.Report}: the report");
        }

        Terminal.Results.WriteLine($"images decoded by {ImageFile.Decoder}");
        Warn(result);
        if (options.Confusion)
        {
            PrintConfusion(result, labels);
        }
    }

    /// <summary>Says what is to be known of the true classes.</summary>
    public static void Note(LabelledImages images)
    {
        foreach (string note in images.Notes)
        {
            Terminal.Note(note);
        }
    }

    private static void Warn(EvaluationResult result)
    {
        if (result.Doubt is string doubt)
        {
            Terminal.Warn(doubt);
        }
    }

    /// <summary>The JSON object that docs/cli.md describes under eval.</summary>
    public static object ToJson(EvaluationResult result, IReadOnlyList<string> labels, bool confusion)
    {
        Comparison? against = result.Against;
        Accuracy? fp32 = against?.Arithmetic == "fp32" ? against.Reference : null;
        return new
        {
            result.Images,
            result.Accuracy.Top1,
            result.Accuracy.Top5,
            Top1Interval = ToJson(result.Accuracy.Top1Interval),
            Top5Interval = ToJson(result.Accuracy.Top5Interval),
            Fp32_top1 = fp32?.Top1,
            Fp32_top5 = fp32?.Top5,
            against?.Agreement,
            AgreementInterval = against is null ? null : ToJson(against.AgreementInterval),
            KlDivergence = against?.Divergence,
            Against = against is null ? null : new
            {
                against.Arithmetic,
                against.Reference.Top1,
                against.Reference.Top5,
                Top1Interval = ToJson(against.Reference.Top1Interval),
                Top5Interval = ToJson(against.Reference.Top5Interval),
            },
            Mcnemar = against is null ? null : ToJson(against),
            Differences = against?.Differences.Select(d => new
            {
                d.File,
                True = ToJson(d.Truth, labels),
                Reference = ToJson(d.Reference, labels),
                Blob = ToJson(d.Blob, labels),
            }),
            Confusion = confusion ? result.Confusion : null,
            Classes = result.Classes.Select(c => new
            {
                Class = ToJson(c.Class, labels),
                c.Images,
                c.Right,
                c.Named,
                c.Recall,
                c.Precision,
            }),
            Mistakes = result.Mistakes.Select(m => new
            {
                m.File,
                True = ToJson(m.Truth, labels),
                Named = ToJson(m.Named, labels),
                Probability = Math.Round(m.Probability, 4),
                Reference = m.Reference is int reference ? ToJson(reference, labels) : null,
            }),
            CalibratedOn = result.Overlaps?.Select(o => new
            {
                o.File,
                o.CalibrationImage,
                Reason = JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetName(o.Kind)!),
            }),
            NotCalibratedOn = Apart(result.NotCalibratedOn),
            Folder = FolderOutput.ToJson(result.Folder),
            ClassesFrom = result.Reading,
            result.Notes,
            Warning = result.Doubt,
            ImageFile.Decoder,
            Seconds = Math.Round(result.Seconds, 3),
        };
    }

    private static object? Apart(EvaluationResult? part)
    {
        return part is null ? null : new
        {
            part.Images,
            part.Accuracy.Top1,
            part.Accuracy.Top5,
            Top1Interval = ToJson(part.Accuracy.Top1Interval),
            Top5Interval = ToJson(part.Accuracy.Top5Interval),
            Reference_top1 = part.Against?.Reference.Top1,
            Reference_top5 = part.Against?.Reference.Top5,
            part.Against?.Agreement,
            KlDivergence = part.Against?.Divergence,
            Mcnemar = part.Against is null ? null : ToJson(part.Against),
        };
    }

    /// <summary>Both accuracies, how far the two agree, and whether the difference is more than chance.</summary>
    public static void Print(EvaluationResult result, IReadOnlyList<string> labels)
    {
        bool topFive = labels.Count > 5;
        Table table = topFive
            ? Terminal.Table($"{result.Images} images", "top-1", "95 %", "top-5", "95 %")
            : Terminal.Table($"{result.Images} images", "top-1", "95 %");
        Comparison? against = result.Against;
        (string own, string reference) = against?.Arithmetic == "int8" ? ("this blob", "the other") : ("int8", "fp32");
        AddApart(table, result.NotCalibratedOn, own, reference, topFive);
        string all = result.NotCalibratedOn is null ? string.Empty : ", all";
        AddRow(table, own + all, result.Accuracy, topFive);
        if (against is null)
        {
            Terminal.Results.Write(table);
            PrintClasses(result, labels);
            return;
        }

        AddRow(table, reference + all, against.Reference, topFive);
        // What was calibrated on would flatter here, too.
        against = result.NotCalibratedOn?.Against ?? against;
        table.AddRow("agreement", Percent(against.Agreement), Text(against.AgreementInterval));
        Terminal.Results.Write(table);
        Terminal.Results.WriteLine(Text($"KL divergence from {reference}: {against.Divergence:F4} nats"));
        Print("top-1", against.Top1, own, reference);
        if (topFive)
        {
            Print("top-5", against.Top5, own, reference);
        }

        PrintClasses(result, labels);
        PrintDifferences(result.Against!, own, reference, labels);
    }

    /// <summary>Rows of those images that were not calibrated on, if others were.</summary>
    private static void AddApart(Table table, EvaluationResult? part, string own, string reference, bool topFive)
    {
        if (part is null)
        {
            return;
        }

        AddRow(table, $"{own}, {part.Images} not calibrated on", part.Accuracy, topFive);
        if (part.Against is Comparison against)
        {
            AddRow(table, $"{reference}, the same", against.Reference, topFive);
        }
    }

    /// <summary>The worst classes; nothing if all images are right.</summary>
    private static void PrintClasses(EvaluationResult result, IReadOnlyList<string> labels)
    {
        IReadOnlyList<ClassResult> worst = ClassResult.Worst(result.Classes);
        if (worst.Count == 0)
        {
            return;
        }

        Table table = Terminal.Table(
            worst.Count > ShownClasses ? $"worst {ShownClasses} of {worst.Count} classes with mistakes" : "class",
            "images", "right", "named", "recall", "precision");
        foreach (ClassResult c in worst.Take(ShownClasses))
        {
            table.AddRow(
                Markup.Escape(labels[c.Class]), Text($"{c.Images}"), Text($"{c.Right}"), Text($"{c.Named}"),
                c.Recall is double recall ? Percent(recall) : "-",
                c.Precision is double precision ? Percent(precision) : "-");
        }

        Terminal.Results.Write(table);
    }

    /// <summary>The best five of five classes are all of them: nothing is said by it.</summary>
    private static void AddRow(Table table, string name, Accuracy accuracy, bool topFive)
    {
        string[] one = [name, Percent(accuracy.Top1), Text(accuracy.Top1Interval)];
        string[] five = topFive ? [Percent(accuracy.Top5), Text(accuracy.Top5Interval)] : [];
        table.AddRow([.. one, .. five]);
    }

    private static void Print(string what, McNemar test, string own, string reference)
    {
        string verdict = test.PValue < 0.05 ? "more than chance" : "no more than chance would do";
        Terminal.Results.WriteLine(
            Text($"{what}: only {own} right {test.OnlyBlob}, only {reference} right {test.OnlyReference}; ")
            + Text($"McNemar's exact p = {test.PValue:0.####}, {verdict}"));
    }

    private static void PrintDifferences(Comparison against, string own, string reference, IReadOnlyList<string> labels)
    {
        if (against.Differences.Count == 0)
        {
            Terminal.Results.WriteLine("The two predict the same class for every image.");
            return;
        }

        Table table = Terminal.Table(
            $"{against.Differences.Count} images they differ on", "true", reference, own, "right");
        foreach (Difference d in against.Differences.Take(ShownDifferences))
        {
            table.AddRow(
                Markup.Escape(d.File),
                Markup.Escape(labels[d.Truth]),
                Markup.Escape(labels[d.Reference]),
                Markup.Escape(labels[d.Blob]),
                d.Truth == d.Blob ? own : d.Truth == d.Reference ? reference : "neither");
        }

        Terminal.Results.Write(table);
        if (against.Differences.Count > ShownDifferences)
        {
            Terminal.Results.WriteLine($"... and {against.Differences.Count - ShownDifferences} more; --json has all.");
        }
    }

    private static void PrintConfusion(EvaluationResult result, IReadOnlyList<string> labels)
    {
        for (int right = 0; right < result.Confusion.Length; right++)
        {
            for (int named = 0; named < result.Confusion.Length; named++)
            {
                if (named != right && result.Confusion[right][named] > 0)
                {
                    Terminal.Results.WriteLine(
                        $"{result.Confusion[right][named],5} x  {labels[right]} taken for {labels[named]}");
                }
            }
        }
    }

    private static double[] ToJson(Interval interval)
    {
        return [Math.Round(interval.Low, 3), Math.Round(interval.High, 3)];
    }

    private static object ToJson(Comparison against)
    {
        return new { Top1 = ToJson(against.Top1), Top5 = ToJson(against.Top5) };
    }

    private static object ToJson(McNemar test)
    {
        return new { OnlyInt8 = test.OnlyBlob, test.OnlyReference, P = test.PValue };
    }

    private static object ToJson(int index, IReadOnlyList<string> labels)
    {
        return new { Index = index, Label = labels[index] };
    }

    private static string Percent(double value)
    {
        return Text($"{value:F1} %");
    }

    private static string Text(Interval interval)
    {
        return Text($"{interval.Low:F1} .. {interval.High:F1}");
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
