using System;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>
/// Tells of layers and of points of a search as steps of a build. Steps that have no share of their own have that of
/// the beginning, which <see cref="OrderedProgress"/> raises to what is reached.
/// </summary>
/// <param name="progress">Is told.</param>
/// <param name="from">What of the build is finished before.</param>
internal sealed class QuantizingReporter(OrderedProgress progress, double from)
    : IProgress<QuantizerProgress>, IProgress<RatePoint>
{
    /// <inheritdoc/>
    public void Report(QuantizerProgress value)
    {
        double share = from + ((1 - from) * value.Share);
        progress.Report(
            new BuildProgress($"quantizing {value.Layer}", value.Done, value.Total) { Share = share });
    }

    /// <summary>Tells that layers are done and the blob is being packed.</summary>
    public void Pack()
    {
        progress.Report(new BuildProgress("packing", 0, 1) { Share = from });
    }

    /// <inheritdoc/>
    public void Report(RatePoint value)
    {
        progress.Report(new BuildProgress("comparing", 0, 1) { Share = from, Reached = value });
    }
}
