using System;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Shows how many bytes have arrived.</summary>
internal sealed class DownloadReporter(Action<long> show) : IProgress<long>
{
    /// <inheritdoc/>
    public void Report(long value)
    {
        show(value);
    }
}
