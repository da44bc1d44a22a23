using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>Photos and recall of each class.</summary>
internal static class PhotoClasses
{
    public static XElement? Write(TrainingResult result)
    {
        IReadOnlyList<string> labels = result.Photos.Labels;
        int[][] confusion = result.Figures.HeldOut.Confusion;
        return HtmlPage.Section(
            "Class by class",
            "Recall: how many of a class's photos are right. Precision: how many of the photos that were taken for it "
            + "are of it. Both on photos held out.",
            Html.Element("div", "classes", HtmlPage.Table(
                ["class", "photos", "right", "recall", "named", "precision", "taken most often for"],
                result.Figures.HeldOut.Classes.Select(c => new object[]
                {
                    labels[c.Class],
                    Html.Text($"{c.Images}"),
                    Html.Text($"{c.Right}"),
                    Html.Element("span", "recall", Bar(c.Recall ?? 0), Percent(c.Recall)),
                    Html.Text($"{c.Named}"),
                    Percent(c.Precision),
                    TakenFor(c.Class, confusion[c.Class], labels),
                }))));
    }

    /// <summary>The number stands beside it.</summary>
    private static XElement Bar(double percent)
    {
        return Html.Element(
            "svg",
            "share",
            new XAttribute("aria-hidden", "true"),
            Html.Element("rect", null, Html.Attribute("width", $"{percent:0.##}%"), new XAttribute("height", "100%")));
    }

    private static string TakenFor(int truth, int[] row, IReadOnlyList<string> labels)
    {
        int most = Enumerable.Range(0, row.Length).Where(c => c != truth).MaxBy(c => row[c]);
        return row.Length < 2 || row[most] == 0 ? string.Empty : Html.Text($"{row[most]} × {labels[most]}");
    }

    private static string Percent(double? value)
    {
        return value is double number ? Html.Text($"{number:F0} %") : "–";
    }
}
