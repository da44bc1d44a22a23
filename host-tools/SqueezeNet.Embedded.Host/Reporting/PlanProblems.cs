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
        Board board = request.Board;
        int arena = chosen.ArenaBytes;
        int least = chosen.SmallestBytes;
        int outside = chosen.OutsideBytes;
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
            string larger = request.Arena == ArenaMemory.Internal && least <= board.PsramBytes
                ? ", or --arena psram"
                : string.Empty;
            problems.Add(
                $"The arena of {arena} bytes exceeds the {limit} bytes of {memory} that {board.Name} has for it. "
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

    private static void AddFlashProblem(PlanRequest request, List<string> problems)
    {
        if (request.BlobBytes > request.Board.FlashSlotBytes)
        {
            problems.Add($"The blob of {request.BlobBytes} bytes exceeds the flash slot of "
                + $"{request.Board.FlashSlotBytes} bytes. "
                + "Use a board with more flash, or a model with fewer channels or classes.");
        }
    }
}
