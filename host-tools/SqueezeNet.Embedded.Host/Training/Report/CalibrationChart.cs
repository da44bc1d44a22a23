using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training.Figures;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>How often photos are right that were named with about the same probability (reliability diagram).</summary>
internal static class CalibrationChart
{
    private const double LeastRadius = 3;
    private const double MoreRadius = 6;

    public static XElement? Write(ScoreCalibration calibration)
    {
        return calibration.Bins.Count == 0 ? null : HtmlPage.Section(
            "Whether probabilities mean what they say",
            "Of photos that are named with 80 %, eight of ten should be right: then marks lie on the dashed line. "
            + "Above it the network is too modest, below it too sure. Larger marks stand for more photos. Scores are "
            + Html.Text($"divided by a temperature of {calibration.Temperature:F2}, which is part of the network; the ")
            + Html.Text($"mean distance from the line is {calibration.ErrorAfter:F1} points with it and ")
            + Html.Text($"{calibration.ErrorBefore:F1} without."),
            Html.Element(
                "div",
                "curves",
                calibration.BinsBefore.Count == 0 ? null : Draw("as trained", calibration.BinsBefore),
                Draw("with the temperature", calibration.Bins)),
            HtmlPage.Table(
                ["mean probability", "right", "photos"],
                calibration.Bins.Select(bin => new[]
                {
                    Html.Text($"{100 * bin.Probability:F0} %"),
                    Html.Text($"{100 * bin.Right:F0} %"),
                    Html.Text($"{bin.Photos}"),
                })));
    }

    private static XElement Draw(string title, IReadOnlyList<CalibrationBin> bins)
    {
        double[] ticks = [0, 25, 50, 75, 100];
        int most = bins.Max(bin => bin.Photos);
        string points = string.Join("; ", bins.Select(bin =>
            Html.Text($"named with {100 * bin.Probability:F0} %: {100 * bin.Right:F0} % of {bin.Photos} right")));
        return Html.Element(
            "figure",
            null,
            Html.Element("figcaption", null, $"{title}: right, %, over probability, %"),
            Html.Element(
                "svg",
                "curve square",
                new XAttribute("role", "img"),
                Html.Element("title", null, $"Share of photos that are right over their probability, {title}"),
                Html.Element("desc", null, points),
                ticks.SelectMany(tick => new[]
                {
                    Plot.Line("grid", 0, 100 - tick, 100, 100 - tick),
                    Plot.Text("tick", new PlotPlace(0, 100 - tick, -8, 4), "end", Html.Text($"{tick:F0}")),
                    Plot.Text("tick", new PlotPlace(tick, 100, 0, 16), "middle", Html.Text($"{tick:F0}")),
                }),
                Plot.Text("tick", new PlotPlace(100, 100, 0, 32), "end", "probability"),
                Plot.Line("level", 0, 100, 100, 0),
                bins.Zip(bins.Skip(1), (a, b) => Plot.Line(
                    "way", 100 * a.Probability, 100 * (1 - a.Right), 100 * b.Probability, 100 * (1 - b.Right))),
                bins.Select(bin => Plot.Dot(
                    "measured",
                    100 * bin.Probability,
                    100 * (1 - bin.Right),
                    LeastRadius + (MoreRadius * bin.Photos / most)))));
    }
}
