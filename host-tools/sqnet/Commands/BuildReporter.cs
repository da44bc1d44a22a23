using System;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Building;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>
/// Shows a part of a build as a part of the whole. A search takes minutes, so what it has reached is shown too, and
/// what was read of the calibration images as soon as that is known.
/// </summary>
/// <param name="progress">Of the command.</param>
/// <param name="from">What of the command is finished before the part.</param>
/// <param name="to">And after it.</param>
internal sealed class BuildReporter(CommandProgress progress, double from, double to) : IProgress<BuildProgress>
{
    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        progress.Report(from + ((to - from) * value.Share), value.Step);
        if (value.Reached is not null)
        {
            RateOutput.PrintReached(value.Reached);
        }

        if (value.Read is not null)
        {
            FolderOutput.Note(value.Read);
        }
    }
}
