namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>How a tensor is stored: real = Scale * (q - Zero).</summary>
/// <param name="Max">
/// Largest value of the fp32 network on the calibration images, in the layer's equalized units.
/// </param>
/// <param name="Limit">Largest value that can be stored: Scale * (127 - Zero).</param>
/// <param name="Percentile">Percent of the values, zeros included, that are at most <paramref name="Limit"/>.</param>
/// <param name="ZeroForProof">
/// Whether the tensor has 7 bits instead of 8 only because its makers' or readers' accumulators could saturate.
/// </param>
public sealed record RangeReport(
    double Scale, int Zero, double Max, double Limit, double Percentile, bool ZeroForProof);
