using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>How far long work has come.</summary>
/// <param name="Step">What is being done, for people.</param>
/// <param name="Done">What of it is finished, 0..Total: images or layers.</param>
/// <param name="Total">All of it.</param>
public sealed record BuildProgress(string Step, int Done, int Total)
{
    /// <summary>
    /// What of the whole call is finished, 0..1, by the time that steps usually take; never less than in the report
    /// before.
    /// </summary>
    public double Share { get; init; }

    /// <summary>A point that a search for a size or an accuracy has just reached; otherwise null.</summary>
    public RatePoint? Reached { get; init; }

    /// <summary>The calibration images, when they have just been read; otherwise null.</summary>
    public ImageFolder? Read { get; init; }
}
