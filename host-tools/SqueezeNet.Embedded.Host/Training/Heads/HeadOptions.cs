using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>How a head is trained.</summary>
internal sealed record HeadOptions
{
    /// <summary>
    /// What cross-validation chooses from, falling: half of it times a squared weight (of features of deviation 1) is
    /// added to the loss.
    /// </summary>
    public IReadOnlyList<double> Decays { get; init; } = [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003];

    /// <summary>How often each view is seen with its whole map; 0 for averages alone.</summary>
    public int Passes { get; init; } = 3;

    /// <summary>What the order of views follows from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads; null for one a processor. The same head follows from any number.</summary>
    public int? Threads { get; init; }
}
