using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>The schedule of a network: one plan a stage and the arena they share.</summary>
/// <param name="SkipBytes">The last bytes of the arena, which hold what bypasses add later.</param>
public sealed record ArenaPlan(int ArenaBytes, int SkipBytes, IReadOnlyList<StagePlan> Stages)
{
    /// <summary>Where the arena is to be.</summary>
    public ArenaMemory Memory { get; init; }
}
