using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>
/// Finds the fastest plan in an arena of a given size by dynamic programming over the stages, from the last to the
/// first, and over every place of a stage's input. Exact on its grid: all sizes are rounded up to whole grid steps.
/// </summary>
internal sealed class ArenaSearch
{
    private const long Impossible = long.MaxValue;

    private readonly int step;
    private readonly int[] inputs;
    private readonly int[] outputs;
    private readonly List<BandOption>[] options;

    /// <param name="stages">Their shapes.</param>
    /// <param name="bands">Of every stage the bands to choose from, cheapest first.</param>
    /// <param name="step">Bytes of a grid step, a multiple of 16.</param>
    public ArenaSearch(IReadOnlyList<StageShape> stages, IReadOnlyList<List<BandOption>> bands, int step)
    {
        this.step = step;
        inputs = stages.Select(s => Units(s.InBytes)).ToArray();
        outputs = stages.Select(s => Units(s.OutBytes)).ToArray();
        options = bands
            .Select(list => list
                .Select(o => o with { Scratch = Units(o.Scratch), Distance = DistanceUnits(o.Distance) })
                .ToList())
            .ToArray();
    }

    /// <summary>The fastest plan in an arena; null if none fits.</summary>
    public (long Cost, IReadOnlyList<StagePlan> Stages)? Fastest(int arenaBytes)
    {
        int arena = arenaBytes / step;
        RangeMinimum[] after = new RangeMinimum[options.Length];
        after[^1] = new RangeMinimum(new long[Math.Max(arena, 1)]);
        for (int k = options.Length - 1; k > 0; k--)
        {
            int places = arena - inputs[k] + 1;
            if (places <= 0 || arena < outputs[k])
            {
                return null;
            }

            long[] costs = new long[places];
            for (int at = 0; at < places; at++)
            {
                costs[at] = Best(k, arena, at, after[k]).Cost;
            }

            after[k - 1] = new RangeMinimum(costs);
        }

        Choice first = Best(0, arena, 0, after[0]);
        return first.Cost == Impossible ? null : (first.Cost, Trace(arena, after));
    }

    private List<StagePlan> Trace(int arena, RangeMinimum[] after)
    {
        List<StagePlan> plans = [];
        int input = 0;
        for (int k = 0; k < options.Length; k++)
        {
            Choice choice = Best(k, arena, input, after[k]);
            int scratch = Gap(k, arena, input, choice);
            plans.Add(new StagePlan(choice.Option!.Band, input * step, choice.Output * step, scratch * step));
            input = choice.Output;
        }

        return plans;
    }

    /// <summary>
    /// The best band and place of the output, given the input's place. Apart from the input the output may lie below
    /// or above, over the input only <see cref="BandOption.Distance"/> below; and the scratch must find room below
    /// both, between them or above both.
    /// </summary>
    private Choice Best(int k, int arena, int input, RangeMinimum after)
    {
        Choice best = new(Impossible, null, 0);
        int inEnd = input + inputs[k];
        int last = arena - outputs[k];
        foreach (BandOption option in options[k])
        {
            if (after.Lowest == Impossible || option.Cost + after.Lowest >= best.Cost)
            {
                break;
            }

            int scratch = (int)option.Scratch;
            int low = (int)Math.Min(Math.Max(input - outputs[k], input - option.Distance), last);
            bool fitsBelow = scratch <= input;
            bool fitsAbove = inEnd + scratch <= arena;

            // The output below the input or over it; then above it.
            Consider(fitsBelow ? scratch : arena, low, option, after, ref best);
            Consider(0, fitsAbove ? Math.Min(low, last - scratch) : -1, option, after, ref best);
            Consider(inEnd + scratch, low, option, after, ref best);
            Consider(0, Math.Min(low, input - outputs[k] - scratch), option, after, ref best);
            Consider(fitsBelow ? Math.Max(inEnd, scratch) : arena, last, option, after, ref best);
            Consider(inEnd, last - scratch, option, after, ref best);
            Consider(inEnd + scratch, last, option, after, ref best);
        }

        return best;
    }

    /// <summary>Takes the best place of the output in a range, ends included, if that is better.</summary>
    private static void Consider(int from, int to, BandOption option, RangeMinimum after, ref Choice best)
    {
        if (from > to)
        {
            return;
        }

        int at = after.At(from, to);
        if (after[at] != Impossible && option.Cost + after[at] < best.Cost)
        {
            best = new Choice(option.Cost + after[at], option, at);
        }
    }

    private int Gap(int k, int arena, int input, Choice choice)
    {
        int bytes = (int)choice.Option!.Scratch;
        int inEnd = input + inputs[k];
        int outEnd = choice.Output + outputs[k];
        foreach (int at in new[] { 0, inEnd, outEnd })
        {
            bool clear = (at + bytes <= input || at >= inEnd) && (at + bytes <= choice.Output || at >= outEnd);
            if (clear && at + bytes <= arena)
            {
                return at;
            }
        }

        throw new InvalidOperationException("A place was promised to the scratch.");
    }

    private int Units(long bytes)
    {
        return (int)((bytes + step - 1) / step);
    }

    private long DistanceUnits(long distance)
    {
        return Math.Abs(distance) >= StageShape.NeverInPlace
            ? Math.Sign(distance) * (long)int.MaxValue / 2
            : (long)Math.Ceiling(distance / (double)step);
    }

    private readonly record struct Choice(long Cost, BandOption? Option, int Output);
}
