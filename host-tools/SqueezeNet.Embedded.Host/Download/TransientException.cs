using System;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>A failure after which another attempt is worthwhile.</summary>
/// <param name="wait">How long to wait before it; null leaves that to the caller.</param>
internal sealed class TransientException(string message, TimeSpan? wait = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>How long to wait.</summary>
    public TimeSpan? Wait { get; } = wait;
}
