using System;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Shows how many images are done; the order of arrival does not matter to a bar.</summary>
internal sealed class CountReporter(Action<string, int, int> show) : IProgress<(int Done, int Total)>
{
    /// <inheritdoc/>
    public void Report((int Done, int Total) value)
    {
        show("images", value.Done, value.Total);
    }
}
