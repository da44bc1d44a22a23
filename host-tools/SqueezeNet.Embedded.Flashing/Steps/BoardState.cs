using System.Collections.Generic;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What a board was found to be.</summary>
/// <param name="Chip">The chip; null for a board that nobody has asked.</param>
/// <param name="Table">Its partition table; null if there is none that can be read.</param>
/// <param name="TableProblem">Why a table that is there cannot be read.</param>
/// <param name="Regions">What stands at the places of a job's regions.</param>
public sealed record BoardState(
    ChipInfo? Chip,
    PartitionTable? Table,
    string? TableProblem,
    IReadOnlyDictionary<FlashPartKind, RegionState> Regions)
{
    /// <summary>A board as it leaves the factory, erased.</summary>
    public static BoardState New { get; } =
        new(null, null, null, new Dictionary<FlashPartKind, RegionState>());
}
