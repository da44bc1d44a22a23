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

    /// <summary>Bytes that the board has there for it.</summary>
    internal int ArenaLimit => Arena == ArenaMemory.External ? Board.PsramBytes : Board.SramBytes;
}
