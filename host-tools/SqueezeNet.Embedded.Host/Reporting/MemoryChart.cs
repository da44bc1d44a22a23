using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>
/// What of the arena is in use over the time of one inference: a column a stage, as wide as it is long.
/// </summary>
internal static class MemoryChart
{
    private const double Headroom = 1.12;

    public static XElement Draw(PlanReport plan)
    {
        double top = Headroom * plan.PeakArenaBytes;
        // A budget far above would flatten the plot, and one just above would hide the arena's own line.
        double room = (double)plan.BudgetBytes / plan.PeakArenaBytes;
        bool budget = room is > 1.1 and < 1.6;
        top = budget ? Math.Max(top, 1.05 * plan.BudgetBytes) : top;
        double total = Math.Max(plan.Stages.Sum(s => s.EstimatedMs), 1e-9);
        List<XElement> columns = [];
        double time = 0;
        for (int k = 0; k < plan.Stages.Count; k++)
        {
            columns.Add(Column(k, plan.Stages[k], 100 * time / total, 100 * plan.Stages[k].EstimatedMs / total, top));
            time += plan.Stages[k].EstimatedMs;
        }

        XElement chart = Html.Element(
            "svg",
            "memory",
            new XAttribute("role", "img"),
            Html.Attribute("aria-label", $"Arena bytes in use over {total:F1} ms; the table below has the numbers."),
            columns,
            Level("arena", plan.PeakArenaBytes, top),
            budget ? Level("budget", plan.BudgetBytes, top) : null);
        return Html.Element(
            "figure",
            null,
            Html.Element("figcaption", "legend", Key("input"), Key("output"), Key("scratch")),
            chart,
            Html.Element(
                "div",
                "scale",
                Html.Element("span", null, "0 ms"),
                Html.Element("span", null, Html.Text($"{total / 2:0.#} ms")),
                Html.Element("span", null, Html.Text($"{total:0.#} ms"))));
    }

    private static XElement Key(string part)
    {
        return Html.Element("span", null, Html.Element("i", part), part);
    }

    private static XElement Column(int index, StageReport stage, double left, double width, double top)
    {
        // In place, the output lies in bytes that count as input already.
        long output = stage.RamBytes - stage.InBytes - stage.ScratchBytes;
        string title = Html.Text(
            $"stage {index + 1}, {stage.Name}: {stage.EstimatedMs:F1} ms, ")
            + Html.Text($"{stage.RamBytes} bytes: input {stage.InBytes}, ")
            + Html.Text($"output {stage.OutBytes} ({stage.Placement}), scratch {stage.ScratchBytes}");
        return Html.Element(
            "g",
            null,
            Html.Element("title", null, title),
            Part("input", left, width, 0, stage.InBytes, top),
            Part("output", left, width, stage.InBytes, output, top),
            Part("scratch", left, width, stage.InBytes + output, stage.ScratchBytes, top),
            width < 4 ? null : Html.Element(
                "text",
                "label",
                Html.Attribute("x", $"{left + (width / 2):0.##}%"),
                Html.Attribute("y", $"{100 * (1 - (stage.RamBytes / top)):0.##}%"),
                new XAttribute("dy", -4),
                new XAttribute("text-anchor", "middle"),
                Html.Text($"{index + 1}")));
    }

    private static XElement? Part(string part, double left, double width, long from, long bytes, double top)
    {
        return bytes == 0 ? null : Html.Element(
            "rect",
            part,
            Html.Attribute("x", $"{left:0.###}%"),
            Html.Attribute("width", $"{width:0.###}%"),
            Html.Attribute("y", $"{100 * (1 - ((from + bytes) / top)):0.###}%"),
            Html.Attribute("height", $"{100 * bytes / top:0.###}%"));
    }

    private static object[] Level(string name, long bytes, double top)
    {
        double y = 100 * (1 - (bytes / top));
        return
        [
            Html.Element(
                "line",
                "level",
                Html.Attribute("x1", $"0"),
                Html.Attribute("x2", $"100%"),
                Html.Attribute("y1", $"{y:0.##}%"),
                Html.Attribute("y2", $"{y:0.##}%")),
            Html.Element(
                "text",
                "label",
                Html.Attribute("x", $"100%"),
                Html.Attribute("y", $"{y:0.##}%"),
                new XAttribute("dy", -4),
                new XAttribute("text-anchor", "end"),
                Html.Text($"{name} {bytes:N0} bytes")),
        ];
    }
}
