namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>A point of the curve of size and accuracy: a network that was quantized and packed.</summary>
public sealed record RatePoint
{
    /// <summary>What a bit was allowed to cost, in nats of divergence; 0 is without regard to size.</summary>
    public required double BitPrice { get; init; }

    /// <summary>Of the whole blob.</summary>
    public required int Bytes { get; init; }

    /// <summary>Of the packed weights.</summary>
    public required double BitsPerWeight { get; init; }

    /// <summary>How many it was calibrated on.</summary>
    public required int Images { get; init; }

    /// <summary>Against fp32, on the calibration images it was not calibrated on; null if it saw them all.</summary>
    public Fidelity? HeldOut { get; init; }

    /// <summary>
    /// Against fp32, on <see cref="CloserViews"/> of the images; null unless blobs of one size were compared.
    /// </summary>
    public Fidelity? Closer { get; init; }

    /// <summary>
    /// Points of top-1 that it is taken to lose (<see cref="RateCurve.PointsPerNat"/>); null if it saw all images.
    /// </summary>
    public double? Drop { get; init; }
}
