using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>
/// Signal-to-quantization-noise ratios, a row a layer. Places are percentages, so that the plot takes any width and its
/// text keeps its size.
/// </summary>
internal static class ErrorChart
{
    private const int Step = 10;

    /// <summary>Draws it; an empty list if no layer has a ratio.</summary>
    public static XElement? Draw(IReadOnlyList<LayerReport> layers)
    {
        double[] all = layers
            .SelectMany(l => new[] { l.Sqnr, l.WeightSqnr, l.OutputSqnr })
            .OfType<double>()
            .ToArray();
        if (all.Length == 0)
        {
            return null;
        }

        double low = Math.Floor(all.Min() / Step) * Step;
        double high = Math.Ceiling((all.Max() + 1) / Step) * Step;
        double At(double decibel)
        {
            return 2 + (96 * (decibel - low) / (high - low));
        }

        double[] ticks = Enumerable.Range(0, (int)((high - low) / Step) + 1).Select(i => low + (i * Step)).ToArray();
        return Html.Element(
            "figure",
            "rows",
            Legend(),
            Html.Element(
                "div", "row axis", Html.Element("span", "name", "dB"), Axis(ticks, At), Html.Element("span", "value")),
            layers.Select(layer => Row(layer, ticks, At)));
    }

    private static XElement Legend()
    {
        return Html.Element(
            "figcaption",
            "legend",
            Key("measured", "output, measured"),
            Key("weights", "if only its weights were rounded"),
            Key("output", "if only its output were rounded"),
            Html.Element("span", null, "to the right is better"));
    }

    private static XElement Key(string series, string text)
    {
        XElement svg = Html.Element("svg", "key", Mark(series, 50));
        svg.Add(Html.Attribute("aria-hidden", $"true"));
        return Html.Element("span", null, svg, text);
    }

    private static XElement Axis(double[] ticks, Func<double, double> at)
    {
        return Html.Element(
            "svg",
            "track",
            ticks.Select(tick => Html.Element(
                "text",
                null,
                Html.Attribute("x", $"{at(tick):0.##}%"),
                Html.Attribute("y", $"15"),
                new XAttribute("text-anchor", "middle"),
                Html.Text($"{tick:0}"))));
    }

    private static XElement Row(LayerReport layer, double[] ticks, Func<double, double> at)
    {
        string title = Html.Text($"{layer.Name}: output {layer.Sqnr:F1} dB")
            + (layer.InputSqnr is double input ? Html.Text($", input {input:F1}") : string.Empty)
            + (layer.WeightSqnr is double weights ? Html.Text($", weights alone {weights:F1}") : string.Empty)
            + (layer.OutputSqnr is double output ? Html.Text($", output alone {output:F1}") : string.Empty);
        XElement track = Html.Element(
            "svg",
            "track",
            new XAttribute("role", "img"),
            new XAttribute("aria-label", Html.Clean(title)),
            Html.Element("title", null, title),
            ticks.Select(tick => Html.Element(
                "line",
                "grid",
                Html.Attribute("x1", $"{at(tick):0.##}%"),
                Html.Attribute("x2", $"{at(tick):0.##}%"),
                Html.Attribute("y1", $"0"),
                Html.Attribute("y2", $"100%"))),
            layer.WeightSqnr is double w ? Mark("weights", at(w)) : null,
            layer.OutputSqnr is double o ? Mark("output", at(o)) : null,
            layer.Sqnr is double s ? Mark("measured", at(s)) : null);
        return Html.Element(
            "div",
            "row",
            Html.Element("span", "name", layer.Name),
            track,
            Html.Element("span", "value", layer.Sqnr is double value ? Html.Text($"{value:F1}") : "exact"));
    }

    /// <summary>Shape and colour tell the series apart.</summary>
    private static XElement Mark(string series, double percent)
    {
        XElement shape = series switch
        {
            "measured" => Html.Element("circle", series, new XAttribute("r", 5)),
            "weights" => Html.Element("path", series, new XAttribute("d", "M0-5L5 0L0 5L-5 0Z")),
            _ => Html.Element("path", series, new XAttribute("d", "M-4-4H4V4H-4Z")),
        };
        return Html.Element(
            "svg",
            "mark",
            Html.Attribute("x", $"{percent:0.##}%"),
            Html.Attribute("y", $"50%"),
            new XAttribute("overflow", "visible"),
            shape);
    }
}
