using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>A measure of judged points over their bytes, joined in order, and a line at the blob's bytes.</summary>
internal static class CurveChart
{
    private const double Least = 1e-9;

    public static XElement Draw(RateCurve curve, string title, Func<Fidelity, double> measure, bool logarithmic)
    {
        (RatePoint Point, char Letter, double Value)[] judged = curve.Points
            .Select((p, i) => (Point: p, Letter: RateCurve.Letter(i)))
            .Where(p => p.Point.HeldOut is not null)
            .Select(p => (p.Point, p.Letter, Math.Max(measure(p.Point.HeldOut!), logarithmic ? Least : 0)))
            .ToArray();
        PlotAxis x = PlotAxis.Of(judged.Select(p => (double)p.Point.Bytes).Append(curve.Chosen.Bytes), false);
        PlotAxis y = PlotAxis.Of(judged.Select(p => p.Value), logarithmic);
        (double X, double Y)[] places = judged.Select(p => (x.At(p.Point.Bytes), 100 - y.At(p.Value))).ToArray();
        double blob = x.At(curve.Chosen.Bytes);
        string label = string.Join(
            "; ", judged.Select(p => Html.Text($"{p.Letter} {p.Point.Bytes:N0} bytes: {p.Value:G3}")));
        return Html.Element(
            "figure",
            null,
            Html.Element("figcaption", null, title),
            Html.Element(
                "svg",
                "curve",
                new XAttribute("role", "img"),
                new XAttribute("aria-label", $"{title}. {label}"),
                y.Ticks.SelectMany(tick => new[]
                {
                    Plot.Line("grid", 0, 100 - y.At(tick), 100, 100 - y.At(tick)),
                    Plot.Text("tick", new PlotPlace(0, 100 - y.At(tick), -8, 4), "end", Html.Text($"{tick:G3}")),
                }),
                x.Ticks.Select(tick => Plot.Text(
                    "tick", new PlotPlace(x.At(tick), 100, 0, 16), "middle", Html.Text($"{tick:N0}"))),
                Plot.Text("tick", new PlotPlace(100, 100, 0, 32), "end", "bytes"),
                Plot.Line("level", blob, 0, blob, 100),
                Plot.Text(
                    null,
                    new PlotPlace(blob, 0, 0, -4),
                    blob > 50 ? "end" : "start",
                    Html.Text($"blob {curve.Chosen.Bytes:N0} bytes")),
                places.Zip(places.Skip(1), (a, b) => Plot.Line("way", a.X, a.Y, b.X, b.Y)),
                judged.Select((p, i) => Plot.Mark("measured", places[i].X, places[i].Y, p.Letter.ToString()))));
    }
}
