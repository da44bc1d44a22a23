using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Tests.Host.Reporting;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

/// <summary>Networks that do no better than guessing, and those that do.</summary>
[TestClass]
public sealed class ChanceTests
{
    [TestMethod]
    [DataRow(0, 100, 21, "below guessing (4.76 %)")]
    [DataRow(0, 200, 1000, "no better than guessing (0.1 %)")]
    [DataRow(3, 63, 21, "no better than guessing")]
    [DataRow(100, 1000, 2, "below guessing (50 %)")]
    public void AreWarnedOf(int hits, int images, int classes, string words)
    {
        string? doubt = Result(hits, images, classes, null).Doubt;
        Assert.IsNotNull(doubt);
        StringAssert.Contains(doubt, $"{hits} of {images} images");
        StringAssert.Contains(doubt, words);
        StringAssert.Contains(doubt, "Labels and classes probably do not match");
        StringAssert.Contains(doubt, "somewhere; --classes-from");
    }

    [TestMethod]
    [DataRow(0, 5, 21)]
    [DataRow(120, 200, 1000)]
    [DataRow(20, 200, 1000)]
    [DataRow(30, 40, 2)]
    [DataRow(12, 20, 2)]
    [DataRow(0, 1, 1)]
    public void AreNot(int hits, int images, int classes)
    {
        Assert.IsNull(Result(hits, images, classes, null).Doubt);
    }

    /// <summary>Where fp32 works, the labels are right, whatever int8 does.</summary>
    [TestMethod]
    public void AReferenceThatWorksSaysThatTheBlobIsWrong()
    {
        string? doubt = Result(1, 63, 21, 60).Doubt;
        Assert.IsNotNull(doubt);
        StringAssert.Contains(doubt, "fp32 reference works");
        StringAssert.Contains(Result(60, 63, 21, 0).Doubt!, "the fp32 reference is right on 0 of 63");
        Assert.IsNull(Result(60, 63, 21, 61).Doubt);
    }

    [TestMethod]
    public void ABuildAdvisesToMendLabels()
    {
        BuildReport report = Reports.Any("model", "label") with { Evaluation = Result(0, 63, 21, 0) };
        Advice advice = report.Advice.First(a => a.Subject == "accuracy");
        Assert.IsTrue(advice.IsWarning);
        StringAssert.Contains(advice.Text, "Labels and classes");
    }

    private static EvaluationResult Result(int hits, int images, int classes, int? reference)
    {
        Comparison? against = reference is null ? null : Reports.Against(new McNemar(0, 0), "x") with
        {
            Reference = new Accuracy(images, reference.Value, reference.Value),
        };
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        return new EvaluationResult(new Accuracy(images, hits, hits), against, confusion, 1)
        {
            Reading = "somewhere",
        };
    }
}
