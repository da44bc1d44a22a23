using System.Collections.Generic;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>An evaluation as a page of its own, or as a part of a build's.</summary>
internal static class EvaluationPage
{
    /// <summary>A page of an evaluation alone.</summary>
    public static string Write(EvaluationReport report)
    {
        return HtmlPage.Write(
            $"{report.Blob.Name}: evaluation",
            Header(report),
            Tiles(report.Evaluation),
            Doubt(report.Evaluation),
            Sections(report.Evaluation, report.Labels, report.Images));
    }

    /// <summary>Accuracy, class by class, and mistakes; nothing without an evaluation.</summary>
    public static IEnumerable<XElement?> Sections(
        EvaluationResult? evaluation, IReadOnlyList<string> labels, ImageOptions options)
    {
        if (evaluation is null)
        {
            yield break;
        }

        yield return AccuracySection.Write(evaluation, labels);
        yield return ClassSection.Write(evaluation, labels);
        yield return MistakeSection.Write(evaluation, labels, options);
    }

    /// <summary>The figure that counts: of images that were not calibrated on, if there are any.</summary>
    public static XElement Top1(EvaluationResult evaluation)
    {
        EvaluationResult shown = evaluation.NotCalibratedOn ?? evaluation;
        string reference = shown.Against is Comparison against ? Html.Text($" / {against.Reference.Top1:F1}") : "";
        string note = evaluation.NotCalibratedOn is not null ? " not calibrated on"
            : evaluation.Overlaps is { Count: > 0 } ? ", calibrated on"
            : string.Empty;
        string other = shown.Against is { Arithmetic: "int8" } ? "the other" : "fp32";
        return HtmlPage.Tile(
            shown.Against is null ? "top-1, int8" : $"top-1, int8 / {other}",
            Html.Text($"{shown.Accuracy.Top1:F1}{reference} %"),
            Html.Text($"{shown.Images} images{note}"));
    }

    private static XElement Header(EvaluationReport report)
    {
        BlobSummary blob = report.Blob;
        string folder = report.Evaluation.Folder is ImageFolder images ? $"; {images.Summary}" : string.Empty;
        return Html.Element(
            "header",
            null,
            Html.Element("h1", null, blob.Name),
            Html.Element(
                "p",
                "note",
                Html.Text($"int8, {blob.Input.Width} × {blob.Input.Height}, {blob.Classes} classes; crc {blob.Crc}")
                + $"{folder}. Images decoded by {ImageFile.Decoder}."));
    }

    private static XElement Tiles(EvaluationResult evaluation)
    {
        EvaluationResult shown = evaluation.NotCalibratedOn ?? evaluation;
        return Html.Element(
            "div",
            "tiles",
            Top1(evaluation),
            HtmlPage.Tile(
                "top-5, int8",
                Html.Text($"{shown.Accuracy.Top5:F1} %"),
                Html.Text($"{shown.Accuracy.Top5Interval.Low:F1} .. {shown.Accuracy.Top5Interval.High:F1} %")),
            shown.Against is not Comparison against ? null : HtmlPage.Tile(
                "agreement",
                Html.Text($"{against.Agreement:F1} %"),
                Html.Text($"KL divergence {against.Divergence:F4} nats")),
            HtmlPage.Tile(
                "mistakes",
                Html.Text($"{evaluation.Mistakes.Count}"),
                Html.Text($"of {evaluation.Images} images")));
    }

    private static XElement? Doubt(EvaluationResult evaluation)
    {
        return evaluation.Doubt is not string doubt ? null : Html.Element(
            "ul",
            "advice",
            Html.Element(
                "li",
                "warning",
                Html.Element("b", null, "To do, accuracy: "),
                Html.Element("span", null, doubt)));
    }
}
