using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>What was taken for what, as a table whose cells are the stronger the more photos they have.</summary>
internal static class ConfusionTable
{
    // As many as report.css has.
    private const int Shades = 5;

    /// <summary>The section.</summary>
    /// <param name="confusion">[true class][named class]: photos.</param>
    public static XElement? Write(int[][] confusion, IReadOnlyList<string> labels)
    {
        return HtmlPage.Section(
            "What is taken for what",
            "A row for each class, a column for each that was named; photos held out. Blue is right, orange is wrong, "
            + "the stronger the larger the share of the row. Empty cells are 0.",
            Html.Element(
                "div",
                "scroll",
                new XAttribute("tabindex", 0),
                Html.Element(
                    "table",
                    labels.Count > 15 ? "confusion many" : "confusion",
                    Html.Element(
                        "thead",
                        null,
                        Html.Element(
                            "tr",
                            null,
                            Header("col", "true class"),
                            labels.Select(label => Header("col", Html.Element("span", null, label))))),
                    Html.Element("tbody", null, confusion.Select((row, truth) => Row(row, truth, labels))))));
    }

    private static XElement Row(int[] row, int truth, IReadOnlyList<string> labels)
    {
        int sum = row.Sum();
        return Html.Element(
            "tr",
            null,
            Header("row", labels[truth]),
            row.Select((photos, named) => Html.Element(
                "td",
                photos == 0 ? null : Html.Text($"{(named == truth ? "right" : "wrong")}{Shade(photos, sum)}"),
                photos == 0 ? string.Empty : Html.Text($"{photos}"))));
    }

    /// <summary>1..5; a single photo shows.</summary>
    private static int Shade(int photos, int sum)
    {
        return Math.Clamp((int)Math.Ceiling((double)Shades * photos / sum), 1, Shades);
    }

    private static XElement Header(string scope, object text)
    {
        return Html.Element("th", null, new XAttribute("scope", scope), text);
    }
}
