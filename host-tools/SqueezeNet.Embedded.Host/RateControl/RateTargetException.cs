using System;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>A size or an accuracy that a model cannot be packed to.</summary>
public sealed class RateTargetException : Exception
{
    /// <summary>Says what cannot be reached, and what can.</summary>
    public RateTargetException(string message)
        : base(message)
    {
    }
}
