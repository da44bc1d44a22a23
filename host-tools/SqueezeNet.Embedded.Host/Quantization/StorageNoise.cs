using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What storing a tensor in few levels does to the predictions.</summary>
internal sealed class StorageNoise
{
    // Other images reach further: clipping 200 others does as much as clipping the 100 that were measured a quarter
    // lower.
    private const double Headroom = 1.25;

    // Of the divergence over the limit. Measured slopes are -5 to -16; above the highest limit there is none to
    // measure.
    private const double LeastSteep = -4;

    private readonly IReadOnlyList<Curve> curves;
    private readonly double penalty;

    /// <summary>A tensor's.</summary>
    /// <param name="perError">Divergence, in nats, of a mean squared error of 1 that rounding makes.</param>
    /// <param name="clipped">
    /// Limits, falling, and the divergences of cutting values down to them, which are above 0.
    /// </param>
    public StorageNoise(double perError, IReadOnlyList<(double Limit, double Divergence)> clipped)
        : this(
            [new Curve(perError, [.. clipped.Select(c => (FixedOrder.Log2(c.Limit), FixedOrder.Log2(c.Divergence)))])])
    {
    }

    private StorageNoise(IReadOnlyList<Curve> curves, double penalty = 1)
    {
        this.curves = curves;
        this.penalty = penalty;
    }

    /// <summary>Of a tensor that is zero on all images.</summary>
    public static StorageNoise None { get; } = new([]);

    /// <summary>Of a tensor that was not measured: squared errors must do, and how many positions it has.</summary>
    public static StorageNoise Unmeasured(double positions)
    {
        return new StorageNoise([], Clipping.Penalty(positions));
    }

    /// <summary>Of tensors that are stored with the same scale.</summary>
    public static StorageNoise Join(IEnumerable<StorageNoise> tensors)
    {
        return new StorageNoise([.. tensors.SelectMany(t => t.curves)]);
    }

    /// <summary>Divergence, in nats, of a mean squared error of 1 that rounding makes; 0 if it is not known.</summary>
    public double PerError => curves.Sum(c => c.PerError);

    private bool IsMeasured => PerError > 0 && curves.Any(c => c.Clipped.Length > 0);

    /// <summary>
    /// The mean squared error of rounding that would do to the predictions what rounding and clipping do.
    /// </summary>
    public double MeanSquaredError(Histogram histogram, double scale, int levels)
    {
        return IsMeasured
            ? histogram.MeanSquaredError(scale, int.MaxValue)
                + (curves.Sum(c => Clipped(c, scale * levels / Headroom)) / PerError)
            : histogram.MeanSquaredError(scale, levels, penalty);
    }

    /// <summary>The scale with the least error.</summary>
    public double BestScale(Histogram histogram, int levels)
    {
        double max = histogram.Max * (IsMeasured ? Headroom : 1);
        double best = max / levels;
        double least = double.PositiveInfinity;
        for (double scale = max / levels; scale > max / levels / 8; scale *= 0.97)
        {
            double error = MeanSquaredError(histogram, scale, levels);
            if (error < least)
            {
                (best, least) = (scale, error);
            }
        }

        return best;
    }

    /// <summary>Divergence of a limit: a power law between those measured, and beyond.</summary>
    private static double Clipped(Curve curve, double limit)
    {
        (double Limit, double Divergence)[] points = curve.Clipped;
        if (points.Length == 0)
        {
            return 0;
        }

        double at = FixedOrder.Log2(limit);
        int upper = Math.Max(0, Array.FindLastIndex(points, p => p.Limit >= at));
        upper = Math.Min(upper, Math.Max(0, points.Length - 2));
        double slope = points.Length == 1
            ? LeastSteep
            : (points[upper].Divergence - points[upper + 1].Divergence)
                / (points[upper].Limit - points[upper + 1].Limit);
        double log = points[upper].Divergence + (Math.Min(slope, LeastSteep) * (at - points[upper].Limit));
        return FixedOrder.Exp2(log);
    }

    /// <param name="Clipped">Binary logarithms.</param>
    private sealed record Curve(double PerError, (double Limit, double Divergence)[] Clipped);
}
