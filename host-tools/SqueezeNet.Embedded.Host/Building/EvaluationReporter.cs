using System;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>Tells of evaluated images as steps of a build.</summary>
internal sealed class EvaluationReporter(OrderedProgress progress) : IProgress<(int Done, int Total)>
{
    /// <inheritdoc/>
    public void Report((int Done, int Total) value)
    {
        progress.Report(
            new BuildProgress("evaluating", value.Done, value.Total) { Share = (double)value.Done / value.Total });
    }
}
