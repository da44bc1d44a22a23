using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

/// <summary>Class by class, from a table of confusions.</summary>
[TestClass]
public sealed class ClassResultTests
{
    private static readonly int[][] confusion =
    [
        [8, 2, 0, 0],
        [0, 5, 0, 5],
        [0, 0, 3, 0],
        [0, 0, 0, 0],
    ];

    [TestMethod]
    public void RecallAndPrecisionAreCounted()
    {
        ClassResult[] results = [.. ClassResult.Of(confusion)];
        CollectionAssert.AreEqual(
            new[]
            {
                new ClassResult(0, 10, 8, 8), new ClassResult(1, 10, 7, 5), new ClassResult(2, 3, 3, 3),
                new ClassResult(3, 0, 5, 0),
            },
            results);
        Assert.AreEqual(80, results[0].Recall);
        Assert.AreEqual(100, results[0].Precision);
        Assert.AreEqual(500.0 / 7, results[1].Precision);
        Assert.IsNull(results[3].Recall);
        Assert.AreEqual(0, results[3].Precision);
    }

    [TestMethod]
    public void TheWorstComeFirstAndWhatNoImageShowsLast()
    {
        int[] worst = [.. ClassResult.Worst(ClassResult.Of(confusion)).Select(c => c.Class)];
        CollectionAssert.AreEqual(new[] { 1, 0, 3 }, worst);
        Assert.IsEmpty(ClassResult.Worst(ClassResult.Of([[3, 0], [0, 4]])));
    }

    [TestMethod]
    public void TheMostFrequentConfusionComesFirst()
    {
        CollectionAssert.AreEqual(
            new[] { new ConfusedPair(1, 3, 5), new ConfusedPair(0, 1, 2) }, ConfusedPair.Of(confusion).ToArray());
    }
}
