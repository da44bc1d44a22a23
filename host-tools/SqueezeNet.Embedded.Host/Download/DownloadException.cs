using System;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>A file that could not be had: why, and what to do.</summary>
public sealed class DownloadException(string message, DownloadFailure failure, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of failure it is.</summary>
    public DownloadFailure Failure { get; } = failure;
}
