using System;
using System.Collections.Generic;
using System.Threading;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Finds the minimum of a smooth function by L-BFGS (Nocedal, 1980): steps that the last few gradients tell, each along
/// a line until it goes down enough and the slope has changed enough (weak Wolfe conditions, by bisection).
/// </summary>
internal static class LimitedMemory
{
    private const int Memory = 12;
    private const int Trials = 30;
    private const double Enough = 1e-4;
    private const double Curvature = 0.9;

    /// <summary>Value at a place, and the gradient there.</summary>
    public delegate double Function(ReadOnlySpan<double> place, Span<double> gradient);

    /// <summary>Moves a place to the minimum.</summary>
    /// <param name="tolerance">Ends where the gradient's length is at most this.</param>
    /// <param name="steps">Most steps.</param>
    /// <returns>The value there.</returns>
    public static double Minimize(
        Function function, double[] place, double tolerance, int steps, CancellationToken cancellation)
    {
        double[] gradient = new double[place.Length];
        double value = function(place, gradient);
        double[] next = new double[place.Length];
        double[] slope = new double[place.Length];
        List<Pair> pairs = [];
        for (int step = 0; step < steps && Length(gradient) > tolerance; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] direction = Direction(gradient, pairs);
            double first = pairs.Count == 0 ? 1 / Math.Max(1, Length(gradient)) : 1;
            double? found = Search(function, (place, value, gradient), direction, first, next, slope);
            if (found is not double lower)
            {
                break;
            }

            Pair pair = new(Minus(next, place), Minus(slope, gradient));
            if (pair.Product > 0)
            {
                pairs.Add(pair);
                pairs.RemoveRange(0, Math.Max(0, pairs.Count - Memory));
            }

            value = lower;
            next.CopyTo(place, 0);
            slope.CopyTo(gradient, 0);
        }

        return value;
    }

    // The value at the place that is found; null if rounding leaves nothing to gain.
    private static double? Search(
        Function function,
        (double[] Place, double Value, double[] Gradient) from,
        double[] direction,
        double first,
        double[] next,
        double[] slope)
    {
        double down = FixedOrder.Dot(from.Gradient, direction);
        double low = 0;
        double high = double.PositiveInfinity;
        double length = first;
        for (int trial = 0; trial < Trials; trial++)
        {
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = from.Place[i] + (length * direction[i]);
            }

            double value = function(next, slope);
            if (!(value <= from.Value + (Enough * length * down)))
            {
                high = length;
            }
            else if (FixedOrder.Dot(slope, direction) < Curvature * down)
            {
                low = length;
            }
            else
            {
                return value;
            }

            length = double.IsInfinity(high) ? 2 * low : (low + high) / 2;
        }

        return null;
    }

    private static double[] Direction(double[] gradient, List<Pair> pairs)
    {
        double[] direction = Array.ConvertAll(gradient, g => -g);
        double[] shares = new double[pairs.Count];
        for (int i = pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = FixedOrder.Dot(pairs[i].Step, direction) / pairs[i].Product;
            Add(direction, -shares[i], pairs[i].Change);
        }

        if (pairs.Count > 0)
        {
            double scale = pairs[^1].Product / FixedOrder.Dot(pairs[^1].Change, pairs[^1].Change);
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] *= scale;
            }
        }

        for (int i = 0; i < pairs.Count; i++)
        {
            double share = FixedOrder.Dot(pairs[i].Change, direction) / pairs[i].Product;
            Add(direction, shares[i] - share, pairs[i].Step);
        }

        return direction;
    }

    private static void Add(double[] sum, double factor, double[] values)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * values[i];
        }
    }

    private static double[] Minus(double[] a, double[] b)
    {
        double[] difference = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            difference[i] = a[i] - b[i];
        }

        return difference;
    }

    private static double Length(double[] values) => Math.Sqrt(FixedOrder.Dot(values, values));

    private sealed record Pair(double[] Step, double[] Change)
    {
        public double Product { get; } = FixedOrder.Dot(Step, Change);
    }
}
