using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What a plan costs on a board, and whether the board can take it.</summary>
/// <param name="Pass">Whether there are no problems.</param>
/// <param name="Arena">Where the arena is: "internal" or "psram". The times are those of internal RAM.</param>
/// <param name="BudgetBytes">What the arena may have: the user's budget, else all that the board has there.</param>
/// <param name="SmallestArenaBytes">The smallest budget that has a plan.</param>
/// <param name="EstimatedMs">Modelled time of one inference, without fetching the image.</param>
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
    double EstimatedMs,
    long WeightBytesRead,
    long Macs,
    long BlobBytes,
    IReadOnlyList<string> Problems,
    IReadOnlyList<StageReport> Stages)
{
    /// <summary>Judges a plan.</summary>
    /// <param name="request">The network, the board and the budget.</param>
    /// <param name="plan">Its plan; null for the fastest under the budget, or the smallest if none fits.</param>
    /// <param name="used">The plan that was judged.</param>
    /// <exception cref="PlanningException">The network cannot be planned, or the board has no such memory.</exception>
    public static PlanReport Of(PlanRequest request, ArenaPlan? plan, out ArenaPlan used)
    {
        CostModel costs = new(request.Board, request.Memory);
        Planner planner = new(request.Stages, costs);
        used = plan ?? (request.Budget is int bytes ? planner.Plan(bytes) : null) ?? planner.Smallest;
        used = used with { Memory = request.Arena };
        IReadOnlyList<StagePlan> plans = used.Stages;
        List<StageReport> stages = request.Stages.Select((stage, k) => StageReport.Of(stage, plans[k], costs)).ToList();
        List<string> problems = FindProblems(request, used.ArenaBytes, planner.Smallest.ArenaBytes);
        return new PlanReport(
            problems.Count == 0,
            request.Board.Name,
            request.Memory == WeightsMemory.Psram ? "psram" : "flash",
            request.Arena == ArenaMemory.External ? "psram" : "internal",
            request.Budget ?? request.ArenaLimit,
            used.ArenaBytes,
            planner.Smallest.ArenaBytes,
            Math.Round(stages.Sum(s => s.EstimatedMs), 3),
            stages.Sum(s => s.WeightBytesRead),
            stages.Sum(s => s.Macs),
            request.BlobBytes,
            problems,
            stages);
    }

    private static List<string> FindProblems(PlanRequest request, int arena, int least)
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

        if (request.BlobBytes > board.FlashSlotBytes)
        {
            problems.Add($"The blob of {request.BlobBytes} bytes exceeds the flash slot of {board.FlashSlotBytes} bytes. "
                + "Use a board with more flash, or a model with fewer channels or classes.");
        }

        long weights = request.Stages.Sum(s => s.WeightBytes);
        if (request.Memory == WeightsMemory.Psram && weights > board.PsramBytes)
        {
            problems.Add($"The weights of {weights} bytes exceed the PSRAM of {board.PsramBytes} bytes. Use --weights flash.");
        }

        return problems;
    }
}
