namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>One of several regions of a node's frames.</summary>
/// <param name="Region">Its name.</param>
/// <param name="Seen">Where it is in the snapshot.</param>
internal sealed record SeenRegion(string Region, SeenRectangle Seen)
{
    /// <summary>Number of the frame in which the network looked at it last; null if it has not yet.</summary>
    public int? Seq { get; init; }

    public string? Label { get; init; }

    public int? Index { get; init; }

    public double? Probability { get; init; }
}
