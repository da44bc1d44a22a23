using System;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>Photos or model cannot be trained with; the message names the remedy.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>With a problem and its remedy.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }
}
