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
        Axis x = Axis.Of(judged.Select(p => (double)p.Point.Bytes).Append(curve.Chosen.Bytes), false);
        Axis y = Axis.Of(judged.Select(p => p.Value), logarithmic);
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
                    Line("grid", 0, 100 - y.At(tick), 100, 100 - y.At(tick)),
                    Text("tick", new Place(0, 100 - y.At(tick), -8, 4), "end", Html.Text($"{tick:G3}")),
                }),
                x.Ticks.Select(
                    tick => Text("tick", new Place(x.At(tick), 100, 0, 16), "middle", Html.Text($"{tick:N0}"))),
                Text("tick", new Place(100, 100, 0, 32), "end", "bytes"),
                Line("level", blob, 0, blob, 100),
                Text(
                    null,
                    new Place(blob, 0, 0, -4),
                    blob > 50 ? "end" : "start",
                    Html.Text($"blob {curve.Chosen.Bytes:N0} bytes")),
                places.Zip(places.Skip(1), (a, b) => Line("way", a.X, a.Y, b.X, b.Y)),
                judged.Select((p, i) => Mark(places[i].X, places[i].Y, p.Letter))));
    }

    private static XElement[] Mark(double x, double y, char letter)
    {
        return
        [
            Html.Element(
                "circle",
                "measured",
                Html.Attribute("cx", $"{x:0.##}%"),
                Html.Attribute("cy", $"{y:0.##}%"),
                new XAttribute("r", 5)),
            Text(null, new Place(x, y, 0, -9), "middle", letter.ToString()),
        ];
    }

    private static XElement Line(string style, double x1, double y1, double x2, double y2)
    {
        return Html.Element(
            "line",
            style,
            Html.Attribute("x1", $"{x1:0.##}%"),
            Html.Attribute("y1", $"{y1:0.##}%"),
            Html.Attribute("x2", $"{x2:0.##}%"),
            Html.Attribute("y2", $"{y2:0.##}%"));
    }

    private static XElement Text(string? style, Place at, string anchor, string text)
    {
        return Html.Element(
            "text",
            style,
            Html.Attribute("x", $"{at.X:0.##}%"),
            Html.Attribute("y", $"{at.Y:0.##}%"),
            Html.Attribute("dx", $"{at.Right}"),
            Html.Attribute("dy", $"{at.Down}"),
            new XAttribute("text-anchor", anchor),
            text);
    }

    /// <summary>A place in percent of the chart, and so many pixels to the right of it and below it.</summary>
    private readonly record struct Place(double X, double Y, double Right, double Down);

    /// <summary>A range of values, laid over 0..100 with some room at both ends.</summary>
    private sealed record Axis(double Low, double High, bool Logarithmic)
    {
        private const double Room = 0.08;

        public IEnumerable<double> Ticks =>
            Logarithmic ? [Low, Math.Sqrt(Low * High), High] : [Low, (Low + High) / 2, High];

        public static Axis Of(IEnumerable<double> values, bool logarithmic)
        {
            double low = values.Min();
            double high = values.Max();
            double spare = high > low ? 0 : Math.Max(1, Math.Abs(high) / 10);
            return logarithmic && spare > 0
                ? new Axis(low / 2, high * 2, true)
                : new Axis(low - spare, high + spare, logarithmic);
        }

        public double At(double value)
        {
            double share = Logarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
            return 100 * (Room + ((1 - (2 * Room)) * share));
        }
    }
}
