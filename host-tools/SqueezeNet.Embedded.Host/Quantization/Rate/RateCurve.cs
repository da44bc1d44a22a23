using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>The points that a search has walked.</summary>
/// <param name="Points">The largest blob first.</param>
/// <param name="Chosen">The result's: one of the points, calibrated on all pictures.</param>
public sealed record RateCurve(IReadOnlyList<RatePoint> Points, RatePoint Chosen)
{
    // Beyond so many points lost, divergence and drop no longer go together.
    private const double Proportional = 10;

    /// <summary>The judged point that is most like the chosen one.</summary>
    public RatePoint Nearest =>
        Points.Where(p => p.HeldOut is not null).MinBy(p => Math.Abs(p.BitsPerWeight - Chosen.BitsPerWeight))!;

    /// <summary>
    /// Points of top-1 lost for a nat of divergence. What noise changes of the best class is seen on few pictures, and its
    /// divergence on all; for small noise both grow with its power, so their ratio is taken over all points.
    /// </summary>
    internal static double PointsPerNat(IReadOnlyList<RatePoint> points)
    {
        Answers[] all = points.Select(p => p.HeldOut).OfType<Answers>().ToArray();
        Answers[] small = all.Where(a => a.Drop <= Proportional).ToArray();
        Answers[] some = small.Length > 0 ? small : all;
        double nats = some.Sum(a => a.Divergence);
        return nats > 0 ? some.Sum(a => a.Drop) / nats : 0;
    }

    /// <summary>Adds to each judged point what it is taken to lose.</summary>
    internal static RateCurve Of(IReadOnlyList<RatePoint> points, int chosen)
    {
        double ratio = PointsPerNat(points);
        RatePoint[] finished = points
            .Select(p => p.HeldOut is Answers answers ? p with { Drop = Math.Min(100, ratio * answers.Divergence) } : p)
            .ToArray();
        return new RateCurve([.. finished.OrderByDescending(p => p.Bytes)], finished[chosen]);
    }
}
