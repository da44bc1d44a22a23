namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What quantization did to a layer's output.</summary>
/// <param name="Scale">Of the output, real per step.</param>
/// <param name="Zero">Zero point of the output.</param>
/// <param name="SignalToNoise">
/// In dB, over all calibration images: the fp32 network's output against the integer network's, with the noise of all
/// layers before.
/// </param>
public sealed record LayerReport(string Name, double Scale, int Zero, double SignalToNoise);
