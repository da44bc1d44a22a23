using System;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>Elements of an HTML page with SVG in it. Escaping is the XML library's.</summary>
internal static class Html
{
    /// <summary>An element of a class; null content is left out, and strings are made safe.</summary>
    public static XElement Element(string name, string? style, params object?[] content)
    {
        XElement element = new(name, style is null ? null : new XAttribute("class", style));
        foreach (object? part in content)
        {
            element.Add(part is string text ? Clean(text) : part);
        }

        // <div /> would be an open tag to an HTML parser; SVG's shapes may stay short.
        if (element.IsEmpty
            && element.Name.LocalName is not ("meta" or "img" or "line" or "rect" or "circle" or "path"))
        {
            element.Add(string.Empty);
        }

        return element;
    }

    /// <summary>An attribute; numbers are written with a point and three decimals at most.</summary>
    public static XAttribute Attribute(string name, FormattableString value)
    {
        return new XAttribute(name, Clean(value.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Characters that XML does not know become replacement characters.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    /// <summary>Formats with a decimal point, whatever the machine's language.</summary>
    public static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
