using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>How a blob does class by class: the worst ones, what is taken for what, and all.</summary>
internal static class ClassSection
{
    private const int Shown = 20;

    private static readonly string[] columns =
        ["class", "images", "right", "recall", "named", "precision", "taken most often for"];

    /// <summary>The section.</summary>
    public static XElement? Write(EvaluationResult result, IReadOnlyList<string> labels)
    {
        IReadOnlyList<ClassResult> all = result.Classes;
        if (all.Count == 0)
        {
            return null;
        }

        IReadOnlyList<ClassResult> worst = ClassResult.Worst(all);
        string text = Html.Text($"{all.Count - worst.Count} of {all.Count} classes are without mistakes. ")
            + "Recall: how many of a class's images are right. Precision: how many of the images that were taken for "
            + "it are of it.";
        return HtmlPage.Section(
            "Class by class",
            text,
            worst.Count == 0 ? null : Html.Element("h3", null, Title("The worst classes", worst.Count)),
            worst.Count == 0 ? null : Table(worst.Take(Shown), result, labels),
            Pairs(result.ConfusedPairs, labels),
            all.Count <= Shown && worst.Count == all.Count ? null : Html.Element(
                "details",
                null,
                Html.Element("summary", null, Html.Text($"All {all.Count} classes")),
                Table(all, result, labels)));
    }

    private static XElement Table(
        IEnumerable<ClassResult> classes, EvaluationResult result, IReadOnlyList<string> labels)
    {
        return Html.Element("div", "classes", HtmlPage.Table(columns, classes.Select(c => new[]
        {
            labels[c.Class],
            Html.Text($"{c.Images}"),
            Html.Text($"{c.Right}"),
            Percent(c.Recall),
            Html.Text($"{c.Named}"),
            Percent(c.Precision),
            TakenFor(c.Class, result.Confusion[c.Class], labels),
        })));
    }

    private static string TakenFor(int truth, int[] row, IReadOnlyList<string> labels)
    {
        int most = Enumerable.Range(0, row.Length).Where(c => c != truth).MaxBy(c => row[c]);
        return row.Length < 2 || row[most] == 0 ? string.Empty : Html.Text($"{row[most]} × {labels[most]}");
    }

    private static XElement? Pairs(IReadOnlyList<ConfusedPair> pairs, IReadOnlyList<string> labels)
    {
        return pairs.Count == 0 ? null : Html.Element(
            "div",
            "pairs",
            Html.Element("h3", null, Title("What is taken for what", pairs.Count)),
            HtmlPage.Table(
                ["true class", "taken for", "images"],
                pairs.Take(Shown).Select(p => new[] { labels[p.Truth], labels[p.Named], Html.Text($"{p.Images}") })));
    }

    private static string Title(string what, int count)
    {
        return count > Shown ? Html.Text($"{what}: {Shown} of {count}") : what;
    }

    private static string Percent(double? value)
    {
        return value is double number ? Html.Text($"{number:F0} %") : "–";
    }
}
