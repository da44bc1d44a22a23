using System;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Host.Building;

/// <content>The long calls on other threads.</content>
public sealed partial class BuiltModel
{
    /// <summary>Measures the blob's accuracy on a folder of labelled images, on other threads.</summary>
    /// <inheritdoc cref="Evaluate(string, IProgress{BuildProgress}?, CancellationToken)"/>
    public Task<EvaluationResult> EvaluateAsync(
        string folder, IProgress<BuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Task.Run(() => Evaluate(folder, progress, cancellation), cancellation);
    }

    /// <summary>Measures the blob's accuracy on labelled images, on other threads.</summary>
    /// <inheritdoc cref="Evaluate(LabelledImages, IProgress{BuildProgress}?, CancellationToken)"/>
    public Task<EvaluationResult> EvaluateAsync(
        LabelledImages images, IProgress<BuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Task.Run(() => Evaluate(images, progress, cancellation), cancellation);
    }
}
