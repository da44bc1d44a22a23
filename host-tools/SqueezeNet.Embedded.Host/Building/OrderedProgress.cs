using System;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>
/// Passes on what threads report, one report at a time, with a share that stays within 0..1 and never goes back.
/// </summary>
/// <param name="progress">Is told.</param>
internal sealed class OrderedProgress(IProgress<BuildProgress> progress) : IProgress<BuildProgress>
{
    private readonly object gate = new();
    private double reached;

    /// <summary>Orders the reports of a call; null if nobody is told.</summary>
    public static OrderedProgress? Of(IProgress<BuildProgress>? progress)
    {
        return progress is null ? null : new OrderedProgress(progress);
    }

    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        // Held during the call: another thread would overtake it there.
        lock (gate)
        {
            reached = Math.Clamp(value.Share, reached, 1);
            progress.Report(value with { Share = reached });
        }
    }
}
