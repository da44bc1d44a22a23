using System;
using System.Diagnostics;
using System.Globalization;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Shows how many bytes have arrived, and how fast.</summary>
/// <param name="bytes">Of the whole file.</param>
internal sealed class DownloadReporter(CommandProgress progress, long bytes) : IProgress<long>
{
    // A rate over less is a burst's.
    private const double LeastSeconds = 1;

    private readonly long start = Stopwatch.GetTimestamp();
    private long? first;

    /// <inheritdoc/>
    public void Report(long value)
    {
        // Bytes of an earlier call have not arrived now.
        first ??= value;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string rate = seconds < LeastSeconds ? string.Empty : $", {Megabytes((value - first.Value) / seconds)} MB/s";
        progress.Report((double)value / bytes, $"{Megabytes(value)} of {Megabytes(bytes)} MB{rate}");
    }

    private static string Megabytes(double count)
    {
        return (count / 1e6).ToString("F1", CultureInfo.InvariantCulture);
    }
}
