using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SkiaSharp;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Tests.Host.Reporting;

[TestClass]
public sealed class HtmlReportTests
{
    private const string Hostile = "</td></title><script>alert('1')</script>&amp;\"\u0001\ud800é";

    [TestMethod]
    public void NamesAndLabelsAreText()
    {
        BuildReport report = Reports.Any("<b>x</b>&", Hostile);
        LayerReport[] layers = report.Layers.Select((l, i) => i == 1 ? l with { Name = Hostile } : l).ToArray();
        string html = HtmlReport.Write(report with { Layers = layers });
        XDocument page = Parse(html);
        Assert.IsFalse(html.Contains("<script", StringComparison.OrdinalIgnoreCase));
        Assert.IsFalse(page.Descendants("b").Any(b => b.Value == "x"));
        Assert.AreEqual("<b>x</b>&", page.Descendants("h1").Single().Value);
        string shown = Hostile.Replace('\u0001', '\uFFFD').Replace('\ud800', '\uFFFD');
        Assert.IsTrue(page.Descendants("td").Any(td => td.Value == shown), "label");
        Assert.IsTrue(page.Descendants("th").Any(th => th.Value == shown + ".jpg"), "file");
        Assert.IsTrue(page.Descendants("span").Any(span => span.Value == shown), "layer");
    }

    [TestMethod]
    public void ThePageNeedsNothingElse()
    {
        string html = HtmlReport.Write(WithMistakes("label"));
        XDocument page = Parse(html);
        string[] references = ["href", "srcset", "data", "action", "background", "style"];
        Assert.IsFalse(page.Descendants().Attributes().Any(a => references.Contains(a.Name.LocalName)));
        Assert.IsTrue(page.Descendants().Attributes("src").All(a =>
            a.Parent!.Name == "img" && a.Value.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal)));
        string[] loading = ["script", "link", "iframe", "object", "embed", "image", "use", "base"];
        Assert.IsFalse(page.Descendants().Any(e => loading.Contains(e.Name.LocalName)));
        Assert.IsFalse(
            html.Contains("url(", StringComparison.Ordinal) || html.Contains("@import", StringComparison.Ordinal));
        Assert.IsFalse(html.Contains("://", StringComparison.Ordinal));
    }

    /// <summary>An HTML parser takes a short div for an opened one.</summary>
    [TestMethod]
    public void OnlyVoidElementsAreShort()
    {
        string html = HtmlReport.Write(WithMistakes("label"));
        string[] names = Regex.Matches(html, "<([a-zA-Z0-9]+)[^>]*/>").Select(m => m.Groups[1].Value)
            .Distinct().ToArray();
        CollectionAssert.IsSubsetOf(names, new[] { "meta", "img", "line", "rect", "circle", "path" });
    }

    [TestMethod]
    public void EveryLayerIsPlotted()
    {
        BuildReport report = Reports.Any("model", "label");
        XDocument page = Parse(HtmlReport.Write(report));
        foreach (LayerReport layer in report.Layers)
        {
            Assert.AreEqual(
                1, page.Descendants("figcaption").Count(c => c.Elements("b").Any(b => b.Value == layer.Name)));
            Assert.AreEqual(1, page.Descendants("span").Count(s => s.Value == layer.Name && Class(s.Parent!) == "row"));
        }

        Assert.AreEqual(report.Layers.Count, page.Descendants("svg").Count(s => Class(s) == "histogram"));
    }

    /// <summary>Columns follow each other without a gap, and are as high as what the stage uses.</summary>
    [TestMethod]
    public void MemoryIsDrawnToScale()
    {
        BuildReport report = Reports.Any("model", "label");
        PlanReport plan = report.Plan;
        XElement chart = Parse(HtmlReport.Write(report)).Descendants("svg").Single(s => Class(s) == "memory");
        XElement[] columns = chart.Elements("g").ToArray();
        Assert.HasCount(plan.Stages.Count, columns);
        double unit = columns.Zip(plan.Stages, (c, s) => c.Elements("rect").Sum(r => Percent(r, "height")) / s.RamBytes)
            .First();
        double time = 0;
        for (int k = 0; k < columns.Length; k++)
        {
            StageReport stage = plan.Stages[k];
            double width = 100 * stage.EstimatedMs / plan.Stages.Sum(s => s.EstimatedMs);
            foreach (XElement part in columns[k].Elements("rect"))
            {
                Assert.AreEqual(time, Percent(part, "x"), 0.01);
                Assert.AreEqual(width, Percent(part, "width"), 0.01);
            }

            Assert.AreEqual(unit * stage.RamBytes, columns[k].Elements("rect").Sum(r => Percent(r, "height")), 0.01);
            time += width;
        }
    }

    /// <summary>Judged points stand where their bytes are, in order, with the blob's line among them.</summary>
    [TestMethod]
    public void TheCurveIsDrawnToScale()
    {
        BuildReport report = Reports.Any("model", "label");
        Assert.IsFalse(Parse(HtmlReport.Write(report)).Descendants("h2").Any(h => h.Value == "Size against accuracy"));
        RateCurve curve = Reports.Curve(0.6);
        XDocument page = Parse(HtmlReport.Write(report with { Curve = curve }));
        XElement[] charts = page.Descendants("svg").Where(s => Class(s) == "curve").ToArray();
        Assert.HasCount(2, charts);
        RatePoint[] judged = curve.Points.Where(p => p.HeldOut is not null).ToArray();
        foreach (XElement chart in charts)
        {
            XElement[] marks = chart.Elements("circle").ToArray();
            Assert.HasCount(judged.Length, marks);
            double unit = (Percent(marks[0], "cx") - Percent(marks[2], "cx")) / (judged[0].Bytes - judged[2].Bytes);
            Assert.IsGreaterThan(0, unit);
            for (int i = 0; i < marks.Length; i++)
            {
                Assert.AreEqual(
                    Percent(marks[0], "cx") + (unit * (judged[i].Bytes - judged[0].Bytes)), Percent(marks[i], "cx"),
                    0.02);
            }

            XElement line = chart.Elements("line").Single(l => Class(l) == "level");
            Assert.AreEqual(Percent(marks[0], "cx") + (unit * (400_000 - judged[0].Bytes)), Percent(line, "x1"), 0.02);
            CollectionAssert.IsSubsetOf(new[] { "a", "c", "d" }, chart.Elements("text").Select(t => t.Value).ToArray());
        }

        // More agreement is higher up, and so is more divergence.
        double[][] heights = charts.Select(c => c.Elements("circle").Select(m => Percent(m, "cy")).ToArray()).ToArray();
        CollectionAssert.AreEqual(heights[0].Order().ToArray(), heights[0]);
        CollectionAssert.AreEqual(heights[1].OrderDescending().ToArray(), heights[1]);
        Assert.IsTrue(page.Descendants("th").Any(th => th.Value == "b, the blob"));
    }

    [TestMethod]
    public void ACurveOfOnePointIsDrawn()
    {
        RateCurve curve = Reports.Curve(0.6);
        RateCurve single = new([curve.Chosen, curve.Points[2]], curve.Chosen);
        string page = HtmlReport.Write(Reports.Any("model", "label") with { Curve = single });
        Assert.IsFalse(page.Contains("NaN", StringComparison.Ordinal));
        Assert.AreEqual(
            2, Parse(page).Descendants("circle").Count(c => c.Parent!.Attribute("class")?.Value == "curve"));
    }

    [TestMethod]
    public void TheSameReportGivesTheSamePageInEveryLanguage()
    {
        BuildReport report = Reports.Any("model", "label");
        string page = HtmlReport.Write(report);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.AreEqual(page, HtmlReport.Write(report));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void MistakesAreShownWithTheirImages()
    {
        XElement[] items = Parse(HtmlReport.Write(WithMistakes(Hostile))).Descendants("ul")
            .Single(list => Class(list) == "mistakes").Elements("li").ToArray();
        Assert.HasCount(2, items);
        XElement image = items[0].Element("img")!;
        using SKBitmap shown = SKBitmap.Decode(Convert.FromBase64String(image.Attribute("src")!.Value.Split(',')[1]));
        Assert.AreEqual((160, 120), (shown.Width, shown.Height));
        StringAssert.StartsWith(image.Attribute("alt")!.Value, "An image of '");
        StringAssert.Contains(items[0].Value, "97 %");
        StringAssert.Contains(items[0].Value, "fp32 is right");
        StringAssert.Contains(items[1].Value, "cannot be read any more");
    }

    /// <summary>Three classes stand as they are; of a thousand the worst, and all to unfold.</summary>
    [TestMethod]
    [DataRow(3, 3)]
    [DataRow(1000, 20)]
    public void ClassesAreListedTheWorstFirst(int classes, int expected)
    {
        BuildReport report = Reports.Any("model", "label");
        int[][] confusion = Enumerable.Range(0, classes).Select(_ => new int[classes]).ToArray();
        for (int c = 0; c < classes; c++)
        {
            confusion[c][c] = c;
            confusion[c][(c + 1) % classes] = 1;
        }

        string[] labels = [.. Enumerable.Range(0, classes).Select(c => $"class {c}")];
        EvaluationResult evaluation = report.Evaluation! with { Confusion = confusion, Against = null };
        XDocument page = Parse(HtmlReport.Write(report with { Evaluation = evaluation, Labels = labels }));
        XElement[] tables = [.. page.Descendants("div").Where(d => Class(d) == "classes")];
        Assert.HasCount(expected, tables[0].Descendants("tbody").Single().Elements("tr"));
        Assert.AreEqual("class 0", tables[0].Descendants("tbody").Single().Descendants("th").First().Value);
        Assert.HasCount(classes > expected ? 2 : 1, tables);
        if (tables.Length > 1)
        {
            Assert.AreEqual("details", tables[1].Parent!.Name.LocalName);
            Assert.HasCount(classes, tables[1].Descendants("tbody").Single().Elements("tr"));
        }
    }

    /// <summary>What was calibrated on is held out nowhere.</summary>
    [TestMethod]
    public void NothingIsCalledHeldOutThatIsNot()
    {
        BuildReport report = Reports.Any("model", "label");
        const string Claim = "images that were not calibrated on";
        EvaluationResult evaluation = report.Evaluation! with { Overlaps = [] };
        StringAssert.Contains(HtmlReport.Write(report with { Evaluation = evaluation }), Claim);
        Overlap[] overlaps = [new("a.jpg", "b.jpg", OverlapKind.SameLook)];
        foreach (EvaluationResult other in new[]
        {
            evaluation with { Overlaps = null },
            evaluation with { Overlaps = overlaps },
            evaluation with { Overlaps = overlaps, NotCalibratedOn = evaluation with { Overlaps = null } },
        })
        {
            string html = HtmlReport.Write(report with { Evaluation = other });
            Assert.IsFalse(html.Contains(Claim, StringComparison.Ordinal));
            Assert.AreEqual(other.NotCalibratedOn is not null, html.Contains("fp32, not calibrated on"));
        }
    }

    [TestMethod]
    public void WithoutAnEvaluationThereIsNoAccuracy()
    {
        XDocument page = Parse(HtmlReport.Write(Reports.Any("model", "label") with { Evaluation = null }));
        Assert.IsFalse(page.Descendants("h2").Any(h => h.Value == "Accuracy"));
        Assert.IsTrue(page.Descendants("li").Any(li => li.Value.Contains("--images", StringComparison.Ordinal)));
    }

    /// <summary>Two mistakes on cards, one of whose images is gone.</summary>
    private static BuildReport WithMistakes(string label)
    {
        BuildReport report = Reports.Any("model", label);
        Mistake[] mistakes = [new("12_arrow-right_0.jpg", 0, 1, 0.97, 0), new("gone.jpg", 1, 0, 0.5, 0)];
        return report with
        {
            Evaluation = report.Evaluation! with
            {
                Folder = new ImageFolder(Repository.Cards("samples"), [], []),
                Mistakes = mistakes,
            },
        };
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
