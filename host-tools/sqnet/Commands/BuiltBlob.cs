using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Quantization.Rate;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A blob that has just been made.</summary>
/// <param name="Pictures">Number of calibration pictures.</param>
/// <param name="Curve">Of size and accuracy, if there was a search.</param>
internal sealed record BuiltBlob(QuantizedNetwork Network, int Pictures, byte[] Bytes, RateCurve? Curve);
