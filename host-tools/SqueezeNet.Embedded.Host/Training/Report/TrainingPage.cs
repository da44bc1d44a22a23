using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training.Figures;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>A training as one HTML page that needs nothing else: no script, no font, no file, no network.</summary>
public static class TrainingPage
{
    /// <summary>
    /// Writes the page. The same training gives the same page; photos of mistakes are read again for it.
    /// </summary>
    /// <param name="result">The training.</param>
    /// <param name="command">The command that ran it, to be shown; null for none.</param>
    public static string Write(TrainingResult result, string? command = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return HtmlPage.Write(
            $"{result.Model.Name}: training report",
            Header(result),
            Tiles(result),
            Advice(result),
            AccuracyTables.Write(result),
            LearningChart.Write(result.Figures.Curve),
            PhotoClasses.Write(result),
            ConfusionTable.Write(result.Figures.HeldOut.Confusion, result.Photos.Labels),
            PhotoGallery.Suspicious(result),
            PhotoGallery.Mistakes(result),
            CalibrationChart.Write(result.Figures.Calibration),
            Threshold(result.Figures.Threshold),
            CostTables.Fits(result.Fits),
            CostTables.Plan(result.Plan),
            Parity(result.Parity),
            Skipped(result.Photos.Skipped),
            Origin(result, command));
    }

    private static XElement Header(TrainingResult result)
    {
        return Html.Element(
            "header",
            null,
            Html.Element("h1", null, result.Model.Name),
            Html.Element(
                "p",
                "note",
                Html.Text($"trained on {result.Photos.Photos.Count} photos of {result.Photos.Labels.Count} classes; ")
                + Html.Text($"{result.Model.Input.Width} × {result.Model.Input.Height}")));
    }

    private static XElement Tiles(TrainingResult result)
    {
        HeldOutFigures heldOut = result.Figures.HeldOut;
        PlanReport plan = result.Plan;
        return Html.Element(
            "div",
            "tiles",
            HtmlPage.Tile(
                "accuracy on photos held out",
                Html.Text($"{heldOut.Accuracy:F1} %"),
                Html.Text($"{heldOut.Interval.Low:F1} .. {heldOut.Interval.High:F1} % with 95 % confidence")),
            HtmlPage.Tile(
                "int8 / fp32, the first fold",
                Html.Text($"{result.Int8.Int8.Accuracy:F1} / {result.Int8.Float.Accuracy:F1} %"),
                Html.Text($"the same class for {result.Int8.Agreement:F1} %")),
            HtmlPage.Tile(
                "minProbability",
                Html.Text($"{result.Figures.Threshold.Probability:0.##}"),
                Html.Text($"keeps {result.Figures.Threshold.RightKept:F0} % of what is right")),
            HtmlPage.Tile(
                "flash",
                Html.Text($"{result.Plan.BlobBytes:N0} B"),
                Html.Text($"slot on {plan.Board}: {(plan.Pass ? "fits" : "see below")}")),
            HtmlPage.Tile("RAM", Html.Text($"{plan.PeakArenaBytes:N0} B"), plan.Board),
            HtmlPage.Tile(
                "time, modelled", Html.Text($"{plan.EstimatedMs:F0} ms"), $"{plan.Board}, weights in {plan.Weights}"));
    }

    private static XElement? Advice(TrainingResult result)
    {
        IEnumerable<XElement> toDo = result.Figures.Advice.Select(text => Item("To do: ", text, "warning"));
        XElement[] all = [.. toDo, .. result.Photos.Notes.Concat(result.Notes).Select(text => Item(null, text, null))];
        return all.Length == 0 ? null : HtmlPage.Section("What to look at", null, Html.Element("ul", "advice", all));
    }

    private static XElement Item(string? lead, string text, string? style)
    {
        return Html.Element(
            "li", style, lead is null ? null : Html.Element("b", null, lead), Html.Element("span", null, text));
    }

    private static XElement? Threshold(ThresholdAdvice advice)
    {
        string[][] rows =
        [
            ["named right, kept", Html.Text($"{advice.RightKept:F1} %")],
            ["mistakes, refused", Percent(advice.WrongRefused, "none")],
            ["classes never seen, refused", Percent(advice.StrangersRefused, "not known")],
        ];
        return HtmlPage.Section(
            "When to report nothing",
            "The node's setting minProbability: what is less probable is not reported. Without it, a network names one "
            + "of its classes whatever it sees. Classes never seen: each class was left out of the training in turn; "
            + "that takes three.",
            HtmlPage.Table([Html.Text($"with minProbability {advice.Probability:0.##}"), "photos"], rows));
    }

    private static string Percent(double? value, string otherwise)
    {
        return value is double number ? Html.Text($"{number:F1} %") : otherwise;
    }

    private static XElement? Parity(ParityCheck parity)
    {
        return parity.Rows.Count == 0 ? null : HtmlPage.Section(
            "The same photos elsewhere",
            Html.Text($"{parity.Photos} photos by the trainer, and by what runs the files that are written. ")
            + "Preparation is part of it: crop, size, mean and standard deviation.",
            Html.Element("div", "notes", HtmlPage.Table(
                ["run by", "same class", "probabilities within", "arithmetic", "remark"],
                parity.Rows.Select(row => new[]
                {
                    row.Runner,
                    Html.Text($"{row.SameAnswers} of {parity.Photos}"),
                    Html.Text($"{row.LargestDifference:0.######}"),
                    row.IsExact ? "fp32" : "int8",
                    row.Problem ?? string.Empty,
                }))));
    }

    private static XElement? Skipped(IReadOnlyList<SkippedFile> files)
    {
        return files.Count == 0 ? null : HtmlPage.Section(
            "Files that are not used",
            null,
            Html.Element(
                "details",
                null,
                Html.Element("summary", null, Html.Text($"{files.Count} files")),
                HtmlPage.Table(
                    ["file", "why"],
                    files.Select(file => new[] { file.File, file.Problem ?? "by its name" }))));
    }

    private static XElement? Origin(TrainingResult result, string? command)
    {
        TrainingFigures figures = result.Figures;
        (string Name, string? Value)[] lines =
        [
            ("command", command),
            ("photos", result.Photos.Folder),
            ("trained from", $"{Path.GetFileName(result.Source.Path)}, SHA-256 {result.Source.Sha256}"),
            ("folds", Html.Text($"{figures.Folds}")),
            ("weight decay", Html.Text($"{figures.WeightDecay:G4}")),
            ("temperature", Html.Text($"{figures.Calibration.Temperature:F4}")),
            ("images decoded by", ImageFile.Decoder),
        ];
        return HtmlPage.Section(
            "How to get it again",
            "The same photos, model, options and decoder give the same bytes on any machine.",
            Html.Element(
                "dl",
                null,
                lines.Where(line => line.Value is not null).Select(line => new[]
                {
                    Html.Element("dt", null, line.Name), Html.Element("dd", null, line.Value),
                })));
    }
}
