namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>A point of the curve of size and accuracy: a network that was quantized and packed.</summary>
/// <param name="BitPrice">What a bit was allowed to cost, in nats of divergence; 0 is without regard to size.</param>
/// <param name="Bytes">Of the whole blob.</param>
/// <param name="BitsPerWeight">Of the packed weights.</param>
/// <param name="Pictures">How many it was calibrated on.</param>
/// <param name="HeldOut">Against fp32, on the calibration pictures it was not calibrated on; null if it saw them all.</param>
/// <param name="Closer">Against fp32, on <see cref="CloserViews"/> of the pictures; null unless blobs of one size were compared.</param>
/// <param name="Drop">
/// Points of top-1 that it is taken to lose (<see cref="RateCurve.PointsPerNat"/>); null if it saw all pictures.
/// </param>
public sealed record RatePoint(
    double BitPrice, int Bytes, double BitsPerWeight, int Pictures, Answers? HeldOut, Answers? Closer = null, double? Drop = null);
