using System;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>Tells of layers and of points of a search as steps of a build.</summary>
/// <param name="progress">Is told.</param>
/// <param name="from">What of the build is finished before.</param>
internal sealed class QuantizingReporter(IProgress<BuildProgress> progress, double from)
    : IProgress<QuantizerProgress>, IProgress<RatePoint>
{
    private double? share;

    private double Share => share ?? from;

    /// <inheritdoc/>
    public void Report(QuantizerProgress value)
    {
        share = from + ((1 - from) * value.Share);
        progress.Report(
            new BuildProgress($"quantizing {value.Layer}", value.Done, value.Total) { Share = Share });
    }

    /// <summary>Tells that layers are done and the blob is being packed.</summary>
    public void Pack()
    {
        progress.Report(new BuildProgress("packing", 0, 1) { Share = Share });
    }

    /// <inheritdoc/>
    public void Report(RatePoint value)
    {
        progress.Report(new BuildProgress("comparing", 0, 1) { Share = Share, Reached = value });
    }
}
