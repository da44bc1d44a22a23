using System;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Shows how many of equal parts are done; the order of arrival does not matter.</summary>
/// <param name="what">What is counted, in the plural.</param>
internal sealed class CountReporter(CommandProgress progress, string what) : IProgress<(int Done, int Total)>
{
    /// <inheritdoc/>
    public void Report((int Done, int Total) value)
    {
        progress.Report((double)value.Done / value.Total, $"{value.Done} of {value.Total} {what}");
    }
}
