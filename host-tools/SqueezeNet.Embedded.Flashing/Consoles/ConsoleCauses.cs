using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>
/// What the texts on a board's console mean. The table "What errors mean" in docs/flashing.md is made from it.
/// </summary>
public static class ConsoleCauses
{
    /// <summary>Texts of this project, which its sources must hold.</summary>
    public static IReadOnlyList<ConsoleCause> Own { get; } = [.. ModelCauses.All, .. NodeCauses.All];

    /// <summary>All of them, from the start of a board to its labels.</summary>
    public static IReadOnlyList<ConsoleCause> All { get; } = [.. BootCauses.All, .. ClrCauses.All, .. Own];
}
