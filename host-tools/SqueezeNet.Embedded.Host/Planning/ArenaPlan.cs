using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>The schedule of a network: one plan a stage and the arena they share.</summary>
public sealed record ArenaPlan(int ArenaBytes, IReadOnlyList<StagePlan> Stages)
{
    /// <summary>Where the arena is to be.</summary>
    public ArenaMemory Memory { get; init; }
}
