using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>What a network with packed weights costs, for each of the two ways to run it.</summary>
public sealed record DecodeReport
{
    /// <summary>How many there are.</summary>
    public required long Weights { get; init; }

    /// <summary>Of the packed weights.</summary>
    public required long StreamBytes { get; init; }

    /// <summary>Binary decisions that code them.</summary>
    public required long Decisions { get; init; }

    /// <summary>Modelled instructions to decode all of them.</summary>
    public required long Instructions { get; init; }

    /// <summary>The time of that, on one core.</summary>
    public required double DecodeMs { get; init; }

    /// <summary>All of them are decoded into PSRAM when the model is opened.</summary>
    public required DecodeWay AtBoot { get; init; }

    /// <summary>They are decoded in each run, into a window of the arena (SPEC 4.4).</summary>
    public required DecodeWay Window { get; init; }

    /// <summary>Of the way that is taken: at boot where that fits, if the plan is not made for the other one.</summary>
    internal double EstimatedMs(PlanRequest request)
    {
        return AtBoot.Fits && !request.PlansWindow ? AtBoot.EstimatedMs ?? 0 : Window.EstimatedMs ?? 0;
    }

    internal static DecodeReport Of(ChosenPlan chosen, DecodeCounts counts)
    {
        PlanRequest request = chosen.Request;
        double ms = Milliseconds(counts.Instructions, request.Board);
        return new DecodeReport
        {
            Weights = counts.Weights,
            StreamBytes = counts.StreamBytes,
            Decisions = counts.Decisions,
            Instructions = (long)Math.Round(counts.Instructions),
            DecodeMs = Math.Round(ms, 3),
            AtBoot = OfBoot(chosen, ms),
            Window = OfWindow(request, chosen.Plan, ms),
        };
    }

    private static DecodeWay OfBoot(ChosenPlan chosen, double decode)
    {
        PlanRequest request = chosen.Request;
        Board board = request.Board;
        int outside = chosen.OutsideBytes;
        long arena = chosen.ArenaBytes;
        bool isArenaOutside = request.Arena == ArenaMemory.External;
        long psram = request.Stages.Sum(stage => stage.DecodedBytes) + outside + (isArenaOutside ? arena : 0);
        string? problem = Limit(request, arena);
        if (board.PsramBytes == 0)
        {
            problem = $"{board.Name} has no PSRAM";
        }
        else if (psram > board.ModelPsramBytes)
        {
            problem ??= $"{psram} bytes exceed the {board.ModelPsramBytes} bytes of PSRAM for models";
        }

        double? run = board.PsramBytes == 0
            ? null
            : Sum(
                request,
                (stage, k, costs) => costs.Of(stage, chosen.Plan.Stages[k].Band),
                WeightsMemory.Psram,
                outside > 0);
        return new DecodeWay
        {
            Fits = problem is null,
            Problem = problem,
            InternalBytes = isArenaOutside ? 0 : arena,
            PsramBytes = psram,
            FlashBytes = request.BlobBytes,
            StreamedStages = 0,
            BootMs = Math.Round(decode, 3),
            EstimatedMs = run,
        };
    }

    private static DecodeWay OfWindow(PlanRequest request, ArenaPlan plan, double decode)
    {
        long arena = WindowLayout.ArenaBytes(request.Stages, plan);
        int outside = request.HasSkipApart(arena, plan.SkipBytes) ? plan.SkipBytes : 0;
        List<WindowLayout> layouts = request.Stages.Select((stage, k) => WindowLayout.Of(stage, plan.Stages[k]))
            .ToList();
        double run = Sum(request, (stage, k, costs) => costs.Of(stage, layouts[k]), WeightsMemory.Window, outside > 0);
        string? problem = request.Arena == ArenaMemory.External
            ? "the plan has its arena in PSRAM, where all weights fit too"
            : Limit(request, arena - outside);
        return new DecodeWay
        {
            Fits = problem is null,
            Problem = problem,
            InternalBytes = arena - outside,
            PsramBytes = outside,
            FlashBytes = request.BlobBytes,
            StreamedStages = layouts.Count(l => l.IsStreamed),
            BootMs = 0,
            EstimatedMs = Math.Round(run + decode, 3),
        };
    }

    private static string? Limit(PlanRequest request, long arena)
    {
        return arena > request.Budget ? $"{arena} bytes of RAM exceed the budget of {request.Budget}"
            : arena > request.ArenaLimit
                ? $"{arena} bytes of RAM exceed the {request.ArenaLimit} that {request.Board.Name} has for it"
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
