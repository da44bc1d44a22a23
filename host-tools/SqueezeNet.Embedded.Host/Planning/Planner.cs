using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>
/// Chooses every stage's band and lays its tensors and scratch into an arena (SPEC 3): the fastest plan under a
/// budget, and of equally fast ones one in the smallest arena. Exact where the arena has at most 256 KB; beyond, on a
/// grid of a 16384th of it. What bypasses need comes on top of that, at the arena's end.
/// </summary>
public sealed class Planner
{
    private const int Alignment = 16;
    private const int MaxPlaces = 16384;
    private const int MaxArena = 16 << 20;

    private readonly IReadOnlyList<StageShape> stages;
    private readonly List<List<BandOption>> bands;
    private readonly Lazy<ArenaPlan> smallest;
    private readonly long skip;

    /// <summary>Prepares a search.</summary>
    public Planner(IReadOnlyList<StageShape> stages, IStageCosts costs)
        : this(stages, stages.Select(stage => BandOption.Of(stage, costs)).ToList())
    {
    }

    private Planner(IReadOnlyList<StageShape> stages, List<List<BandOption>> bands)
    {
        this.stages = stages;
        this.bands = bands;
        skip = StageShape.SkipBytes(stages);
        smallest = new Lazy<ArenaPlan>(FindSmallest);
    }

    /// <summary>The plan with the smallest arena, and of those the fastest: its arena is the smallest budget.</summary>
    /// <exception cref="PlanningException">No arena of the format is large enough.</exception>
    public ArenaPlan Smallest => smallest.Value;

    /// <summary>The plan with the smallest arena, for the default board.</summary>
    public static ArenaPlan Plan(IReadOnlyList<StageShape> stages)
    {
        return new Planner(stages, new CostModel(Boards.Default, WeightsMemory.Flash)).Smallest;
    }

    /// <summary>
    /// The plan with the smallest arena for packed weights that are decoded into a window (SPEC 4.4).
    /// </summary>
    /// <exception cref="PlanningException">No arena of the format is large enough.</exception>
    public static ArenaPlan PlanWindow(IReadOnlyList<StageShape> stages)
    {
        return new Planner(stages, stages.Select(BandOption.OfWindow).ToList()).Smallest;
    }

    /// <summary>The fastest plan whose arena has at most so many bytes; null if none fits.</summary>
    /// <exception cref="PlanningException">No arena of the format is large enough.</exception>
    public ArenaPlan? Plan(int budgetBytes)
    {
        if (budgetBytes < Smallest.ArenaBytes)
        {
            return null;
        }

        // With the input at one end, the output at the other and the scratch between, more room changes nothing.
        long enough = stages.Select((s, k) => s.InBytes + s.OutBytes + bands[k][0].Scratch).Max();
        long room = budgetBytes - skip;
        int most = (int)Math.Min(Math.Min(room, enough), MaxArena - skip);
        int step = Step(most);
        ArenaSearch search = new(stages, bands, step);
        int high = RoundUp(most, step);
        high = high <= room ? high : high - step;
        if (search.Fastest(high) is not { } best)
        {
            return Smallest;
        }

        int low = Math.Min(Smallest.ArenaBytes - (int)skip, high) / step * step;
        return Shrink(search, step, low, high, found => found.Cost == best.Cost);
    }

    private ArenaPlan FindSmallest()
    {
        // The scratch overlaps neither input nor output.
        long low = stages.Select((s, k) => bands[k].Min(b => b.Scratch) + Math.Max(s.InBytes, s.OutBytes)).Max();
        long high = stages.Select((s, k) => bands[k].Min(b => b.Scratch) + s.InBytes + s.OutBytes).Max();
        if (low + skip > MaxArena)
        {
            throw new PlanningException($"a stage needs {low + skip} bytes of RAM; the format allows {MaxArena}");
        }

        int step = Step(high);
        long end = high + (4 * step);
        if (end > MaxArena * 4L)
        {
            throw new PlanningException($"the network needs up to {high} bytes of RAM; the format allows {MaxArena}");
        }

        ArenaPlan plan = Shrink(
            new ArenaSearch(stages, bands, step), step, (int)low / step * step, RoundUp(end, step), _ => true);
        return plan.ArenaBytes <= MaxArena
            ? plan
            : throw new PlanningException(
                $"the network needs {plan.ArenaBytes} bytes of RAM; the format allows {MaxArena}");
    }

    /// <summary>
    /// The plan in the smallest arena that is good enough; the one of <paramref name="high"/> bytes is.
    /// </summary>
    private ArenaPlan Shrink(
        ArenaSearch search, int step, int low, int high, Predicate<(long Cost, IReadOnlyList<StagePlan> Stages)> isGood)
    {
        while (low < high)
        {
            int middle = low + ((high - low) / 2 / step * step);
            if (search.Fastest(middle) is { } found && isGood(found))
            {
                high = middle;
            }
            else
            {
                low = middle + step;
            }
        }

        (_, IReadOnlyList<StagePlan> plans) = search.Fastest(high)
            ?? throw new InvalidOperationException("The larger arena had a plan.");
        long end = plans.Select((plan, k) => End(stages[k], plan)).Max();
        return new ArenaPlan((int)(end + skip), (int)skip, plans);
    }

    private static long End(StageShape stage, StagePlan plan)
    {
        return Math.Max(
            plan.ScratchOffset + stage.ScratchBytes(plan.Band),
            Math.Max(plan.InOffset + stage.InBytes, plan.OutOffset + stage.OutBytes));
    }

    private static int Step(long arena)
    {
        return Alignment * (int)Math.Max(1, (arena + (Alignment * MaxPlaces) - 1) / (Alignment * MaxPlaces));
    }

    private static int RoundUp(long bytes, int step)
    {
        return (int)((bytes + step - 1) / step * step);
    }
}
