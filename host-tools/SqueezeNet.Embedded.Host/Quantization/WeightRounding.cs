using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Rounds a channel's weights to integers so that its output on the integer network's inputs u comes closest to the
/// fp32 network's on its own inputs x. The best real weights for that are w' = w cov(x, u) cov(u, u)^-1, which undo
/// what is linear in the errors of the layers before; they are rounded by GPTQ (Frantar et al. 2022: each tap's
/// rounding error is made up for by the taps after it), then by coordinate descent on d^T cov(u, u) d, d = w' - q.
/// </summary>
internal sealed class WeightRounding
{
    // Of the mean variance of a tap. What rounding makes up for on a hundred images comes back on others: 0.001 made
    // 5 % more divergence on 500 others.
    private const double Damping = 0.02;
    private const int Sweeps = 4;

    private readonly int taps;
    private readonly int[] order;
    private readonly double damp;
    private readonly double[] covariance;
    private readonly double[] spread;
    private readonly double[] correction;

    /// <summary>Prepares for a convolution.</summary>
    /// <param name="inputScale">Real value of a step of u.</param>
    /// <param name="correctionDamping">
    /// How strongly w' is held to w, in mean variances of a tap: errors that a hundred images have by chance are not to
    /// be undone.
    /// </param>
    public WeightRounding(InputMoments moments, double inputScale, double correctionDamping = Damping)
    {
        taps = moments.Taps;
        order = Order(moments);
        damp = Damp(moments, Damping);
        double[] damped = Arrange(moments.Covariance, 1, damp, order);
        covariance = damped;
        double ridge = Damp(moments, correctionDamping);
        double[] held = Arrange(moments.Covariance, 1, ridge, order);
        double[][] roots = new double[2][];
        Parallel.Invoke(
            () => roots[0] = Matrix.InverseCholesky(damped, taps),
            () => roots[1] = Matrix.InverseCholesky(held, taps));
        spread = roots[0];
        double[] root = roots[1];
        double[] inverse = Matrix.Multiply(Matrix.Transpose(root, taps), root, taps);
        correction = Matrix.Multiply(Arrange(moments.Cross, 1 / inputScale, ridge, order), inverse, taps);
    }

    /// <summary>[tap]: variance of the input that the taps rounded after it cannot make up for.</summary>
    public static double[] Unexplained(InputMoments moments)
    {
        int taps = moments.Taps;
        int[] order = Order(moments);
        double[] spread = Matrix.InverseCholesky(Arrange(moments.Covariance, 1, Damp(moments, Damping), order), taps);
        double[] unexplained = new double[taps];
        for (int i = 0; i < taps; i++)
        {
            double own = spread[(i * taps) + i];
            unexplained[order[i]] = 1 / (own * own);
        }

        return unexplained;
    }

    /// <summary>Integer weights of a channel, -127..127.</summary>
    public int[] Round(ReadOnlySpan<float> weights, double scale)
    {
        return Round(weights, scale, null);
    }

    /// <summary>Integer weights of a channel, -127..127, of the least sum of error and price.</summary>
    /// <param name="prices">
    /// [tap][magnitude]: what a weight costs beside its error, in squared steps; null for nothing.
    /// </param>
    public int[] Round(ReadOnlySpan<float> weights, double scale, Func<int, double[]>? prices)
    {
        double[] target = Target(weights, scale);
        double[][]? ordered = prices is null ? null : order.Select(prices).ToArray();
        double[] rounded = Spread((double[])target.Clone(), ordered);
        if (ordered is null)
        {
            Descend(target, rounded);
        }
        else
        {
            Descend(target, rounded, ordered);
        }

        int[] result = new int[taps];
        for (int i = 0; i < taps; i++)
        {
            result[order[i]] = (int)rounded[i];
        }

        return result;
    }

    /// <summary>
    /// Expected squared error of the output, in accumulator steps, of integer weights in place of the best real ones.
    /// </summary>
    public double Error(ReadOnlySpan<float> weights, double scale, int[] integers)
    {
        double[] off = Target(weights, scale);
        for (int i = 0; i < taps; i++)
        {
            off[i] -= integers[order[i]];
        }

        double[] product = new double[taps];
        for (int t = 0; t < taps; t++)
        {
            Shift(product, t, off[t]);
        }

        // The damping is no error that anybody sees.
        return FixedOrder.Dot(product, off) - (damp * FixedOrder.Dot(off, off));
    }

    /// <summary>w', in steps of the integers, its taps in order.</summary>
    private double[] Target(ReadOnlySpan<float> weights, double scale)
    {
        double[] target = new double[taps];
        for (int i = 0; i < taps; i++)
        {
            double weight = weights[order[i]] / scale;
            TensorPrimitives.MultiplyAdd(correction.AsSpan(i * taps, taps), weight, target, target);
        }

        return target;
    }

    /// <summary>The taps that matter most are rounded first, while there are many left to make up for them.</summary>
    private static int[] Order(InputMoments moments)
    {
        return Enumerable.Range(0, moments.Taps)
            .OrderByDescending(t => moments.Covariance[(t * moments.Taps) + t])
            .ThenBy(t => t)
            .ToArray();
    }

    private static double Damp(InputMoments moments, double damping)
    {
        double damp = 1e-9;
        for (int t = 0; t < moments.Taps; t++)
        {
            damp += damping * moments.Covariance[(t * moments.Taps) + t] / moments.Taps;
        }

        return damp;
    }

    /// <summary>A matrix with its taps in order, scaled, plus something on the diagonal.</summary>
    private static double[] Arrange(double[] matrix, double factor, double diagonal, int[] order)
    {
        int taps = order.Length;
        double[] arranged = new double[taps * taps];
        for (int i = 0; i < taps; i++)
        {
            for (int j = 0; j < taps; j++)
            {
                arranged[(i * taps) + j] = (matrix[(order[i] * taps) + order[j]] * factor) + (i == j ? diagonal : 0);
            }
        }

        return arranged;
    }

    private double[] Spread(double[] left, double[][]? prices)
    {
        double[] rounded = new double[taps];
        for (int t = 0; t < taps; t++)
        {
            rounded[t] = Math.Clamp(Math.Round(left[t]), -127, 127);
            if (prices is not null)
            {
                rounded[t] = Cheapest(left[t], rounded[t], spread[(t * taps) + t], prices[t]);
            }

            double error = (left[t] - rounded[t]) / spread[(t * taps) + t];
            Span<double> rest = left.AsSpan(t + 1);
            TensorPrimitives.MultiplyAdd(spread.AsSpan((t * taps) + t + 1, rest.Length), -error, rest, rest);
        }

        return rounded;
    }

    /// <summary>Moves single weights by one as long as the objective falls.</summary>
    private void Descend(double[] target, double[] rounded)
    {
        double[] gradient = new double[taps];
        for (int t = 0; t < taps; t++)
        {
            Shift(gradient, t, rounded[t] - target[t]);
        }

        bool moved = true;
        for (int sweep = 0; moved && sweep < Sweeps; sweep++)
        {
            moved = false;
            for (int t = 0; t < taps; t++)
            {
                double step = gradient[t] > 0 ? -1 : 1;
                bool better = (2 * step * gradient[t]) + covariance[(t * taps) + t] < 0;
                if (better && Math.Abs(rounded[t] + step) <= 127)
                {
                    rounded[t] += step;
                    Shift(gradient, t, step);
                    moved = true;
                }
            }
        }
    }

    /// <summary>The nearest integer, the one next to it towards zero, or zero.</summary>
    private static double Cheapest(double value, double nearest, double spread, double[] prices)
    {
        double best = nearest;
        double least = double.PositiveInfinity;
        foreach (double candidate in (ReadOnlySpan<double>)[nearest, nearest - Math.Sign(nearest), 0])
        {
            double error = (value - candidate) / spread;
            double cost = (error * error) + prices[(int)Math.Abs(candidate)];
            if (cost < least)
            {
                (best, least) = (candidate, cost);
            }
        }

        return best;
    }

    /// <summary>Moves single weights by one, or to zero, as long as error and price fall.</summary>
    private void Descend(double[] target, double[] rounded, double[][] prices)
    {
        double[] gradient = new double[taps];
        for (int t = 0; t < taps; t++)
        {
            Shift(gradient, t, rounded[t] - target[t]);
        }

        bool moved = true;
        for (int sweep = 0; moved && sweep < Sweeps; sweep++)
        {
            moved = false;
            for (int t = 0; t < taps; t++)
            {
                double step = BestMove(rounded[t], gradient[t], covariance[(t * taps) + t], prices[t]);
                if (step != 0)
                {
                    rounded[t] += step;
                    Shift(gradient, t, step);
                    moved = true;
                }
            }
        }

        ChainDescent.Run(covariance, target, rounded, gradient, prices);
    }

    private static double BestMove(double weight, double gradient, double curvature, double[] prices)
    {
        double best = 0;
        double least = -1e-9;
        foreach (double step in (ReadOnlySpan<double>)[-1, 1, -weight])
        {
            double to = Math.Abs(weight + step);
            double change = to > 127
                ? 0
                : (2 * step * gradient) + (step * step * curvature) + prices[(int)to] - prices[(int)Math.Abs(weight)];
            if (change < least)
            {
                (best, least) = (step, change);
            }
        }

        return best;
    }

    private void Shift(double[] gradient, int tap, double step)
    {
        TensorPrimitives.MultiplyAdd(covariance.AsSpan(tap * taps, taps), step, gradient, gradient);
    }
}
