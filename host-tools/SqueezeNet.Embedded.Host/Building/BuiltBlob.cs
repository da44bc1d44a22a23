using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>A blob and what it was made of.</summary>
/// <param name="Curve">Points of size and accuracy that were walked; null without a search.</param>
internal sealed record BuiltBlob(QuantizedNetwork Network, byte[] Bytes, RateCurve? Curve);
