using System;
using System.Globalization;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Training;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Tells a command's progress of a training.</summary>
internal sealed class TrainingReporter(CommandProgress progress) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        string steps = value.Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{value.What} {value.Done} of {value.Total}")
            : value.What;

        // A share that is not known leaves what was reported before.
        progress.Report(value.Share ?? 0, steps);
    }
}
