using System;
using System.Globalization;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>Says of a search which point of the curve is being made.</summary>
internal sealed class RateProgress(IProgress<QuantizerProgress>? layers, IProgress<RatePoint>? points)
    : IProgress<QuantizerProgress>
{
    private string where = string.Empty;

    /// <summary>Begins a point.</summary>
    public void Begin(int number, double price)
    {
        where = string.Create(CultureInfo.InvariantCulture, $" (point {number}, bit price {price:0.##e-00})");
    }

    /// <summary>Ends it.</summary>
    public void Reached(RatePoint point)
    {
        points?.Report(point);
    }

    /// <inheritdoc/>
    public void Report(QuantizerProgress value)
    {
        layers?.Report(value with { Layer = value.Layer + where });
    }
}
