using System;
using SqueezeNet.Embedded.Host.Building;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>
/// Shows steps of a build where they arise. A search takes minutes, so what it has reached is shown too.
/// </summary>
internal sealed class BuildReporter(Action<string, int, int> show) : IProgress<BuildProgress>
{
    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        if (value.Reached is not null)
        {
            RateOutput.PrintReached(value.Reached);
        }
        else
        {
            show(value.Step, value.Done, value.Total);
        }
    }
}
