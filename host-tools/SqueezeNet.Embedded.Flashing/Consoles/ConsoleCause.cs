using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>What a text on the console means.</summary>
/// <param name="Phrases">How it is worded, each from its beginning.</param>
/// <param name="Cause">Why a board says it.</param>
/// <param name="Remedy">What helps.</param>
public sealed record ConsoleCause(IReadOnlyList<string> Phrases, string Cause, string Remedy)
{
    /// <summary>Whether no label comes until somebody does something.</summary>
    public bool IsFinal { get; init; } = true;
}
