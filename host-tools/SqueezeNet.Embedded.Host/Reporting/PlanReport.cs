using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>What a plan costs on a board, and whether the board can take it.</summary>
public sealed record PlanReport
{
    /// <summary>Whether there are no problems.</summary>
    public required bool Pass { get; init; }

    /// <summary>The board's name.</summary>
    public required string Board { get; init; }

    /// <summary>Where the weights are: "flash", "psram" or "window".</summary>
    public required string Weights { get; init; }

    /// <summary>Where the arena is: "internal" or "psram". The times are those of internal RAM.</summary>
    public required string Arena { get; init; }

    /// <summary>What the arena may have: the user's budget, else all that the board has there.</summary>
    public required int BudgetBytes { get; init; }

    /// <summary>Bytes of the arena there.</summary>
    public required int PeakArenaBytes { get; init; }

    /// <summary>The smallest budget that has a plan.</summary>
    public required int SmallestArenaBytes { get; init; }

    /// <summary>Bytes that bypasses need, 0 without one.</summary>
    public required int SkipBytes { get; init; }

    /// <summary>
    /// Where these lie: "sram", where they are part of the arena above, or "psram" if SRAM or budget have no room; null
    /// without a bypass.
    /// </summary>
    public string? SkipMemory { get; init; }

    /// <summary>Modelled time of one inference, without fetching the image; with what it decodes, if it does.</summary>
    public required double EstimatedMs { get; init; }

    /// <summary>Weights and biases that one inference reads from flash or PSRAM.</summary>
    public required long WeightBytesRead { get; init; }

    /// <summary>Multiply-accumulates of one inference, without the padding channels.</summary>
    public required long Macs { get; init; }

    /// <summary>Flash for the model; an estimate as long as there is no blob.</summary>
    public required long BlobBytes { get; init; }

    /// <summary>Flash that the board has for it.</summary>
    public required int FlashSlotBytes { get; init; }

    /// <summary>Why it fails and what to change.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The stages, in order of execution.</summary>
    public required IReadOnlyList<StageReport> Stages { get; init; }

    /// <summary>What packed weights cost; null where they are raw. One of its two ways must fit.</summary>
    public DecodeReport? Packed { get; private init; }

    /// <summary>Judges a plan.</summary>
    /// <exception cref="PlanningException">The board has no such memory.</exception>
    public static PlanReport Of(ChosenPlan chosen)
    {
        PlanRequest request = chosen.Request;
        CostModel costs = new(request.Board, request.Memory, chosen.HasSkipApart);
        List<StageReport> stages = request.Stages
            .Select((stage, k) => StageReport.Of(stage, chosen.Plan.Stages[k], costs))
            .ToList();
        DecodeReport? packed = request.Decode is null ? null : DecodeReport.Of(chosen, request.Decode);
        IReadOnlyList<string> problems = packed is null
            ? PlanProblems.Find(chosen)
            : PlanProblems.Find(request, packed);
        return new PlanReport
        {
            Pass = problems.Count == 0,
            Board = request.Board.Name,
            Weights = NameOf(request.Memory),
            Arena = request.Arena == ArenaMemory.External ? "psram" : "internal",
            BudgetBytes = request.Budget ?? request.ArenaLimit,
            PeakArenaBytes = chosen.ArenaBytes,
            SmallestArenaBytes = chosen.SmallestBytes,
            SkipBytes = chosen.Smallest.SkipBytes,
            SkipMemory = PlaceOfSkip(chosen),
            EstimatedMs = packed is null ? Math.Round(stages.Sum(s => s.EstimatedMs), 3) : packed.EstimatedMs(request),
            WeightBytesRead = stages.Sum(s => s.WeightBytesRead),
            Macs = stages.Sum(s => s.Macs),
            BlobBytes = request.BlobBytes,
            FlashSlotBytes = request.Board.FlashSlotBytes,
            Problems = problems,
            Stages = stages,
            Packed = packed,
        };
    }

    private static string? PlaceOfSkip(ChosenPlan chosen)
    {
        return chosen.Smallest.SkipBytes == 0 ? null
            : chosen.HasSkipApart || chosen.Request.Arena == ArenaMemory.External ? "psram"
            : "sram";
    }

    private static string NameOf(WeightsMemory memory)
    {
        return memory switch
        {
            WeightsMemory.Psram => "psram",
            WeightsMemory.Window => "window",
            _ => "flash",
        };
    }
}
