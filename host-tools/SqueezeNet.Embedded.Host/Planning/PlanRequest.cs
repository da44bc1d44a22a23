using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What is to be planned.</summary>
/// <param name="Budget">Bytes that the arena may have; null for the smallest arena.</param>
/// <param name="BlobBytes">Size of the blob, as far as it is known.</param>
public sealed record PlanRequest(
    IReadOnlyList<StageShape> Stages, Board Board, WeightsMemory Memory, int? Budget, long BlobBytes);
