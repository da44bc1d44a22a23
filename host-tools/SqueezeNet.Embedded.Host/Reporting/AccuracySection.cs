using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>What the evaluation found.</summary>
internal static class AccuracySection
{
    private const int ShownDifferences = 200;

    public static XElement? Write(BuildReport report)
    {
        if (report.Evaluation is not EvaluationResult result)
        {
            return null;
        }

        List<object?> content =
        [
            HtmlReport.Table(["", "top-1", "95 % interval", "top-5", "95 % interval"], Rows(result)),
            .. Compare(result.Against),
        ];
        if (result.Against is { Differences.Count: > 0 } against)
        {
            content.Add(Differences(against, report.Labels));
        }

        return HtmlReport.Section(
            "Accuracy",
            Html.Text($"{result.Images} images that were not calibrated on. Intervals are Wilson's."),
            [.. content]);
    }

    private static IEnumerable<string[]> Rows(EvaluationResult result)
    {
        yield return Row("int8", result.Accuracy);
        if (result.Against is Comparison against)
        {
            yield return Row(against.Arithmetic, against.Reference);
        }
    }

    private static string[] Row(string name, Accuracy accuracy)
    {
        return
        [
            name,
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

    private static XElement Differences(Comparison against, IReadOnlyList<string> labels)
    {
        int more = against.Differences.Count - ShownDifferences;
        return Html.Element(
            "details",
            null,
            Html.Element("summary", null, Html.Text($"{against.Differences.Count} images they differ on")),
            HtmlReport.Table(
                ["image", "true class", against.Arithmetic, "int8"],
                against.Differences.Take(ShownDifferences).Select(d => new[]
                {
                    d.File, labels[d.Truth], labels[d.Reference], labels[d.Blob],
                })),
            more > 0 ? Html.Element("p", "note", Html.Text($"and {more} more; sqnet eval --json lists all.")) : null);
    }

    private static string Text(Interval interval)
    {
        return Html.Text($"{interval.Low:F1} .. {interval.High:F1} %");
    }
}
