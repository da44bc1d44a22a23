using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Report;

namespace SqueezeNet.Embedded.Tests.Host.Training.Report;

[TestClass]
public sealed class TrainingPageTests
{
    private const string Hostile = "<b>x</b>\"&amp;\u0001</td><script>é";

    [TestMethod]
    public void LabelsFilesAndTheCommandAreText()
    {
        TrainingResult result = TrainingResults.Any(Hostile, "dog", "cow");
        string html = TrainingPage.Write(result, "sqnet train '<b>x</b>'");
        XDocument page = Parse(html);
        string shown = Hostile.Replace('\u0001', '\uFFFD');
        Assert.IsFalse(html.Contains("<script", StringComparison.OrdinalIgnoreCase));
        Assert.IsFalse(page.Descendants("b").Any(b => b.Value == "x"));
        Assert.AreEqual(3, page.Descendants("th").Count(th => th.Value == shown), "class, row and column");
        Assert.IsTrue(page.Descendants("dd").Any(dd => dd.Value == "sqnet train '<b>x</b>'"));
    }

    [TestMethod]
    public void ThePageNeedsNothingElse()
    {
        string html = TrainingPage.Write(TrainingResults.Any("cat", "dog", "cow"));
        XDocument page = Parse(html);
        string[] references = ["href", "srcset", "data", "action", "background", "style"];
        Assert.IsFalse(page.Descendants().Attributes().Any(a => references.Contains(a.Name.LocalName)));
        Assert.IsTrue(page.Descendants().Attributes("src").All(a =>
            a.Parent!.Name == "img" && a.Value.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal)));
        Assert.IsFalse(html.Contains("://", StringComparison.Ordinal));
        string[] names = [.. Regex.Matches(html, "<([a-zA-Z0-9]+)[^>]*/>").Select(m => m.Groups[1].Value).Distinct()];
        CollectionAssert.IsSubsetOf(names, new[] { "meta", "img", "line", "rect", "circle", "path" });
    }

    [TestMethod]
    public void WhoSeesNoImagesIsToldWhatTheyShow()
    {
        XDocument page = Parse(TrainingPage.Write(TrainingResults.Any("cat", "dog", "cow")));
        XElement[] charts = [.. page.Descendants("svg").Where(svg => (string?)svg.Attribute("role") == "img")
            .Where(svg => ((string?)svg.Attribute("class"))!.StartsWith("curve", StringComparison.Ordinal))];
        Assert.HasCount(3, charts);
        Assert.IsTrue(charts.All(svg => svg.Element("title")!.Value.Length > 0));
        Assert.IsTrue(charts.All(svg => svg.Element("desc")!.Value.Length > 0));
        Assert.IsTrue(page.Descendants("img").All(img => img.Attribute("alt")!.Value.Contains("taken for")));
        Assert.IsTrue(page.Descendants("th").All(th => th.Attribute("scope") is not null));
    }

    /// <summary>Rows are what is shown, columns what was named; right and wrong have colours of their own.</summary>
    [TestMethod]
    [DataRow(2)]
    [DataRow(100)]
    public void ConfusionIsATableOfAllClasses(int classes)
    {
        TrainingResult result = TrainingResults.Any([.. Enumerable.Range(0, classes).Select(c => $"class {c}")]);
        XElement table = Parse(TrainingPage.Write(result)).Descendants("table")
            .Single(t => ((string?)t.Attribute("class"))?.StartsWith("confusion", StringComparison.Ordinal) == true);
        XElement[][] cells =
            [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements("td").ToArray())];
        Assert.HasCount(classes, cells);
        Assert.IsTrue(cells.All(row => row.Length == classes));
        Assert.AreEqual(("3", "right4"), (cells[0][0].Value, Class(cells[0][0])));
        Assert.AreEqual(("1", "wrong2"), (cells[0][1].Value, Class(cells[0][1])));
        Assert.AreEqual((string.Empty, null), (cells[1][0].Value, Class(cells[1][0])));
    }

    [TestMethod]
    public void AtMost24MistakesAreShownBesidesTheSuspicious()
    {
        TrainingResult result = TrainingResults.Any([.. Enumerable.Range(0, 100).Select(c => $"class {c}")]);
        XElement[] lists =
            [.. Parse(TrainingPage.Write(result)).Descendants("ul").Where(list => Class(list) == "mistakes")];
        Assert.HasCount(2, lists);
        Assert.HasCount(1, lists[0].Elements("li"));
        Assert.HasCount(24, lists[1].Elements("li"));
    }

    [TestMethod]
    public void AVanishedPhotoIsAWord()
    {
        TrainingResult result = TrainingResults.Any("cat", "dog", "cow");
        string gone = Path.Combine(result.Photos.Folder, "gone.jpg");
        PhotoSet photos = result.Photos with
        {
            Photos = [.. result.Photos.Photos.Select(photo => photo with { File = gone })],
        };
        XDocument page = Parse(TrainingPage.Write(result with { Photos = photos }));
        Assert.IsEmpty(page.Descendants("img"));
        StringAssert.Contains(page.Root!.Value, "cannot be read any more");
    }

    /// <summary>More photos stand further to the right, more accuracy higher up.</summary>
    [TestMethod]
    public void TheLearningCurveClimbs()
    {
        XElement chart = Parse(TrainingPage.Write(TrainingResults.Any("cat", "dog", "cow"))).Descendants("svg")
            .Single(svg => Class(svg) == "curve");
        double[] right = [.. chart.Elements("circle").Select(mark => Percent(mark, "cx"))];
        double[] down = [.. chart.Elements("circle").Select(mark => Percent(mark, "cy"))];
        CollectionAssert.AreEqual(right.Order().ToArray(), right);
        CollectionAssert.AreEqual(down.OrderDescending().ToArray(), down);
        Assert.AreEqual(right[1] - right[0], right[2] - right[1], 0.05, "twice as many are as far each time");
    }

    [TestMethod]
    public void WhatIsNotKnownIsLeftOut()
    {
        TrainingResult result = TrainingResults.Any("cat", "dog");
        TrainingFigures figures = result.Figures with
        {
            Curve = [],
            Suspicious = [],
            Advice = [],
            Calibration = new ScoreCalibration(1, 0, 0, []),
        };
        string html = TrainingPage.Write(result with
        {
            Figures = figures,
            Fits = [],
            Parity = new ParityCheck(0, []),
            Photos = result.Photos with { Notes = [] },
        });
        Assert.IsFalse(html.Contains("NaN", StringComparison.Ordinal));
        string[] headings = [.. Parse(html).Descendants("h2").Select(h => h.Value)];
        CollectionAssert.AreEqual(
            new[]
            {
                "Accuracy on photos held out",
                "Class by class",
                "What is taken for what",
                "The most confident mistakes",
                "When to report nothing",
                "What it costs on the board",
                "How to get it again",
            },
            headings);
    }

    [TestMethod]
    public void TheSameTrainingGivesTheSamePageInEveryLanguage()
    {
        TrainingResult result = TrainingResults.Any("cat", "dog", "cow");
        string page = TrainingPage.Write(result);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.AreEqual(page, TrainingPage.Write(result));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static XDocument Parse(string html)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        StringAssert.StartsWith(html, Doctype);
        return XDocument.Parse(html[Doctype.Length..], LoadOptions.PreserveWhitespace);
    }

    private static string? Class(XElement element)
    {
        return element.Attribute("class")?.Value;
    }

    private static double Percent(XElement element, string attribute)
    {
        return double.Parse(element.Attribute(attribute)!.Value.TrimEnd('%'), CultureInfo.InvariantCulture);
    }
}
