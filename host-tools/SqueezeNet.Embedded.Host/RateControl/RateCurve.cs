using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>The points that a search has walked.</summary>
/// <param name="Points">The largest blob first.</param>
/// <param name="Chosen">The result's: one of the points, calibrated on all images.</param>
public sealed record RateCurve(IReadOnlyList<RatePoint> Points, RatePoint Chosen)
{
    // Points of top-1, on the sum of points: fewer are a few images' luck.
    private const double Evidence = 3;

    /// <summary>The judged point that is most like the chosen one: of the same size, or nearly so.</summary>
    public RatePoint Nearest => Points.Where(p => p.HeldOut is not null).MinBy(p => Math.Abs(p.Bytes - Chosen.Bytes))!;

    /// <summary>What a point is called in tables and plots: a, b, c...</summary>
    public static char Letter(int index)
    {
        return (char)('a' + index);
    }

    /// <summary>
    /// Points of top-1 lost for a nat of divergence. A drop is seen on the few images whose best class changes, and
    /// divergence on all; for small noise both grow with its power. So their ratio is taken over several points: the
    /// least noisy ones, as many as it takes to see a drop at all.
    /// </summary>
    internal static double PointsPerNat(IReadOnlyList<RatePoint> points)
    {
        double drop = 0;
        double nats = 0;
        foreach (Fidelity fidelity in points.Select(p => p.HeldOut).OfType<Fidelity>().OrderBy(a => a.Divergence))
        {
            if (drop >= Evidence)
            {
                break;
            }

            drop += fidelity.Drop;
            nats += fidelity.Divergence;
        }

        return nats > 0 ? drop / nats : 0;
    }

    /// <summary>Adds to each judged point what it is taken to lose.</summary>
    internal static RateCurve Of(IReadOnlyList<RatePoint> points, int chosen)
    {
        double ratio = PointsPerNat(points);
        RatePoint[] finished = points
            .Select(
                p => p.HeldOut is Fidelity fidelity ? p with { Drop = Math.Min(100, ratio * fidelity.Divergence) } : p)
            .ToArray();
        return new RateCurve([.. finished.OrderByDescending(p => p.Bytes)], finished[chosen]);
    }
}
