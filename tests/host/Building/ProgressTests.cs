using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Tests.Host.Building;

/// <summary>What of a build is finished grows from 0 to nearly 1, whichever steps it has.</summary>
[TestClass]
public sealed class ProgressTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ABuildGoesThroughAllOfItsShare()
    {
        Log log = Build(RateTarget.Raw, 8);
        AssertGrows(log.Shares);
        Assert.IsGreaterThan(0.9, log.Shares[^1]);
        Assert.HasCount(11, log.Reports.Single(r => r.Read is not null).Read!.Files);
    }

    [TestMethod]
    public void ASearchGoesThroughMostOfItsShareHoweverManyPointsItTakes()
    {
        Log log = Build(RateTarget.ForBytes(40_000), 28);
        AssertGrows(log.Shares);
        Assert.IsGreaterThan(3, log.Reports.Count(r => r.Reached is not null));
        Assert.IsGreaterThan(0.5, log.Shares[^1]);
    }

    [TestMethod]
    public void TheShareOfABuildDependsOnWhatIsEvaluated()
    {
        ModelBuilder builder = ModelBuilder.Open(Repository.Cards("cards.onnx"));
        string images = CardImages.Copy(folder, 8);
        Assert.AreEqual(1, builder.ShareOfBuilding(images, null));
        double share = builder.ShareOfBuilding(
            images, SqueezeNet.Embedded.Host.Evaluation.LabelledImages.Find(Repository.Cards("samples"), [], 21));
        Assert.IsTrue(share is > 0.8 and < 1, $"{share}");
    }

    [TestMethod]
    public void AnEvaluationGoesToOne()
    {
        Log log = new();
        ModelBuilder.Open(Repository.Cards("cards.onnx"))
            .Build(CardImages.Copy(folder, 8)).Evaluate(Repository.Cards("samples"), log);
        AssertGrows(log.Shares[..^1]);
        Assert.AreEqual(1, log.Shares[^1]);
    }

    [TestMethod]
    public void ReportsOfManyThreadsComeOneAtATimeAndNeverGoBack()
    {
        int inside = 0;
        List<double> shares = [];
        OrderedProgress ordered = new(new Told(value =>
        {
            Assert.AreEqual(1, Interlocked.Increment(ref inside));
            Thread.Yield();
            shares.Add(value.Share);
            Interlocked.Decrement(ref inside);
        }));
        Parallel.For(-100, 1100, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            ordered.Report(new BuildProgress("step", i, 1000) { Share = i / 1000.0 }));
        Assert.HasCount(1200, shares);
        CollectionAssert.AreEqual(shares.Order().ToList(), shares);
        Assert.AreEqual(1, shares[^1]);
        Assert.IsTrue(shares[0] is >= 0 and <= 1);
    }

    private Log Build(RateTarget target, int every)
    {
        Log log = new();
        ModelBuilder.Open(Repository.Cards("cards.onnx"))
            .Build(CardImages.Copy(folder, every), new BuildOptions { Rate = target }, log);
        return log;
    }

    private static void AssertGrows(double[] shares)
    {
        Assert.IsTrue(shares.All(s => s is >= 0 and < 1));
        Assert.IsLessThan(0.1, shares[0]);
        for (int i = 1; i < shares.Length; i++)
        {
            Assert.IsGreaterThanOrEqualTo(shares[i - 1], shares[i]);
        }
    }

    private sealed class Told(Action<BuildProgress> tell) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value)
        {
            tell(value);
        }
    }

    private sealed class Log : IProgress<BuildProgress>
    {
        public List<BuildProgress> Reports { get; } = [];

        public double[] Shares => [.. Reports.Select(r => r.Share)];

        public void Report(BuildProgress value)
        {
            lock (Reports)
            {
                Reports.Add(value);
            }
        }
    }
}
