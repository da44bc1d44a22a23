using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>
/// Lays tensors and scratch of all stages into the smallest arena it finds, with bands of one row. Each output lies
/// in place below its input, behind it, or at an end of the arena; scratch fills a gap.
/// </summary>
public sealed class Planner
{
    private readonly IReadOnlyList<StageShape> stages;
    private readonly HashSet<(int Stage, int InOffset)> failed = [];
    private readonly StagePlan[] plans;
    private int arena;

    private Planner(IReadOnlyList<StageShape> stages)
    {
        this.stages = stages;
        plans = new StagePlan[stages.Count];
    }

    /// <summary>Plans a network.</summary>
    public static ArenaPlan Plan(IReadOnlyList<StageShape> stages)
    {
        Planner planner = new(stages);
        int lowest = stages.Max(s => s.ScratchBytes(1) + Math.Max(s.InBytes, s.OutBytes));
        planner.arena = StageShape.Align16(lowest);
        while (!planner.Place(0, 0))
        {
            planner.arena += 16;
            planner.failed.Clear();
        }

        return new ArenaPlan(planner.arena, planner.plans.ToArray());
    }

    private bool Place(int k, int inOffset)
    {
        if (k == stages.Count)
        {
            return true;
        }

        if (failed.Contains((k, inOffset)))
        {
            return false;
        }

        foreach (int outOffset in Outputs(stages[k], inOffset))
        {
            int scratch = Gap(stages[k], inOffset, outOffset);
            if (scratch >= 0 && Place(k + 1, outOffset))
            {
                plans[k] = new StagePlan(1, inOffset, outOffset, scratch);
                return true;
            }
        }

        failed.Add((k, inOffset));
        return false;
    }

    /// <summary>Places where a stage's output may lie.</summary>
    private IEnumerable<int> Outputs(StageShape stage, int inOffset)
    {
        int inEnd = StageShape.Align16(inOffset + stage.InBytes);
        int inPlace = (int)Math.Floor((inOffset - stage.InPlaceDistance(1)) / 16.0) * 16;
        int last = (arena - stage.OutBytes) / 16 * 16;
        List<int> places = [0, inEnd, last];
        if (!stage.IsHead && !stage.IsImage)
        {
            places.Add(Math.Min(inPlace, last));
        }

        return places
            .Where(at => at >= 0 && at + stage.OutBytes <= arena && IsAllowed(stage, inOffset, at, inPlace))
            .Distinct();
    }

    private static bool IsAllowed(StageShape stage, int inOffset, int at, int inPlace)
    {
        bool apart = at + stage.OutBytes <= inOffset || inOffset + stage.InBytes <= at;
        return stage.IsImage || apart || (!stage.IsHead && at <= inPlace);
    }

    /// <summary>Offset of a gap for the scratch; -1 if there is none.</summary>
    private int Gap(StageShape stage, int inOffset, int outOffset)
    {
        (int Start, int End) output = (outOffset, outOffset + stage.OutBytes);
        (int Start, int End) input = stage.IsImage ? output : (inOffset, inOffset + stage.InBytes);
        int bytes = stage.ScratchBytes(1);
        int[] starts = [0, StageShape.Align16(input.End), StageShape.Align16(output.End)];
        foreach (int at in starts)
        {
            bool clear = (at + bytes <= input.Start || at >= input.End) && (at + bytes <= output.Start || at >= output.End);
            if (clear && at + bytes <= arena)
            {
                return at;
            }
        }

        return -1;
    }
}
