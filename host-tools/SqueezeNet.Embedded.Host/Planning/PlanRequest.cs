using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What is to be planned.</summary>
/// <param name="Budget">Bytes that the arena may have; null for the smallest arena.</param>
/// <param name="BlobBytes">Size of the blob, as far as it is known.</param>
public sealed record PlanRequest(
    IReadOnlyList<StageShape> Stages, Board Board, WeightsMemory Memory, int? Budget, long BlobBytes)
{
    /// <summary>Where the arena is to be.</summary>
    public ArenaMemory Arena { get; init; }

    /// <summary>What decoding takes; null if the weights are not packed.</summary>
    public DecodeCounts? Decode { get; init; }

    /// <summary>Whether the blob has packed weights, or will have.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Whether the plan is to be the smallest for a window (SPEC 4.4), whatever the budget.</summary>
    public bool PlansWindow { get; init; }

    /// <summary>Bytes that the board has there for it.</summary>
    public int ArenaLimit => Arena == ArenaMemory.External ? Board.ModelPsramBytes : Board.SramBytes;

    /// <summary>
    /// Whether what bypasses need goes to PSRAM, because there is no room for it in an arena of so many bytes beside
    /// the rest.
    /// </summary>
    internal bool HasSkipApart(long arenaBytes, int skipBytes)
    {
        int room = int.Min(Budget ?? int.MaxValue, Board.SramBytes);
        return Arena == ArenaMemory.Internal && skipBytes > 0 && Board.PsramBytes > 0 && arenaBytes > room;
    }
}
