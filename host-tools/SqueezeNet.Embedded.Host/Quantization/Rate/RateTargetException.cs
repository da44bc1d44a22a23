using System;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>A size or an accuracy that a model cannot be packed to.</summary>
public sealed class RateTargetException : Exception
{
    public RateTargetException(string message)
        : base(message)
    {
    }
}
