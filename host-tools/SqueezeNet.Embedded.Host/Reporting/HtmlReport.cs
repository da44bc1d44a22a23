using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>A report as one HTML page that needs nothing else: no script, no font, no file, no network.</summary>
public static class HtmlReport
{
    /// <summary>
    /// Writes the page of a build. The same report gives the same page; images of mistakes are read again for it.
    /// </summary>
    public static string Write(BuildReport report)
    {
        string title = $"{report.Blob.Name}: quantization report";
        return HtmlPage.Write(
            title,
            Header(report),
            Tiles(report),
            AdviceSection(report.Advice),
            EvaluationPage.Sections(report.Evaluation, report.Labels, report.Images),
            CurveSection.Write(report.Curve),
            HtmlPage.Section(
                "Error, layer by layer",
                "Signal-to-quantization-noise ratio of each layer's output against fp32, with the noise of all "
                + "layers before it: 10 log10(Σ x² / Σ (x − x′)²) over all calibration images, after ReLU. "
                + "6 dB less is twice the error. Where the hollow marks are near the full one, the layer "
                + "itself makes the noise.",
                ErrorChart.Draw(report.Layers)),
            HtmlPage.Section("Layers", null, LayerTable.Write(report.Layers)),
            HtmlPage.Section(
                "Weights",
                "How often each int8 value occurs, −127 at the left, 0 in the middle; heights are relative to "
                + "the tallest bar. Spikes at the ends are clipped weights.",
                WeightChart.Draw(report.Layers)),
            MemorySection(report.Plan),
            Origin(report.Blob));
    }

    /// <summary>Writes the page of an evaluation.</summary>
    public static string Write(EvaluationReport report)
    {
        return EvaluationPage.Write(report);
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
        EvaluationResult? evaluation = report.Evaluation;
        Comparison? against = (evaluation?.NotCalibratedOn ?? evaluation)?.Against;
        return Html.Element(
            "div",
            "tiles",
            evaluation is null ? null : EvaluationPage.Top1(evaluation),
            against is null ? null : HtmlPage.Tile(
                "agreement with fp32",
                Html.Text($"{against.Agreement:F1} %"),
                Html.Text($"KL divergence {against.Divergence:F4} nats")),
            weakest is null ? null : HtmlPage.Tile("weakest layer", Html.Text($"{weakest.Sqnr:F1} dB"), weakest.Name),
            report.Curve is null ? null : HtmlPage.Tile(
                "top-1 taken to be lost", Html.Text($"{report.Curve.Nearest.Drop:F1} points"), "from images held out"),
            report.Blob.WeightsEncoding == "raw" ? null : HtmlPage.Tile(
                "packed weights",
                Html.Text($"{report.Blob.BitsPerWeight:F2} bits each"),
                Html.Text($"{report.Blob.StoredWeightsBytes:N0} B")),
            HtmlPage.Tile(
                "flash",
                Html.Text($"{report.Blob.Bytes:N0} B"),
                Html.Text($"slot on {plan.Board}: {(plan.Pass ? "fits" : "see below")}")),
            HtmlPage.Tile(
                "RAM",
                Html.Text($"{plan.PeakArenaBytes:N0} B"),
                Html.Text($"smallest possible {plan.SmallestArenaBytes:N0} B")),
            HtmlPage.Tile(
                "time, modelled",
                Html.Text($"{plan.EstimatedMs:F0} ms"),
                $"{plan.Board}, weights in {plan.Weights}"));
    }

    private static XElement? AdviceSection(IReadOnlyList<Advice> advice)
    {
        return advice.Count == 0 ? null : HtmlPage.Section("What to look at", null, Html.Element(
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
        return HtmlPage.Section(
            "Memory over time",
            "What the stages of one inference use of the arena, in order; a column is as wide as the stage is long on "
            + $"{plan.Board} with weights in {plan.Weights}, by the cost model. In place, output shares bytes with the "
            + "input.",
            MemoryChart.Draw(plan),
            HtmlPage.Table(
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
        return HtmlPage.Section(
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
}
