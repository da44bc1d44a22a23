using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>What a search has found.</summary>
/// <param name="Network">Quantized on all pictures.</param>
/// <param name="Blob">The network, packed.</param>
/// <param name="Curve">Every point that was tried, the largest blob first; the last of all pictures is the result's.</param>
public sealed record RateResult(QuantizedNetwork Network, byte[] Blob, IReadOnlyList<RatePoint> Curve);
