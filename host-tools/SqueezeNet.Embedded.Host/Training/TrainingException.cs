using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>Photos or model cannot be trained with; the message names the remedy.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>With a problem and its remedy.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>Sizes that were tried where no one fits; empty if something else is wrong.</summary>
    public IReadOnlyList<FitRow> Fits { get; init; } = [];
}
