using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>What a search has found.</summary>
/// <param name="Network">Quantized on all images.</param>
/// <param name="Blob">The network, packed.</param>
/// <param name="Curve">The points that were tried on the way.</param>
public sealed record RateResult(QuantizedNetwork Network, byte[] Blob, RateCurve Curve);
