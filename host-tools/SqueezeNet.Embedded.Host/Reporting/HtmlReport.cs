using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>A report as one HTML page that needs nothing else: no script, no font, no image, no network.</summary>
public static class HtmlReport
{
    private const string StyleName = "report.css";

    /// <summary>Writes the page. The same report gives the same page.</summary>
    public static string Write(BuildReport report)
    {
        string title = $"{report.Blob.Name}: quantization report";
        XElement page = new(
            "html",
            new XAttribute("lang", "en"),
            Html.Element(
                "head",
                null,
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement(
                    "meta",
                    new XAttribute("name", "viewport"),
                    new XAttribute("content", "width=device-width, initial-scale=1")),
                Html.Element("title", null, title),
                Html.Element("style", null, Style())),
            Html.Element(
                "body",
                null,
                Html.Element(
                    "main",
                    null,
                    Header(report),
                    Tiles(report),
                    AdviceSection(report.Advice),
                    AccuracySection.Write(report),
                    CurveSection.Write(report.Curve),
                    Section(
                        "Error, layer by layer",
                        "Signal-to-quantization-noise ratio of each layer's output against fp32, with the noise of all "
                        + "layers before it: 10 log10(Σ x² / Σ (x − x′)²) over all calibration images, after ReLU. "
                        + "6 dB less is twice the error. Where the hollow marks are near the full one, the layer "
                        + "itself makes the noise.",
                        ErrorChart.Draw(report.Layers)),
                    Section("Layers", null, LayerTable.Write(report.Layers)),
                    Section(
                        "Weights",
                        "How often each int8 value occurs, −127 at the left, 0 in the middle; heights are relative to "
                        + "the tallest bar. Spikes at the ends are clipped weights.",
                        WeightChart.Draw(report.Layers)),
                    MemorySection(report.Plan),
                    Origin(report.Blob))));
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>A heading, a paragraph and what follows; null content makes no section.</summary>
    internal static XElement? Section(string heading, string? text, params object?[] content)
    {
        return content.All(c => c is null)
            ? null
            : Html.Element(
                "section",
                null,
                Html.Element("h2", null, heading),
                text is null ? null : Html.Element("p", "note", text),
                content);
    }

    /// <summary>A table that scrolls sideways where it is too wide.</summary>
    internal static XElement Table(string[] columns, IEnumerable<string[]> rows)
    {
        return Html.Element(
            "div",
            "scroll",
            new XAttribute("tabindex", 0),
            Html.Element(
                "table",
                null,
                Html.Element("thead", null, Html.Element("tr", null, columns.Select(c => Header("col", c)))),
                Html.Element(
                    "tbody",
                    null,
                    rows.Select(row => Html.Element(
                        "tr",
                        null,
                        row.Select((cell, i) => i == 0 ? Header("row", cell) : Html.Element("td", null, cell)))))));
    }

    private static XElement Header(string scope, string text)
    {
        return Html.Element("th", null, new XAttribute("scope", scope), text);
    }

    private static XElement Header(BuildReport report)
    {
        BlobSummary blob = report.Blob;
        return Html.Element(
            "header",
            null,
            Html.Element("h1", null, blob.Name),
            Html.Element(
                "p",
                "note",
                Html.Text($"int8, {blob.Input.Width} × {blob.Input.Height}, {blob.Classes} classes, ")
                + Html.Text($"{blob.Macs / 1e6:F1} M multiply-accumulates; ")
                + Html.Text($"calibrated on {report.CalibrationImages} images; crc {blob.Crc}")));
    }

    private static XElement Tiles(BuildReport report)
    {
        PlanReport plan = report.Plan;
        LayerReport? weakest = report.Layers.Where(l => l.Sqnr is not null).MinBy(l => l.Sqnr);
        Comparison? against = report.Evaluation?.Against;
        return Html.Element(
            "div",
            "tiles",
            report.Evaluation is null ? null : Tile(
                "top-1, int8 / fp32",
                Html.Text($"{report.Evaluation.Accuracy.Top1:F1} / {against?.Reference.Top1:F1} %"),
                Html.Text($"{report.Evaluation.Images} images")),
            against is null ? null : Tile(
                "agreement with fp32",
                Html.Text($"{against.Agreement:F1} %"),
                Html.Text($"KL divergence {against.Divergence:F4} nats")),
            weakest is null ? null : Tile("weakest layer", Html.Text($"{weakest.Sqnr:F1} dB"), weakest.Name),
            report.Curve is null ? null : Tile(
                "top-1 taken to be lost", Html.Text($"{report.Curve.Nearest.Drop:F1} points"), "from images held out"),
            report.Blob.WeightsEncoding == "raw" ? null : Tile(
                "packed weights",
                Html.Text($"{report.Blob.BitsPerWeight:F2} bits each"),
                Html.Text($"{report.Blob.StoredWeightsBytes:N0} B")),
            Tile(
                "flash",
                Html.Text($"{report.Blob.Bytes:N0} B"),
                Html.Text($"slot on {plan.Board}: {(plan.Pass ? "fits" : "see below")}")),
            Tile(
                "RAM",
                Html.Text($"{plan.PeakArenaBytes:N0} B"),
                Html.Text($"smallest possible {plan.SmallestArenaBytes:N0} B")),
            Tile("time, modelled", Html.Text($"{plan.EstimatedMs:F0} ms"), $"{plan.Board}, weights in {plan.Weights}"));
    }

    private static XElement Tile(string name, string value, string note)
    {
        return Html.Element(
            "div",
            "tile",
            Html.Element("span", "name", name),
            Html.Element("span", "figure", value),
            Html.Element("span", "name", note));
    }

    private static XElement? AdviceSection(IReadOnlyList<Advice> advice)
    {
        return advice.Count == 0 ? null : Section("What to look at", null, Html.Element(
            "ul",
            "advice",
            advice.Select(a => Html.Element(
                "li",
                a.IsWarning ? "warning" : null,
                Html.Element("b", null, a.IsWarning ? $"To do, {a.Subject}: " : $"{a.Subject}: "),
                Html.Element("span", null, a.Text)))));
    }

    private static XElement? MemorySection(PlanReport plan)
    {
        return Section(
            "Memory over time",
            "What the stages of one inference use of the arena, in order; a column is as wide as the stage is long on "
            + $"{plan.Board} with weights in {plan.Weights}, by the cost model. In place, output shares bytes with the "
            + "input.",
            MemoryChart.Draw(plan),
            Table(
                ["stage", "ms", "RAM", "input", "output", "scratch", "placement", "weights read"],
                plan.Stages.Select((s, k) => new[]
                {
                    $"{k + 1}. {s.Name}",
                    Html.Text($"{s.EstimatedMs:F1}"),
                    Html.Text($"{s.RamBytes:N0}"),
                    Html.Text($"{s.InBytes:N0}"),
                    Html.Text($"{s.OutBytes:N0}"),
                    Html.Text($"{s.ScratchBytes:N0}"),
                    s.Placement,
                    Html.Text($"{s.WeightBytesRead:N0}"),
                })));
    }

    private static XElement? Origin(BlobSummary blob)
    {
        return Section(
            "Where it comes from",
            null,
            Html.Element(
                "dl",
                null,
                blob.Meta.Select(pair => new[]
                {
                    Html.Element("dt", null, pair.Key), Html.Element("dd", null, pair.Value),
                })));
    }

    private static string Style()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(StyleName)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
