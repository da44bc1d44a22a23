using System;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>
/// Where a layer's noise comes from: expected parts of the measured noise, 0..1; the rest came with its input.
/// </summary>
public readonly record struct NoiseShare(double Weights, double Output)
{
    /// <summary>Splits a layer's noise.</summary>
    public static NoiseShare Of(LayerReport layer)
    {
        return new NoiseShare(Share(layer.Sqnr, layer.WeightSqnr), Share(layer.Sqnr, layer.OutputSqnr));
    }

    /// <summary>Estimates may exceed what was measured.</summary>
    private static double Share(double? whole, double? part)
    {
        return Math.Min(1, Math.Pow(10, (whole - part) / 10 ?? double.NegativeInfinity));
    }
}
