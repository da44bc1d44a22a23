using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Samples;

/// <summary>Photos are held out by groups, and drawn for learning curves.</summary>
[TestClass]
public sealed class FoldsTests
{
    private const int Classes = 4;

    [TestMethod]
    public void GroupsAreNeverSplitAndClassesAreSpreadEvenly()
    {
        SampleTable samples = Random(1);
        int[] folds = Folds.Assign(samples, 5, 7);
        Assert.IsTrue(Enumerable.Range(0, samples.Photos).GroupBy(i => samples.Groups[i])
            .All(group => group.Select(i => folds[i]).Distinct().Count() == 1));
        for (int label = 0; label < Classes; label++)
        {
            int[] counts = Counts(samples, folds, 5, label);
            Assert.IsLessThanOrEqualTo(4, counts.Max() - counts.Min(), $"{label}: {string.Join(',', counts)}");
        }
    }

    [TestMethod]
    public void PhotosWithoutBurstsAreSpreadToOne()
    {
        int[] truth = [.. Enumerable.Range(0, 103).Select(i => i % 3)];
        SampleTable samples = new(3, truth, [.. Enumerable.Range(0, 103)]);
        int[] folds = Folds.Assign(samples, 5, 1);
        for (int label = 0; label < 3; label++)
        {
            int[] counts = Counts(samples, folds, 5, label);
            Assert.IsLessThanOrEqualTo(1, counts.Max() - counts.Min(), string.Join(',', counts));
        }
    }

    [TestMethod]
    public void TheSeedAloneDecides()
    {
        SampleTable samples = Random(1);
        CollectionAssert.AreEqual(Folds.Assign(samples, 5, 7), Folds.Assign(samples, 5, 7));
        CollectionAssert.AreNotEqual(Folds.Assign(samples, 5, 7), Folds.Assign(samples, 5, 8));
    }

    [TestMethod]
    public void TheClassWithFewestGroupsLimitsTheFolds()
    {
        int[] truth = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
        Assert.AreEqual(4, Folds.Most(new SampleTable(2, truth, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 5));
        Assert.AreEqual(3, Folds.Most(new SampleTable(2, truth, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 3));
        Assert.AreEqual(2, Folds.Most(new SampleTable(2, truth, [0, 1, 2, 3, 4, 5, 6, 6, 7, 7]), 5));
        Assert.ThrowsExactly<TrainingException>(
            () => Folds.Most(new SampleTable(2, truth, [0, 1, 2, 3, 4, 5, 6, 6, 6, 6]), 5));
    }

    [TestMethod]
    public void SubsetsTakeWholeGroupsAndCutTheLast()
    {
        SampleTable samples = Random(3);
        int[] from = [.. Enumerable.Range(0, samples.Photos).Where(i => i % 5 > 0)];
        int[] drawn = Subsets.Draw(samples, from, 10, 4)!;
        CollectionAssert.IsSubsetOf(drawn, from);
        CollectionAssert.AreEqual(drawn.Distinct().Order().ToArray(), drawn);
        for (int label = 0; label < Classes; label++)
        {
            int[] own = [.. drawn.Where(i => samples.Truth[i] == label)];
            Assert.HasCount(10, own);
            int cut = own.GroupBy(i => samples.Groups[i])
                .Count(group => group.Count() < from.Count(i => samples.Groups[i] == group.Key));
            Assert.IsLessThanOrEqualTo(1, cut);
        }

        CollectionAssert.AreEqual(drawn, Subsets.Draw(samples, [.. from.Reverse()], 10, 4));
        CollectionAssert.AreNotEqual(drawn, Subsets.Draw(samples, from, 10, 5));
    }

    [TestMethod]
    public void ASubsetOfAllIsNone()
    {
        SampleTable samples = new(2, [0, 0, 0, 1], [0, 1, 2, 3]);
        Assert.IsNull(Subsets.Draw(samples, [0, 1, 2, 3], 3, 1));
        int[] drawn = Subsets.Draw(samples, [0, 1, 2, 3], 2, 1)!;
        Assert.HasCount(3, drawn);
        Assert.Contains(3, drawn);
    }

    private static int[] Counts(SampleTable samples, int[] folds, int count, int label)
    {
        return [.. Enumerable.Range(0, count).Select(fold => Enumerable.Range(0, samples.Photos)
            .Count(i => folds[i] == fold && samples.Truth[i] == label))];
    }

    /// <summary>Groups of one to four photos of a class.</summary>
    private static SampleTable Random(ulong seed)
    {
        SeededRandom random = new(seed);
        int[] groups = [.. Enumerable.Range(0, 120).SelectMany(g => Enumerable.Repeat(g, 1 + random.Below(4)))];
        return new SampleTable(Classes, [.. groups.Select(group => group % Classes)], groups);
    }
}
