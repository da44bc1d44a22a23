using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>
/// Where to look for the zero of something that falls with the price of a bit, nearly in a line over the price's
/// logarithm: by the secant, within what is known, and not too far from it.
/// </summary>
internal static class PriceStep
{
    /// <summary>Binary logarithms of the least price that is not taken for 0, and of the greatest.</summary>
    public const double Least = -60;
    public const double Greatest = -12;

    private const double Reach = 8;
    private const double Margin = 0.2;
    private const double Steepest = 4;
    private const double Flattest = 0.125;

    // A quarter of an octave: sizes at prices that are closer differ by chance as much as by the price.
    private const double Apart = 0.25;

    /// <summary>The next price to try.</summary>
    /// <param name="tried">Prices and values; at least one.</param>
    /// <param name="slope">Usual change of the value as the price doubles, negative.</param>
    public static double Next(IReadOnlyList<(double Price, double Value)> tried, double slope)
    {
        (double At, double Value)[] points = Places(tried).OrderBy(p => p.At).ToArray();
        bool above = points.Any(p => p.Value > 0);
        if (above && points.Any(p => p.Value <= 0))
        {
            return FixedOrder.Exp2(Between(points));
        }

        // Beyond all that were tried, so that noise never leads back to one of them.
        (double At, double Value)[] near = Near(points, above ? points[^1] : points[0]);
        // Where a lower price hardly changes anything, none is lower.
        bool flat = !above && near.Length > 1 && Secant(near) > Flattest * slope;
        double at = near[0].At - Math.Clamp(near[0].Value / Slope(near, slope), -Reach, Reach);
        return flat || at < Least ? 0 : FixedOrder.Exp2(Math.Min(at, Greatest));
    }

    /// <summary>Change of the value as the price doubles, between the two points nearest to zero.</summary>
    public static double Slope(IReadOnlyList<(double Price, double Value)> tried, double usual)
    {
        (double At, double Value)[] points = Places(tried).ToArray();
        return Slope(Near(points, points.MinBy(p => Math.Abs(p.Value))), usual);
    }

    /// <summary>
    /// A point, and of those that are far enough from it for more than noise the one nearest to zero.
    /// </summary>
    private static (double At, double Value)[] Near((double At, double Value)[] points, (double At, double Value) first)
    {
        return
        [
            first,
            .. points.Where(p => Math.Abs(p.At - first.At) >= Apart).OrderBy(p => Math.Abs(p.Value)).Take(1),
        ];
    }

    private static double Slope((double At, double Value)[] near, double usual)
    {
        return near.Length < 2
            ? usual
            : Math.Clamp(Secant(near), Steepest * usual, Flattest * usual);
    }

    private static double Secant((double At, double Value)[] two)
    {
        return (two[0].Value - two[1].Value) / (two[0].At - two[1].At);
    }

    /// <summary>
    /// Within the last positive and the first other point; where noise has them change places, between them.
    /// </summary>
    private static double Between((double At, double Value)[] points)
    {
        (double At, double Value) left = points.Last(p => p.Value > 0);
        (double At, double Value) right = points.First(p => p.Value <= 0);
        double share = left.At < right.At ? left.Value / (left.Value - right.Value) : 0.5;
        return left.At + (Math.Clamp(share, Margin, 1 - Margin) * (right.At - left.At));
    }

    /// <summary>Logarithms of the prices; that of no price lies below all that were tried.</summary>
    private static IEnumerable<(double At, double Value)> Places(IReadOnlyList<(double Price, double Value)> tried)
    {
        double lowest = FixedOrder.Log2(tried.Where(t => t.Price > 0).Select(t => t.Price).DefaultIfEmpty(1).Min());
        return tried.Select(t => (t.Price > 0 ? FixedOrder.Log2(t.Price) : lowest - Reach, t.Value));
    }
}
