using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>No input that was tried fits the board or the limit of time.</summary>
public sealed class NothingFitsException : Exception
{
    /// <summary>With a problem and its remedy.</summary>
    /// <param name="message">For people.</param>
    /// <param name="fits">What was tried.</param>
    public NothingFitsException(string message, IReadOnlyList<FitRow> fits)
        : base(message)
    {
        Fits = fits;
    }

    /// <summary>What was tried.</summary>
    public IReadOnlyList<FitRow> Fits { get; }
}
