using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Packing;

[TestClass]
public sealed class PlannerTests
{
    /// <summary>RAM of the published networks; that the engines accept such plans is shown by QuantizerTests.</summary>
    [TestMethod]
    [DataRow("v1.1", 61_936)]
    [DataRow("v1.0", 121_424)]
    public void ArenaOfThePublishedNetworks(string version, int bytes)
    {
        IReadOnlyList<StageShape> stages = StageShape.Cut(version == "v1.1" ? PublishedModels.V11() : PublishedModels.V10());
        Assert.AreEqual(bytes, Planner.Plan(stages).ArenaBytes);
    }

    [TestMethod]
    public void NoArenaIsSmallerThanItsLargestStageNorLargerThanAllApart()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            IReadOnlyList<StageShape> stages = StageShape.Cut(RandomModels.Any(seed));
            int arena = Planner.Plan(stages).ArenaBytes;
            int apart = stages.Max(s => s.InBytes + s.OutBytes + s.ScratchBytes(1)) + 64;
            int least = stages.Max(s => s.ScratchBytes(1) + (s.InBytes > s.OutBytes ? s.InBytes : s.OutBytes));
            Assert.IsGreaterThanOrEqualTo(least, arena, $"seed {seed}");
            Assert.IsLessThanOrEqualTo(apart, arena, $"seed {seed}");
        }
    }
}
