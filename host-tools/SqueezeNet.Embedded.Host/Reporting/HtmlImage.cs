using System;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>Images within a page.</summary>
internal static class HtmlImage
{
    private const int Side = 160;

    /// <summary>An image made small; a word if it is not there any more.</summary>
    /// <param name="text">What it shows, for those who don't see it.</param>
    public static XElement Of(string file, ImageOptions options, string text)
    {
        try
        {
            (byte[] jpeg, int width, int height) = Thumbnail.Of(ImageFile.Read(file, options), Side);
            return Html.Element(
                "img",
                null,
                new XAttribute("src", $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}"),
                Html.Attribute("width", $"{width}"),
                Html.Attribute("height", $"{height}"),
                new XAttribute("alt", Html.Clean(text)));
        }
        catch (ImageFileException)
        {
            return Html.Element("span", "note", "(the image cannot be read any more)");
        }
    }
}
