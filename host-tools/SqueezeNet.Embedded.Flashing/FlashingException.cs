using System;

namespace SqueezeNet.Embedded.Flashing;

/// <summary>Why a board could not be flashed, with what to do about it.</summary>
public sealed class FlashingException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="cause">Whose fault it is.</param>
    /// <param name="message">A sentence, and the remedy.</param>
    /// <param name="file">The file at fault, if there is one.</param>
    public FlashingException(FlashingCause cause, string message, string? file = null)
        : base(message)
    {
        Cause = cause;
        File = file;
    }

    /// <summary>Whose fault it is: decides about the exit code.</summary>
    public FlashingCause Cause { get; }

    /// <summary>The file at fault, if there is one.</summary>
    public string? File { get; }
}
