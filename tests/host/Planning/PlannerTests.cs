using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

[TestClass]
public sealed class PlannerTests
{
    private static readonly CostModel octal = new(Boards.Default, WeightsMemory.Flash);

    /// <summary>
    /// RAM of the published networks; that the engines accept such plans is shown by PlanExecutionTests.
    /// </summary>
    [TestMethod]
    [DataRow("v1.1", 61_936)]
    [DataRow("v1.0", 121_408)]
    public void SmallestArenaOfThePublishedNetworks(string version, int bytes)
    {
        Assert.AreEqual(bytes, Planner.Plan(Published(version)).ArenaBytes);
    }

    /// <summary>The limits of the project, and what more RAM buys.</summary>
    [TestMethod]
    [DataRow("v1.1", 104, 90, 160)]
    [DataRow("v1.0", 176, 150, 410)]
    public void PublishedNetworksAreFastUnderTheirLimit(string version, int kilobytes, int smallest, int milliseconds)
    {
        IReadOnlyList<StageShape> stages = Published(version);
        Planner planner = new(stages, octal);
        ArenaPlan plan = planner.Plan(kilobytes * 1024)!;
        Assert.IsLessThanOrEqualTo(kilobytes * 1024, plan.ArenaBytes);
        Assert.IsLessThan(smallest * 1024, planner.Smallest.ArenaBytes);
        Assert.IsLessThan(milliseconds * 1_000_000L, Cost(stages, plan));
        Assert.IsLessThan(Cost(stages, planner.Smallest), Cost(stages, plan));
    }

    [TestMethod]
    public void MoreRamIsNeverSlowerAndBeyondEnoughIsTheSame()
    {
        foreach (string version in new[] { "v1.1", "v1.0" })
        {
            IReadOnlyList<StageShape> stages = Published(version);
            Planner planner = new(stages, octal);
            long before = long.MaxValue;
            foreach (int kilobytes in new[] { 124, 160, 200, 256, 1024, 8192 })
            {
                long cost = Cost(stages, planner.Plan(kilobytes << 10)!);
                Assert.IsLessThanOrEqualTo(before, cost, $"{version} {kilobytes}K");
                before = cost;
            }

            Assert.AreEqual(planner.Plan(8 << 20)!.ArenaBytes, planner.Plan(64 << 20)!.ArenaBytes);
        }
    }

    [TestMethod]
    public void SaysSoWhenNothingCanFitTheFormat()
    {
        StageShape stage = Published("v1.1")[0] with { OutWidth = 30_000, OutHeight = 30_000 };
        Assert.ThrowsExactly<PlanningException>(() => new Planner([stage], octal).Smallest);
    }

    /// <summary>Bypasses need memory of their own and leave the plan of the rest as it was.</summary>
    [TestMethod]
    [DataRow("v1.1", 55 * 55 * 128)]
    [DataRow("v1.0", 55 * 55 * 128)]
    public void BypassesComeOnTop(string version, int bytes)
    {
        SqueezeNetModel model = version == "v1.1" ? PublishedModels.V11() : PublishedModels.V10();
        Planner plain = new(StageShape.Cut(model), octal);
        Planner bypassed = new(StageShape.Cut(PublishedModels.WithBypasses(model)), octal);
        Assert.AreEqual(bytes, bypassed.Smallest.SkipBytes);
        Assert.AreEqual(plain.Smallest.ArenaBytes + bytes, bypassed.Smallest.ArenaBytes);
        CollectionAssert.AreEqual(
            plain.Plan(160 << 10)!.Stages.ToArray(), bypassed.Plan((160 << 10) + bytes)!.Stages.ToArray());
        Assert.IsNull(bypassed.Plan(plain.Smallest.ArenaBytes + bytes - 1));
    }

    internal static IReadOnlyList<StageShape> Published(string version)
    {
        return StageShape.Cut(version == "v1.1" ? PublishedModels.V11() : PublishedModels.V10());
    }

    private static long Cost(IReadOnlyList<StageShape> stages, ArenaPlan plan)
    {
        return stages.Select((stage, k) => octal.Of(stage, plan.Stages[k].Band).Nanoseconds).Sum();
    }
}
