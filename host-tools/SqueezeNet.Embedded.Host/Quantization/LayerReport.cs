using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// What quantization did to a convolution, over all calibration images and their mirror images. Signal-to-quantization-
/// noise ratios are 10 log10(sum(x^2) / sum((x - x')^2)) in dB, x after ReLU in the fp32 network and x' the real value
/// of what the integer network has there; null where there is no noise, or no signal.
/// </summary>
public sealed record LayerReport
{
    /// <summary>The convolution's name, such as fire2.squeeze.</summary>
    public required string Name { get; init; }

    /// <summary>Output channels.</summary>
    public required int Channels { get; init; }

    /// <summary>
    /// Of the output (of the head: of the logits), with the noise of all layers before; pooling comes later.
    /// </summary>
    public double? Sqnr { get; init; }

    /// <summary>Of the tensor it reads, after pooling; null for the image.</summary>
    public double? InputSqnr { get; init; }

    /// <summary>Expected if rounding and clipping of the output were the only noise; null in the head.</summary>
    public double? OutputSqnr { get; init; }

    /// <summary>
    /// Expected if the rounding of this layer's weights were the only noise; null in the head, whose outputs are
    /// averaged.
    /// </summary>
    public double? WeightSqnr { get; init; }

    /// <summary>
    /// Mean over the channels of the absolute value of the mean error, relative to the root mean square of the output.
    /// </summary>
    public required double BiasError { get; init; }

    /// <summary>Output channels that are 0 on every calibration image.</summary>
    public required int DeadChannels { get; init; }

    /// <summary>How the output is stored; null in the head, whose sums are never rounded.</summary>
    public RangeReport? Output { get; init; }

    /// <summary>Of 16 output channels, in stored order.</summary>
    public required IReadOnlyList<GroupReport> Groups { get; init; }

    /// <summary>
    /// Channels some of whose weights were moved towards 0 after rounding, because the proof still failed.
    /// </summary>
    public required int ShrunkChannels { get; init; }

    /// <summary>How its int8 weights are spread.</summary>
    public required WeightHistogram Weights { get; init; }

    /// <summary>Groups whose weights are coarser than they would be without the accumulator's limit.</summary>
    public int LimitedGroups => Groups.Count(group => group.IsLimited);

    /// <summary>Decibels lost from the input to the output; null where one of them has none.</summary>
    public double? Loss => InputSqnr - Sqnr;
}
