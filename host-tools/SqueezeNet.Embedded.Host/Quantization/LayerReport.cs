using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// What quantization did to a convolution, over all calibration pictures and their mirror images. Signal-to-quantization-
/// noise ratios are 10 log10(sum(x^2) / sum((x - x')^2)) in dB, x after ReLU in the fp32 network and x' the real value of
/// what the integer network has there; null where there is no noise, or no signal.
/// </summary>
/// <param name="Channels">Output channels.</param>
/// <param name="Sqnr">
/// Of the output (of the head: of the logits), with the noise of all layers before; pooling comes later.
/// </param>
/// <param name="InputSqnr">Of the tensor it reads, after pooling; null for the image.</param>
/// <param name="OutputSqnr">Expected if rounding and clipping of the output were the only noise; null in the head.</param>
/// <param name="WeightSqnr">
/// Expected if the rounding of this layer's weights were the only noise; null in the head, whose outputs are averaged.
/// </param>
/// <param name="BiasError">
/// Mean over the channels of the absolute value of the mean error, relative to the root mean square of the output.
/// </param>
/// <param name="DeadChannels">Output channels that are 0 on every calibration picture.</param>
/// <param name="Output">How the output is stored; null in the head, whose sums are never rounded.</param>
/// <param name="Groups">Of 16 output channels, in stored order.</param>
/// <param name="ShrunkChannels">
/// Channels some of whose weights were moved towards 0 after rounding, because the proof still failed.
/// </param>
public sealed record LayerReport(
    string Name,
    int Channels,
    double? Sqnr,
    double? InputSqnr,
    double? OutputSqnr,
    double? WeightSqnr,
    double BiasError,
    int DeadChannels,
    RangeReport? Output,
    IReadOnlyList<GroupReport> Groups,
    int ShrunkChannels,
    WeightHistogram Weights)
{
    /// <summary>Groups whose weights are coarser than they would be without the accumulator's limit.</summary>
    public int LimitedGroups => Groups.Count(group => group.IsLimited);

    /// <summary>Decibels lost from the input to the output; null where one of them has none.</summary>
    public double? Loss => InputSqnr - Sqnr;
}
