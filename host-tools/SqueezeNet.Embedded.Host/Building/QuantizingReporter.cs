using System;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>Tells of layers and of points of a search as steps of a build.</summary>
internal sealed class QuantizingReporter(IProgress<BuildProgress> progress)
    : IProgress<QuantizerProgress>, IProgress<RatePoint>
{
    /// <inheritdoc/>
    public void Report(QuantizerProgress value)
    {
        progress.Report(new BuildProgress($"quantizing {value.Layer}", value.Done, value.Total));
    }

    /// <inheritdoc/>
    public void Report(RatePoint value)
    {
        progress.Report(new BuildProgress("comparing", 0, 1) { Reached = value });
    }
}
