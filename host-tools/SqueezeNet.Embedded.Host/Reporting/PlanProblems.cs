using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>Why a board cannot take a plan, and what to change.</summary>
internal static class PlanProblems
{
    /// <summary>Of a plan for weights that are not packed.</summary>
    public static IReadOnlyList<string> Find(ChosenPlan chosen)
    {
        PlanRequest request = chosen.Request;
        List<string> problems = [];
        AddArenaProblems(chosen, problems);
        AddFlashProblem(request, problems);
        AddPsramProblem(chosen, problems);
        return problems;
    }

    /// <summary>Packed weights need PSRAM for all of them, or a window in the arena.</summary>
    public static IReadOnlyList<string> Find(PlanRequest request, DecodeReport packed)
    {
        List<string> problems = [];
        if (!packed.AtBoot.Fits && !packed.Window.Fits)
        {
            problems.Add($"Decoded at boot: {packed.AtBoot.Problem}. With a window: {packed.Window.Problem}. "
                + "Plan again with another --ram, export the model with a smaller input (--size), "
                + "or use a board with more.");
        }

        AddFlashProblem(request, problems);
        return problems;
    }

    private static void AddArenaProblems(ChosenPlan chosen, List<string> problems)
    {
        PlanRequest request = chosen.Request;
        Board board = request.Board;
        int arena = chosen.ArenaBytes;
        int least = chosen.SmallestBytes;
        if (arena > request.Budget)
        {
            problems.Add($"No plan fits {request.Budget} bytes of RAM; the smallest budget that does is {least}. "
                + "Allow that, or export the model with a smaller input (--size).");
        }

        int limit = request.ArenaLimit;
        if (arena > limit)
        {
            string memory = request.Arena == ArenaMemory.External ? "PSRAM" : "SRAM";
            string larger = request.Arena == ArenaMemory.Internal && least <= board.ModelPsramBytes
                ? ", or --arena psram"
                : string.Empty;
            problems.Add(
                $"The arena of {arena} bytes exceeds the {limit} bytes of {memory} that {board.Name} has for it. "
                + (least <= limit
                    ? $"Plan again with --ram {limit} or less; the smallest is {least}."
                    : $"Export the model with a smaller input (--size), or use a board with more {memory}{larger}."));
        }
    }

    /// <summary>Weights, bypasses and an arena share the PSRAM.</summary>
    private static void AddPsramProblem(ChosenPlan chosen, List<string> problems)
    {
        PlanRequest request = chosen.Request;
        int limit = request.Board.ModelPsramBytes;
        int outside = chosen.OutsideBytes;
        int arena = request.Arena == ArenaMemory.External ? chosen.ArenaBytes : 0;
        long weights = request.Memory == WeightsMemory.Psram ? request.Stages.Sum(s => s.WeightBytes) : 0;
        if (weights > 0 && weights + outside + arena > limit)
        {
            string bypasses = outside > 0 ? $" and the {outside} bytes of bypasses" : string.Empty;
            string more = arena > 0 ? $" and the arena of {arena} bytes" : bypasses;
            problems.Add($"The weights of {weights} bytes{more} exceed the {limit} bytes of PSRAM that "
                + $"{request.Board.Name} has for a model. Use --weights flash.");
        }
        else if (outside > limit)
        {
            problems.Add($"The bypasses need {outside} bytes, more than the {limit} bytes of PSRAM that "
                + $"{request.Board.Name} has for a model. Export the model with a smaller input (--size), or use a "
                + "board with more PSRAM.");
        }
    }

    private static void AddFlashProblem(PlanRequest request, List<string> problems)
    {
        Board board = request.Board;
        if (request.BlobBytes > board.FlashSlotBytes)
        {
            string remedy = request.IsPacked
                ? $"Build with --packed --target-size {board.FlashSlotBytes}, or for a board with a larger slot."
                : "Pack the weights (sqnet pack, or sqnet build --packed), or use a board with a larger slot.";
            problems.Add($"The blob of {request.BlobBytes} bytes exceeds the flash slot of "
                + $"{board.FlashSlotBytes} bytes that {board.Name} has for a model. {remedy}");
        }
    }
}
