using System;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>
/// Says of a search which point of the curve is being made, and what of the search is finished. How many points it
/// takes shows only at its end: each of those that are usual takes its part, each one more a part of the rest.
/// </summary>
internal sealed class RateProgress(IProgress<QuantizerProgress>? layers, IProgress<RatePoint>? points)
    : IProgress<QuantizerProgress>
{
    // What is left for one more point when all that are usual are there.
    private const double Open = 1.5;

    private string where = string.Empty;
    private int expected = 1;
    private double done;
    private double step;

    /// <summary>How many points a search usually takes; measured on the card model and v1.0.</summary>
    public static int Expected(RateTarget target)
    {
        return target.Bytes is not null ? 10 : target.Drop is not null ? 12 : 2;
    }

    /// <summary>Begins a search.</summary>
    public void Begin(RateTarget target)
    {
        expected = Expected(target);
    }

    /// <summary>Begins a point.</summary>
    public void Begin(int number)
    {
        where = $", point {number}";
        done += step;
        step = (1 - done) / Math.Max(expected - number + 1, Open);
    }

    /// <summary>Ends it.</summary>
    public void Reached(RatePoint point)
    {
        points?.Report(point);
    }

    /// <inheritdoc/>
    public void Report(QuantizerProgress value)
    {
        layers?.Report(value with { Layer = value.Layer + where, Share = done + (step * value.Share) });
    }
}
