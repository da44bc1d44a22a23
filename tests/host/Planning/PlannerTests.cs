using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

[TestClass]
public sealed class PlannerTests
{
    private static readonly CostModel octal = new(Boards.Default, WeightsMemory.Flash);

    /// <summary>RAM of the published networks; that the engines accept such plans is shown by PlanExecutionTests.</summary>
    [TestMethod]
    [DataRow("v1.1", 61_936)]
    [DataRow("v1.0", 121_408)]
    public void SmallestArenaOfThePublishedNetworks(string version, int bytes)
    {
        Assert.AreEqual(bytes, Planner.Plan(Published(version)).ArenaBytes);
    }

    /// <summary>Under the project's limits nothing in time is left to gain but what the next table row shows.</summary>
    [TestMethod]
    [DataRow("v1.1", 104)]
    [DataRow("v1.0", 176)]
    public void PublishedNetworksAreFastUnderTheirLimit(string version, int kilobytes)
    {
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<StageShape> stages = Published(version);
        Planner planner = new(stages, octal);
        ArenaPlan plan = planner.Plan(kilobytes * 1024)!;
        Console.WriteLine($"{watch.ElapsedMilliseconds} ms {plan.ArenaBytes} {Cost(stages, plan) / 1e6} {Cost(stages, planner.Smallest) / 1e6}");
        Assert.IsLessThanOrEqualTo(kilobytes * 1024, plan.ArenaBytes);
        Assert.IsLessThan(Cost(stages, planner.Smallest), Cost(stages, plan));
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
