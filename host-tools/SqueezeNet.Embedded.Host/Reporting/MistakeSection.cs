using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>The most confident mistakes, with their images: wrong labels show there first.</summary>
internal static class MistakeSection
{
    private const int Shown = 12;

    /// <summary>The section.</summary>
    public static XElement? Write(EvaluationResult result, IReadOnlyList<string> labels, ImageOptions options)
    {
        if (result.Mistakes.Count == 0 || result.Folder is not ImageFolder folder)
        {
            return null;
        }

        string reference = result.Against?.Arithmetic == "int8" ? "the other blob" : "fp32";
        return HtmlPage.Section(
            "The most confident mistakes",
            Html.Text($"{Math.Min(Shown, result.Mistakes.Count)} of {result.Mistakes.Count}. ")
            + "Look at the labels first: an image in the wrong folder is a mistake that the network is sure of.",
            Html.Element(
                "ul",
                "mistakes",
                result.Mistakes.Take(Shown).Select(m => Html.Element(
                    "li",
                    null,
                    HtmlImage.Of(
                        Path.Combine(folder.Path, m.File),
                        options,
                        $"An image of '{labels[m.Truth]}', taken for '{labels[m.Named]}'"),
                    Html.Element("b", null, Html.Text($"{labels[m.Named]}, {100 * m.Probability:F0} %")),
                    Html.Element("span", null, $"true: {labels[m.Truth]}"),
                    Reference(m, reference, labels),
                    Html.Element("span", "path", m.File)))));
    }

    private static XElement? Reference(Mistake mistake, string reference, IReadOnlyList<string> labels)
    {
        return mistake.Reference is not int named ? null : Html.Element(
            "span",
            null,
            named == mistake.Truth ? $"{reference} is right"
            : named == mistake.Named ? $"{reference} says the same"
            : $"{reference}: {labels[named]}");
    }
}
