using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>Every plan of random networks, under many budgets and costs.</summary>
[TestClass]
public sealed class PlanPropertyTests
{
    private const int Networks = 80;

    /// <summary>Nothing live is overwritten, and the arena ends where the last byte is written.</summary>
    [TestMethod]
    public void PeakIsWhatTheSimulatorTouches()
    {
        int plans = 0;
        int bypasses = 0;
        for (int seed = 0; seed < Networks; seed++)
        {
            foreach (SqueezeNetModel model in new[] { RandomModels.Any(seed), RandomModels.WithBypasses(seed) })
            {
                bypasses += model.Fires.Count(fire => fire.HasBypass);
                foreach (ArenaPlan plan in PlansOf(StageShape.Cut(model), seed))
                {
                    ArenaSimulator run = ArenaSimulator.Run(model, plan);
                    Assert.AreEqual(plan.ArenaBytes, run.HighWater, $"seed {seed}");
                    Assert.AreEqual(plan.ArenaBytes - plan.SkipBytes, run.RestHighWater, $"seed {seed}");
                    plans++;
                }
            }
        }

        Assert.IsGreaterThan(6 * Networks, plans);
        Assert.IsGreaterThan(Networks, bypasses);
    }

    /// <summary>
    /// A tensor that is kept lives until the next stage has added it; it does not fit in less memory.
    /// </summary>
    [TestMethod]
    public void SimulatorSeesSkipMemoryThatIsTooSmall()
    {
        int seen = 0;
        for (int seed = 0; seed < Networks; seed++)
        {
            SqueezeNetModel model = RandomModels.WithBypasses(seed);
            IReadOnlyList<StageShape> stages = StageShape.Cut(model);
            ArenaPlan plan = Planner.Plan(stages);
            bool consecutive = stages.Any(stage => stage.Adds && stage.Keeps);
            if (plan.SkipBytes == 0 || consecutive)
            {
                // The next tensor may happen to be written after the one before it has been read.
                continue;
            }

            ArenaPlan less = plan with { ArenaBytes = plan.ArenaBytes - 16, SkipBytes = plan.SkipBytes - 16 };
            Assert.ThrowsExactly<InvalidDataException>(() => ArenaSimulator.Run(model, less), $"seed {seed}");
            seen++;
        }

        Assert.IsGreaterThan(Networks / 5, seen);
    }

    [TestMethod]
    public void PublishedPlansHoldInTheSimulatorToo()
    {
        CostModel costs = new(Boards.Default, WeightsMemory.Flash);
        SqueezeNetModel[] models = [PublishedModels.V11(), PublishedModels.V10()];
        foreach (SqueezeNetModel model in models.Concat(models.Select(PublishedModels.WithBypasses)))
        {
            Planner planner = new(StageShape.Cut(model), costs);
            int skip = planner.Smallest.SkipBytes;
            foreach (ArenaPlan plan in new[]
                { planner.Smallest, planner.Plan((176 << 10) + skip)!, planner.Plan((1 << 20) + skip)! })
            {
                ArenaSimulator run = ArenaSimulator.Run(model, plan);
                Assert.AreEqual(plan.ArenaBytes, run.HighWater);
            }
        }
    }

    /// <summary>The simulator is no yes-man: an output that lies a pixel too high destroys what is needed.</summary>
    [TestMethod]
    public void SimulatorSeesAnOutputThatLiesTooHigh()
    {
        SqueezeNetModel model = PublishedModels.V11();
        ArenaPlan plan = Planner.Plan(StageShape.Cut(model));
        int k = Enumerable.Range(1, 7).First(i => IsInPlace(StageShape.Cut(model)[i], plan.Stages[i]));
        StagePlan[] stages = plan.Stages.ToArray();
        int up = stages[k].InOffset - stages[k].OutOffset;
        stages[k] = stages[k] with { OutOffset = stages[k].OutOffset + up };
        stages[k + 1] = stages[k + 1] with { InOffset = stages[k].OutOffset };
        Assert.ThrowsExactly<InvalidDataException>(() => ArenaSimulator.Run(model, plan with { Stages = stages }));
    }

    /// <summary>Brute force over all bands and all offsets of tiny grids finds nothing better.</summary>
    [TestMethod]
    public void NoPlanIsFaster()
    {
        int compared = 0;
        for (int seed = 0; seed < Networks; seed++)
        {
            IReadOnlyList<StageShape> stages = StageShape.Cut(RandomModels.Any(seed));
            Planner planner = new(stages, new RandomCosts(seed));
            if (planner.Smallest.ArenaBytes > 16 * 400)
            {
                continue;
            }

            RandomCosts costs = new(seed);
            Assert.IsNull(BruteForce.Fastest(stages, costs, planner.Smallest.ArenaBytes - 16), $"seed {seed}");
            foreach (int more in new[] { 0, 64, 1024 })
            {
                int budget = planner.Smallest.ArenaBytes + more;
                ArenaPlan plan = planner.Plan(budget)!;
                Assert.IsLessThanOrEqualTo(budget, plan.ArenaBytes);
                Assert.AreEqual(BruteForce.Fastest(stages, costs, budget), Cost(stages, costs, plan), $"seed {seed}");
                compared++;
            }
        }

        Assert.IsGreaterThan(20, compared);
    }

    [TestMethod]
    public void BudgetBelowTheSmallestHasNoPlan()
    {
        for (int seed = 0; seed < Networks; seed++)
        {
            Planner planner = new(StageShape.Cut(RandomModels.Any(seed)), new RandomCosts(seed));
            Assert.IsNull(planner.Plan(planner.Smallest.ArenaBytes - 1));
            Assert.IsNotNull(planner.Plan(planner.Smallest.ArenaBytes));
        }
    }

    /// <summary>Different plans of a network, from its smallest arena to as much as it can use.</summary>
    internal static IEnumerable<ArenaPlan> PlansOf(IReadOnlyList<StageShape> stages, int seed)
    {
        HashSet<string> seen = [];
        for (int round = 0; round < 3; round++)
        {
            Planner planner = new(stages, new RandomCosts(seed + (1000 * round)));
            int budget = planner.Smallest.ArenaBytes;
            for (int i = 0; i < 6; i++)
            {
                ArenaPlan plan = planner.Plan(budget)!;
                if (seen.Add(string.Join(' ', plan.Stages)))
                {
                    yield return plan;
                }

                budget += 1 + (budget / 7 * (i + 1));
            }
        }
    }

    private static long Cost(IReadOnlyList<StageShape> stages, IStageCosts costs, ArenaPlan plan)
    {
        return stages.Select((stage, k) => costs.Of(stage, plan.Stages[k].Band).Nanoseconds).Sum();
    }

    private static bool IsInPlace(StageShape stage, StagePlan plan)
    {
        return plan.OutOffset < plan.InOffset + stage.InBytes && plan.InOffset < plan.OutOffset + stage.OutBytes;
    }
}
