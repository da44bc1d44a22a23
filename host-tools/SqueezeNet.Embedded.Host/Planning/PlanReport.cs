using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What a plan costs on a board, and whether the board can take it.</summary>
/// <param name="Pass">Whether there are no problems.</param>
/// <param name="Arena">Where the arena is: "internal" or "psram". The times are those of internal RAM.</param>
/// <param name="BudgetBytes">What the arena may have: the user's budget, else all that the board has there.</param>
/// <param name="PeakArenaBytes">Bytes of the arena there.</param>
/// <param name="SmallestArenaBytes">The smallest budget that has a plan.</param>
/// <param name="SkipBytes">Bytes that bypasses need, 0 without one.</param>
/// <param name="SkipMemory">
/// Where these lie: "sram", where they are part of the arena above, or "psram" if SRAM or budget have no room; null without
/// a bypass.
/// </param>
/// <param name="EstimatedMs">Modelled time of one inference, without fetching the image; with what it decodes, if it does.</param>
/// <param name="BlobBytes">Flash for the model; an estimate as long as there is no blob.</param>
/// <param name="Problems">Why it fails and what to change.</param>
public sealed record PlanReport(
    bool Pass,
    string Board,
    string Weights,
    string Arena,
    int BudgetBytes,
    int PeakArenaBytes,
    int SmallestArenaBytes,
    int SkipBytes,
    string? SkipMemory,
    double EstimatedMs,
    long WeightBytesRead,
    long Macs,
    long BlobBytes,
    IReadOnlyList<string> Problems,
    IReadOnlyList<StageReport> Stages)
{
    /// <summary>What packed weights cost; null where they are raw. One of its two ways must fit.</summary>
    public DecodeReport? Packed { get; private init; }

    /// <summary>Judges a plan.</summary>
    /// <param name="request">The network, the board and the budget.</param>
    /// <param name="plan">Its plan; null for the fastest under the budget, or the smallest if none fits.</param>
    /// <param name="used">The plan that was judged.</param>
    /// <exception cref="PlanningException">The network cannot be planned, or the board has no such memory.</exception>
    public static PlanReport Of(PlanRequest request, ArenaPlan? plan, out ArenaPlan used)
    {
        // Bypasses cost the same whatever the plan, so it can be made before it is known where they lie.
        Planner planner = new(request.Stages, new CostModel(request.Board, request.Memory));
        ArenaPlan smallest = planner.Smallest;
        plan ??= request.PlansWindow ? Planner.PlanWindow(request.Stages) : null;
        bool apart = request.HasSkipApart((plan ?? smallest).ArenaBytes, smallest.SkipBytes);
        int outside = apart ? smallest.SkipBytes : 0;
        used = plan ?? (request.Budget is int bytes ? planner.Plan((int)long.Min((long)bytes + outside, int.MaxValue)) : null)
            ?? smallest;
        used = used with { Memory = request.Arena };
        IReadOnlyList<StagePlan> plans = used.Stages;
        CostModel costs = new(request.Board, request.Memory, apart);
        List<StageReport> stages = request.Stages.Select((stage, k) => StageReport.Of(stage, plans[k], costs)).ToList();
        int arena = used.ArenaBytes - outside;
        int least = smallest.ArenaBytes - outside;
        DecodeReport? packed = request.Decode is null ? null : DecodeReport.Of(request, request.Decode, used, outside);
        List<string> problems = packed is null ? FindProblems(request, arena, least, outside) : FindProblems(request, packed);
        return new PlanReport(
            problems.Count == 0,
            request.Board.Name,
            NameOf(request.Memory),
            request.Arena == ArenaMemory.External ? "psram" : "internal",
            request.Budget ?? request.ArenaLimit,
            arena,
            least,
            smallest.SkipBytes,
            smallest.SkipBytes == 0 ? null : apart || request.Arena == ArenaMemory.External ? "psram" : "sram",
            packed is null ? Math.Round(stages.Sum(s => s.EstimatedMs), 3) : packed.EstimatedMs(request),
            stages.Sum(s => s.WeightBytesRead),
            stages.Sum(s => s.Macs),
            request.BlobBytes,
            problems,
            stages)
        {
            Packed = packed,
        };
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

    private static List<string> FindProblems(PlanRequest request, int arena, int least, int outside)
    {
        Board board = request.Board;
        List<string> problems = [];
        if (arena > request.Budget)
        {
            problems.Add($"No plan fits {request.Budget} bytes of RAM; the smallest budget that does is {least}. "
                + "Allow that, or export the model with a smaller input (--size).");
        }

        int limit = request.ArenaLimit;
        if (arena > limit)
        {
            string memory = request.Arena == ArenaMemory.External ? "PSRAM" : "SRAM";
            string larger = request.Arena == ArenaMemory.Internal && least <= board.PsramBytes ? ", or --arena psram" : string.Empty;
            problems.Add($"The arena of {arena} bytes exceeds the {limit} bytes of {memory} that {board.Name} has for it. "
                + (least <= limit
                    ? $"Plan again with --ram {limit} or less; the smallest is {least}."
                    : $"Export the model with a smaller input (--size), or use a board with more {memory}{larger}."));
        }

        AddFlashProblem(request, problems);
        long weights = request.Stages.Sum(s => s.WeightBytes);
        if (request.Memory == WeightsMemory.Psram && weights + outside > board.PsramBytes)
        {
            string bypasses = outside > 0 ? $" and the {outside} bytes of bypasses" : string.Empty;
            problems.Add($"The weights of {weights} bytes{bypasses} exceed the PSRAM of {board.PsramBytes} bytes. "
                + "Use --weights flash.");
        }
        else if (outside > board.PsramBytes)
        {
            problems.Add($"The bypasses need {outside} bytes, more than the PSRAM of {board.PsramBytes} bytes. "
                + "Export the model with a smaller input (--size), or use a board with more PSRAM.");
        }

        return problems;
    }

    /// <summary>Packed weights need PSRAM for all of them, or a window in the arena.</summary>
    private static List<string> FindProblems(PlanRequest request, DecodeReport packed)
    {
        List<string> problems = [];
        if (!packed.AtBoot.Fits && !packed.Window.Fits)
        {
            problems.Add($"Decoded at boot: {packed.AtBoot.Problem}. With a window: {packed.Window.Problem}. "
                + "Plan again with another --ram, export the model with a smaller input (--size), or use a board with more.");
        }

        AddFlashProblem(request, problems);
        return problems;
    }

    private static void AddFlashProblem(PlanRequest request, List<string> problems)
    {
        if (request.BlobBytes > request.Board.FlashSlotBytes)
        {
            problems.Add($"The blob of {request.BlobBytes} bytes exceeds the flash slot of {request.Board.FlashSlotBytes} bytes. "
                + "Use a board with more flash, or a model with fewer channels or classes.");
        }
    }
}
