using System.Xml.Linq;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>A place in percent of a plot, and so many pixels to the right of it and below it.</summary>
internal readonly record struct PlotPlace(double X, double Y, double Right, double Down);

/// <summary>What plots are drawn of; they grow with the page, their texts don't.</summary>
internal static class Plot
{
    /// <summary>A point with a text above it.</summary>
    public static XElement[] Mark(string style, double x, double y, string text)
    {
        return [Dot(style, x, y, 5), Text(null, new PlotPlace(x, y, 0, -9), "middle", text)];
    }

    /// <summary>A point.</summary>
    /// <param name="radius">Pixels.</param>
    public static XElement Dot(string style, double x, double y, double radius)
    {
        return Html.Element(
            "circle",
            style,
            Html.Attribute("cx", $"{x:0.##}%"),
            Html.Attribute("cy", $"{y:0.##}%"),
            Html.Attribute("r", $"{radius:0.##}"));
    }

    /// <summary>A line; all in percent of the plot.</summary>
    public static XElement Line(string style, double x1, double y1, double x2, double y2)
    {
        return Html.Element(
            "line",
            style,
            Html.Attribute("x1", $"{x1:0.##}%"),
            Html.Attribute("y1", $"{y1:0.##}%"),
            Html.Attribute("x2", $"{x2:0.##}%"),
            Html.Attribute("y2", $"{y2:0.##}%"));
    }

    /// <summary>A text.</summary>
    /// <param name="anchor">Which part of it stands at the place: start, middle or end.</param>
    public static XElement Text(string? style, PlotPlace at, string anchor, string text)
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
}
