using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>Histograms of the int8 weights, one a layer.</summary>
internal static class WeightChart
{
    private const int Height = 40;

    public static XElement Draw(IReadOnlyList<LayerReport> layers)
    {
        return Html.Element("div", "multiples", layers.Select(Panel));
    }

    private static XElement Panel(LayerReport layer)
    {
        WeightHistogram weights = layer.Weights;
        int bins = weights.Counts.Count;
        string extremes = Html.Text($"{weights.ExtremePercent:0.##} % at ±127");
        string title = Html.Text($"{layer.Name}: {weights.Counts.Sum()} weights of -127..127, {extremes}");
        return Html.Element(
            "figure",
            null,
            Html.Element(
                "svg",
                "histogram",
                Html.Attribute("viewBox", $"0 0 {bins} {Height}"),
                new XAttribute("preserveAspectRatio", "none"),
                new XAttribute("role", "img"),
                new XAttribute("aria-label", Html.Clean(title)),
                Html.Element("title", null, title),
                Html.Element("path", "bars", new XAttribute("d", Outline(weights.Counts)))),
            Html.Element(
                "figcaption", null, Html.Element("b", null, layer.Name), Html.Element("span", null, extremes)));
    }

    /// <summary>All bars as one path.</summary>
    private static string Outline(IReadOnlyList<int> counts)
    {
        double most = Math.Max(1, counts.Max());
        StringBuilder path = new(string.Create(CultureInfo.InvariantCulture, $"M0 {Height}"));
        foreach (int count in counts)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{Height - (Height * count / most):0.##}h1");
        }

        return path.Append(CultureInfo.InvariantCulture, $"V{Height}Z").ToString();
    }
}
