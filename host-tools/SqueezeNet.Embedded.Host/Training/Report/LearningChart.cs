using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training.Figures;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>Held-out accuracy over the number of photos a class: whether more photos would help.</summary>
internal static class LearningChart
{
    /// <summary>The section; a single point is no curve.</summary>
    public static XElement? Write(IReadOnlyList<LearningPoint> curve)
    {
        return curve.Count < 2 ? null : HtmlPage.Section(
            "Would more photos help?",
            "Accuracy on photos held out, trained with some photos of each class only; bars are the lowest and the "
            + "highest draw. A curve that still climbs at its right end says yes.",
            Html.Element("div", "curves", Draw(curve)),
            HtmlPage.Table(
                ["photos a class", "top-1", "lowest draw", "highest draw"],
                curve.Select(p => new[]
                {
                    Html.Text($"{(p.IsAll ? "all, " : string.Empty)}{p.PhotosPerClass:0.#}"),
                    Html.Text($"{p.Accuracy:F1} %"),
                    Html.Text($"{p.Range.Low:F1} %"),
                    Html.Text($"{p.Range.High:F1} %"),
                })));
    }

    private static XElement Draw(IReadOnlyList<LearningPoint> curve)
    {
        PlotAxis x = PlotAxis.Of(curve.Select(p => p.PhotosPerClass), true);
        PlotAxis y = PlotAxis.Of(curve.SelectMany(p => new[] { p.Accuracy, p.Range.Low, p.Range.High }), false);
        (double X, double Y)[] places =
            [.. curve.Select(p => (x.At(p.PhotosPerClass), 100 - y.At(p.Accuracy)))];
        string points = string.Join(
            "; ", curve.Select(p => Html.Text($"{p.PhotosPerClass:0.#} a class: {p.Accuracy:F1} %")));
        return Html.Element(
            "figure",
            null,
            Html.Element("figcaption", null, "top-1, %, over photos a class, logarithmic"),
            Html.Element(
                "svg",
                "curve",
                new XAttribute("role", "img"),
                Html.Element("title", null, "Accuracy over photos a class"),
                Html.Element("desc", null, points),
                y.Ticks.SelectMany(tick => new[]
                {
                    Plot.Line("grid", 0, 100 - y.At(tick), 100, 100 - y.At(tick)),
                    Plot.Text("tick", new PlotPlace(0, 100 - y.At(tick), -8, 4), "end", Html.Text($"{tick:F1}")),
                }),
                curve.Select((p, i) => Plot.Text(
                    "tick", new PlotPlace(places[i].X, 100, 0, 16), "middle", Html.Text($"{p.PhotosPerClass:0.#}"))),
                Plot.Text("tick", new PlotPlace(100, 100, 0, 32), "end", "photos a class"),
                curve.Select((p, i) =>
                    Plot.Line("range", places[i].X, 100 - y.At(p.Range.Low), places[i].X, 100 - y.At(p.Range.High))),
                places.Zip(places.Skip(1), (a, b) => Plot.Line("way", a.X, a.Y, b.X, b.Y)),
                curve.Select((p, i) =>
                    Plot.Mark("measured", places[i].X, places[i].Y, Html.Text($"{p.Accuracy:F1}")))));
    }
}
