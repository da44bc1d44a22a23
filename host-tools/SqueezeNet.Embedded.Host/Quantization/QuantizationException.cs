using System;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A model or calibration set that cannot be quantized.</summary>
public sealed class QuantizationException : Exception
{
    /// <summary>Says which layer, and what to do.</summary>
    public QuantizationException(string message)
        : base(message)
    {
    }
}
