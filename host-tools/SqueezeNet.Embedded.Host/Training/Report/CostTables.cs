using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>What the network costs on the board, and what smaller ones would.</summary>
internal static class CostTables
{
    /// <summary>Sizes that were tried; nothing if none were.</summary>
    public static XElement? Fits(IReadOnlyList<FitRow> fits)
    {
        return fits.Count == 0 ? null : HtmlPage.Section(
            "Smaller and faster",
            "The same photos with smaller inputs, with and without a bypass around the last Fire module: accuracy on "
            + "photos held out, in fp32 on frozen features. Times are modelled.",
            Html.Element("div", "notes", HtmlPage.Table(
                ["input", "bypass", "top-1", "RAM", "flash", "ms", "remark"],
                fits.Select(row => new[]
                {
                    Html.Text($"{row.Side} × {row.Side}"),
                    row.HasBypass ? "yes" : "no",
                    Html.Text($"{row.Accuracy:F1} %"),
                    Html.Text($"{row.RamBytes:N0} B"),
                    Html.Text($"{row.FlashBytes:N0} B"),
                    Html.Text($"{row.Milliseconds:F1}"),
                    row.IsChosen ? "taken" : row.Problem ?? string.Empty,
                }))));
    }

    /// <summary>What the blob takes, or will.</summary>
    public static XElement? Plan(PlanReport plan)
    {
        return HtmlPage.Section(
            "What it costs on the board",
            $"What the stages of one classification use of the arena, in order; a column is as wide as the stage is "
            + $"long on {plan.Board} with weights in {plan.Weights}, by the cost model.",
            plan.Problems.Count == 0 ? null : Html.Element(
                "ul",
                "advice",
                plan.Problems.Select(problem => Html.Element("li", "warning", Html.Element("span", null, problem)))),
            MemoryChart.Draw(plan));
    }
}
