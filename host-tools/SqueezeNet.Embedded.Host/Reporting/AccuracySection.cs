using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>What the evaluation found.</summary>
internal static class AccuracySection
{
    private const int ShownDifferences = 200;

    private const int ShownOverlaps = 200;

    /// <summary>The section.</summary>
    public static XElement? Write(EvaluationResult result, IReadOnlyList<string> labels)
    {
        EvaluationResult shown = result.NotCalibratedOn ?? result;
        List<object?> content =
        [
            HtmlPage.Table(["", "images", "top-1", "95 % interval", "top-5", "95 % interval"], Rows(result)),
            Overlaps(result.Overlaps),
            .. Compare(shown.Against),
        ];
        if (result.Against is { Differences.Count: > 0 } against)
        {
            content.Add(Differences(against, labels));
        }

        return HtmlPage.Section("Accuracy", Text(result) + " Intervals are Wilson's.", [.. content]);
    }

    /// <summary>Says what the images are: held out only if that is known.</summary>
    private static string Text(EvaluationResult result)
    {
        return result.Overlaps is null
            ? Html.Text($"{result.Images} images. Whether the blob was calibrated on some of them is not known here.")
            : result.OverlapNote is string overlap
                ? $"{overlap}."
                : Html.Text($"{result.Images} images that were not calibrated on, compared by path, bytes and looks.");
    }

    private static IEnumerable<string[]> Rows(EvaluationResult result)
    {
        foreach ((string where, EvaluationResult part) in new[]
        {
            (", not calibrated on", result.NotCalibratedOn),
            (result.Overlaps is { Count: > 0 } ? ", all" : string.Empty, result),
        }.Where(part => part.Item2 is not null).Select(part => (part.Item1, part.Item2!)))
        {
            bool isBlob = part.Against?.Arithmetic == "int8";
            (string own, string other) = isBlob ? ("this blob", "the other") : ("int8", "fp32");
            yield return Row(own + where, part.Accuracy);
            if (part.Against is Comparison against)
            {
                yield return Row(other + where, against.Reference);
            }
        }
    }

    private static string[] Row(string name, Accuracy accuracy)
    {
        return
        [
            name,
            Html.Text($"{accuracy.Images}"),
            Html.Text($"{accuracy.Top1:F1} %"),
            Text(accuracy.Top1Interval),
            Html.Text($"{accuracy.Top5:F1} %"),
            Text(accuracy.Top5Interval),
        ];
    }

    private static IEnumerable<XElement> Compare(Comparison? against)
    {
        if (against is null)
        {
            yield break;
        }

        yield return Html.Element(
            "p",
            null,
            Html.Text($"Agreement on {against.Agreement:F1} % ({Text(against.AgreementInterval)}), ")
            + Html.Text($"KL divergence {against.Divergence:F4} nats. ")
            + Text("top-1", against.Top1, against.Arithmetic) + " " + Text("top-5", against.Top5, against.Arithmetic));
    }

    private static string Text(string what, McNemar test, string reference)
    {
        string verdict = test.PValue < 0.05 ? "more than chance" : "no more than chance would do";
        return Html.Text($"In {what}, only int8 is right on {test.OnlyBlob} and only {reference} on ")
            + Html.Text($"{test.OnlyReference} images: McNemar's exact p = {test.PValue:0.####}, {verdict}.");
    }

    private static XElement? Overlaps(IReadOnlyList<Overlap>? overlaps)
    {
        return overlaps is not { Count: > 0 } ? null : Html.Element(
            "details",
            null,
            Html.Element("summary", null, Html.Text($"{overlaps.Count} images that were calibrated on")),
            HtmlPage.Table(
                ["image", "calibration image", "how it is known"],
                overlaps.Take(ShownOverlaps).Select(o => new[] { o.File, o.CalibrationImage, OverlapText.Of(o.Kind) })),
            More(overlaps.Count - ShownOverlaps));
    }

    private static XElement Differences(Comparison against, IReadOnlyList<string> labels)
    {
        return Html.Element(
            "details",
            null,
            Html.Element("summary", null, Html.Text($"{against.Differences.Count} images they differ on")),
            HtmlPage.Table(
                ["image", "true class", against.Arithmetic, "int8"],
                against.Differences.Take(ShownDifferences).Select(d => new[]
                {
                    d.File, labels[d.Truth], labels[d.Reference], labels[d.Blob],
                })),
            More(against.Differences.Count - ShownDifferences));
    }

    private static XElement? More(int count)
    {
        return count > 0 ? Html.Element("p", "note", Html.Text($"and {count} more; --json lists all.")) : null;
    }

    private static string Text(Interval interval)
    {
        return Html.Text($"{interval.Low:F1} .. {interval.High:F1} %");
    }
}
