using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What a network with packed weights costs, for each of the two ways to run it.</summary>
/// <param name="Weights">How many there are.</param>
/// <param name="Decisions">Binary decisions that code them.</param>
/// <param name="Instructions">Modelled instructions to decode all of them.</param>
/// <param name="DecodeMs">The time of that, on one core.</param>
/// <param name="AtBoot">All of them are decoded into PSRAM when the model is opened.</param>
/// <param name="Window">They are decoded in each run, into a window of the arena (SPEC 4.4).</param>
public sealed record DecodeReport(
    long Weights, long StreamBytes, long Decisions, long Instructions, double DecodeMs, DecodeWay AtBoot, DecodeWay Window)
{
    /// <summary>Of the way that is taken: at boot where that fits, if the plan is not made for the other one.</summary>
    internal double EstimatedMs(PlanRequest request)
    {
        return AtBoot.Fits && !request.PlansWindow ? AtBoot.EstimatedMs ?? 0 : Window.EstimatedMs ?? 0;
    }

    internal static DecodeReport Of(PlanRequest request, DecodeCounts counts, ArenaPlan plan, int outside)
    {
        double ms = Milliseconds(counts.Instructions, request.Board);
        return new DecodeReport(
            counts.Weights,
            counts.StreamBytes,
            counts.Decisions,
            (long)Math.Round(counts.Instructions),
            Math.Round(ms, 3),
            OfBoot(request, plan, outside, ms),
            OfWindow(request, plan, ms));
    }

    private static DecodeWay OfBoot(PlanRequest request, ArenaPlan plan, int outside, double decode)
    {
        Board board = request.Board;
        long arena = plan.ArenaBytes - outside;
        bool isArenaOutside = request.Arena == ArenaMemory.External;
        long psram = request.Stages.Sum(stage => stage.UnpackedBytes) + outside + (isArenaOutside ? arena : 0);
        string? problem = Limit(request, arena);
        if (board.PsramBytes == 0)
        {
            problem = $"{board.Name} has no PSRAM";
        }
        else if (psram > board.PsramBytes)
        {
            problem ??= $"{psram} bytes exceed the PSRAM of {board.PsramBytes} bytes";
        }

        double? run = board.PsramBytes == 0
            ? null
            : Sum(request, (stage, k, costs) => costs.Of(stage, plan.Stages[k].Band), WeightsMemory.Psram, outside > 0);
        return new DecodeWay(problem is null, problem, isArenaOutside ? 0 : arena, psram, request.BlobBytes, 0, Math.Round(decode, 3), run);
    }

    private static DecodeWay OfWindow(PlanRequest request, ArenaPlan plan, double decode)
    {
        long arena = WindowLayout.ArenaBytes(request.Stages, plan);
        int outside = request.HasSkipApart(arena, plan.SkipBytes) ? plan.SkipBytes : 0;
        List<WindowLayout> layouts = request.Stages.Select((stage, k) => WindowLayout.Of(stage, plan.Stages[k])).ToList();
        double run = Sum(request, (stage, k, costs) => costs.Of(stage, layouts[k]), WeightsMemory.Window, outside > 0);
        string? problem = request.Arena == ArenaMemory.External
            ? "the plan has its arena in PSRAM, where all weights fit too"
            : Limit(request, arena - outside);
        return new DecodeWay(
            problem is null,
            problem,
            arena - outside,
            outside,
            request.BlobBytes,
            layouts.Count(l => l.IsStreamed),
            0,
            Math.Round(run + decode, 3));
    }

    private static string? Limit(PlanRequest request, long arena)
    {
        return arena > request.Budget ? $"{arena} bytes of RAM exceed the budget of {request.Budget}"
            : arena > request.ArenaLimit ? $"{arena} bytes of RAM exceed the {request.ArenaLimit} that {request.Board.Name} has for it"
            : null;
    }

    private static double Sum(
        PlanRequest request, Func<StageShape, int, CostModel, StageCost> cost, WeightsMemory memory, bool skipInPsram)
    {
        CostModel costs = new(request.Board, memory, skipInPsram);
        return Math.Round(request.Stages.Select((stage, k) => cost(stage, k, costs).Nanoseconds).Sum() / 1e6, 3);
    }

    private static double Milliseconds(double instructions, Board board)
    {
        return instructions * DecodeCounts.CyclesPerInstruction / (board.CpuMhz * 1e3);
    }
}
