using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training.Figures;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>Photos to look at: wrong folders and mistakes.</summary>
internal static class PhotoGallery
{
    private const int MostSuspicious = 12;
    private const int MostMistakes = 24;

    /// <summary>Photos that may stand in the wrong folder.</summary>
    public static XElement? Suspicious(TrainingResult result)
    {
        return Write(
            "Perhaps in the wrong folder",
            "Networks that have not seen these photos are sure of another class. Look at each, and move it if it is "
            + "so: a few wrong ones cost accuracy.",
            result.Figures.Suspicious.Take(MostSuspicious),
            result.Figures.Suspicious.Count,
            result);
    }

    /// <summary>The most confident mistakes besides.</summary>
    public static XElement? Mistakes(TrainingResult result)
    {
        IReadOnlyList<ClassifiedPhoto> all = result.Figures.HeldOut.Mistakes;
        HashSet<int> shown = [.. result.Figures.Suspicious.Take(MostSuspicious).Select(photo => photo.Photo)];
        return Write(
            "The most confident mistakes",
            shown.Count > 0 ? "Without those above." : "More photos like these are what the classes lack.",
            all.Where(photo => !shown.Contains(photo.Photo)).Take(MostMistakes),
            all.Count,
            result);
    }

    private static XElement? Write(
        string heading, string text, IEnumerable<ClassifiedPhoto> photos, int count, TrainingResult result)
    {
        ClassifiedPhoto[] shown = [.. photos];
        return shown.Length == 0 ? null : HtmlPage.Section(
            heading,
            Html.Text($"{shown.Length} of {count}. {text}"),
            Html.Element("ul", "mistakes", shown.Select(photo => Item(photo, result))));
    }

    private static XElement Item(ClassifiedPhoto photo, TrainingResult result)
    {
        string file = result.Photos.Photos[photo.Photo].File;
        (string truth, string named) = (result.Photos.Labels[photo.Truth], result.Photos.Labels[photo.Named]);
        return Html.Element(
            "li",
            null,
            HtmlImage.Of(file, result.Images, $"A photo of '{truth}', taken for '{named}'"),
            Html.Element("b", null, Html.Text($"{named}, {100 * photo.Probability:F0} %")),
            Html.Element("span", null, Html.Text($"folder: {truth}, {100 * photo.TruthProbability:F0} %")),
            Html.Element("span", "path", Path.GetRelativePath(result.Photos.Folder, file)));
    }
}
