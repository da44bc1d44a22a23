using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A rounded convolution and what rounding did to it.</summary>
/// <param name="Noise">
/// [out]: expected squared error before ReLU that the rounding of the weights makes, real units.
/// </param>
/// <param name="Shrunk">Channels that needed smaller weights for the proof.</param>
internal sealed record RoundedConvolution(QuantizedConvolution Convolution, double[] Noise, int Shrunk);
