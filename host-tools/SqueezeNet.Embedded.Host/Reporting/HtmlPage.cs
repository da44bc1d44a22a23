using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>What all pages have in common.</summary>
internal static class HtmlPage
{
    private const string StyleName = "report.css";

    /// <summary>A page that needs nothing else: no script, no font, no file, no network.</summary>
    public static string Write(string title, params object?[] content)
    {
        XElement page = new(
            "html",
            new XAttribute("lang", "en"),
            Html.Element(
                "head",
                null,
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement(
                    "meta",
                    new XAttribute("name", "viewport"),
                    new XAttribute("content", "width=device-width, initial-scale=1")),
                Html.Element("title", null, title),
                Html.Element("style", null, Style())),
            Html.Element("body", null, Html.Element("main", null, content)));
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>A heading, a paragraph and what follows; null content makes no section.</summary>
    public static XElement? Section(string heading, string? text, params object?[] content)
    {
        return content.All(c => c is null)
            ? null
            : Html.Element(
                "section",
                null,
                Html.Element("h2", null, heading),
                text is null ? null : Html.Element("p", "note", text),
                content);
    }

    /// <summary>A table that scrolls sideways where it is too wide; cells are texts or elements.</summary>
    public static XElement Table(string[] columns, IEnumerable<object[]> rows)
    {
        return Html.Element(
            "div",
            "scroll",
            new XAttribute("tabindex", 0),
            Html.Element(
                "table",
                null,
                Html.Element("thead", null, Html.Element("tr", null, columns.Select(c => Header("col", c)))),
                Html.Element(
                    "tbody",
                    null,
                    rows.Select(row => Html.Element(
                        "tr",
                        null,
                        row.Select((cell, i) => i == 0 ? Header("row", cell) : Html.Element("td", null, cell)))))));
    }

    private static XElement Header(string scope, object text)
    {
        return Html.Element("th", null, new XAttribute("scope", scope), text);
    }

    /// <summary>A figure with its name and a note.</summary>
    public static XElement Tile(string name, string value, string note)
    {
        return Html.Element(
            "div",
            "tile",
            Html.Element("span", "name", name),
            Html.Element("span", "figure", value),
            Html.Element("span", "name", note));
    }

    private static string Style()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(StyleName)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
