using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>
/// Where to look for the zero of something that falls with the price of a bit, nearly in a line over the price's
/// logarithm: by the secant, within what is known, and not too far from it.
/// </summary>
internal static class PriceStep
{
    /// <summary>Binary logarithms of the least price that is not taken for 0, and of the greatest.</summary>
    public const double Least = -36;
    public const double Greatest = -12;

    private const double Reach = 8;
    private const double Margin = 0.1;

    /// <summary>The next price to try.</summary>
    /// <param name="tried">Prices and values; at least one.</param>
    /// <param name="slope">Usual change of the value as the price doubles, negative.</param>
    public static double Next(IReadOnlyList<(double Price, double Value)> tried, double slope)
    {
        (double At, double Value)[] points = tried.Select(t => (Log(t.Price), t.Value)).OrderBy(t => t.Item1).ToArray();
        double at = points.Any(p => p.Value > 0) && points.Any(p => p.Value <= 0)
            ? Between(points)
            : Beyond(points.OrderBy(p => Math.Abs(p.Value)).ToArray(), slope);
        return at < Least ? 0 : FixedOrder.Exp2(Math.Min(at, Greatest));
    }

    /// <summary>Change of the value as the price doubles, between the two points nearest to zero.</summary>
    public static double Slope(IReadOnlyList<(double Price, double Value)> tried, double usual)
    {
        (double At, double Value)[] near =
            tried.Select(t => (Log(t.Price), t.Value)).OrderBy(p => Math.Abs(p.Value)).Take(2).ToArray();
        if (near.Length < 2 || near[0].At == near[1].At)
        {
            return usual;
        }

        double slope = (near[0].Value - near[1].Value) / (near[0].At - near[1].At);
        return Math.Clamp(slope, 4 * usual, usual / 8);
    }

    /// <summary>Within the last positive and the first other point; where noise has them change places, between them.</summary>
    private static double Between((double At, double Value)[] points)
    {
        (double At, double Value) left = points.Last(p => p.Value > 0);
        (double At, double Value) right = points.First(p => p.Value <= 0);
        double share = left.At < right.At ? left.Value / (left.Value - right.Value) : 0.5;
        return left.At + (Math.Clamp(share, Margin, 1 - Margin) * (right.At - left.At));
    }

    private static double Beyond((double At, double Value)[] near, double usual)
    {
        double slope = Slope([.. near.Select(p => (FixedOrder.Exp2(p.At), p.Value))], usual);
        return near[0].At - Math.Clamp(near[0].Value / slope, -Reach, Reach);
    }

    private static double Log(double price)
    {
        return price > 0 ? FixedOrder.Log2(price) : Least - 1;
    }
}
