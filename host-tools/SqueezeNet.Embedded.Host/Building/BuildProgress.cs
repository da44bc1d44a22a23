using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>How far long work has come.</summary>
/// <param name="Step">What is being done, for people.</param>
/// <param name="Done">What of it is finished, 0..Total: images or layers.</param>
/// <param name="Total">All of it.</param>
public sealed record BuildProgress(string Step, int Done, int Total)
{
    /// <summary>A point that a search for a size or an accuracy has just reached; otherwise null.</summary>
    public RatePoint? Reached { get; init; }
}
