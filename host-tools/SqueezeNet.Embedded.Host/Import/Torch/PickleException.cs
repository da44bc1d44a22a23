using System;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A pickle that is damaged or holds what is not allowed.</summary>
/// <param name="offset">Byte of the instruction at fault, from the beginning of the bytes that were given.</param>
internal sealed class PickleException(string message, long offset) : Exception(message)
{
    /// <summary>Where reading stopped.</summary>
    public long Offset { get; } = offset;
}
