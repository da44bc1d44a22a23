using System;
using System.Buffers;
using System.Numerics.Tensors;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Improves integer weights that no single step improves: moves one by one step whatever it costs, then others, each
/// the best there is, and keeps the chain if it pays before it is too long (after Lin and Kernighan, 1973). The
/// objective is d^T C d + price, d = weights - target. Rounding errors of inputs that are alike are made up for by
/// several weights at once.
/// </summary>
internal sealed class ChainDescent
{
    private const int Longest = 5;
    private const int Sweeps = 3;

    // A weight that is to be nearly zero, and is, hardly ever leaves it: the first bit of it costs most.
    private const double LeastTarget = 0.25;

    private readonly int count;
    private readonly int[] taps;
    private readonly double[] covariance;
    private readonly double[] weights;
    private readonly double[] gradient;
    private readonly double[] trial;
    private readonly double[] up;
    private readonly double[] down;
    private readonly double[][] tables;

    private ChainDescent(double[] covariance, double[] target, double[] rounded, double[][] tables, double[] storage)
    {
        this.tables = tables;
        int all = target.Length;
        taps = new int[all];
        for (int t = 0; t < all; t++)
        {
            if (rounded[t] != 0 || Math.Abs(target[t]) > LeastTarget)
            {
                taps[count++] = t;
            }
        }

        this.covariance = storage;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                storage[(i * count) + j] = covariance[(taps[i] * all) + taps[j]];
            }
        }

        weights = new double[count];
        gradient = new double[count];
        trial = new double[count];
        up = new double[count];
        down = new double[count];
        for (int i = 0; i < count; i++)
        {
            weights[i] = rounded[taps[i]];
        }
    }

    /// <summary>Improves the weights of a channel in place.</summary>
    /// <param name="covariance">[tap][tap]: C.</param>
    /// <param name="target">[tap]: the best real weights, in steps of the integers.</param>
    /// <param name="rounded">[tap]: integer weights, -127..127.</param>
    /// <param name="gradient">[tap]: C d.</param>
    /// <param name="tables">[tap][magnitude]: prices.</param>
    public static void Run(
        double[] covariance, double[] target, double[] rounded, double[] gradient, double[][] tables)
    {
        double[] storage = ArrayPool<double>.Shared.Rent(target.Length * target.Length);
        ChainDescent descent = new(covariance, target, rounded, tables, storage);
        descent.Run(gradient);
        for (int i = 0; i < descent.count; i++)
        {
            rounded[descent.taps[i]] = descent.weights[i];
        }

        ArrayPool<double>.Shared.Return(storage);
    }

    private void Run(double[] all)
    {
        for (int i = 0; i < count; i++)
        {
            gradient[i] = all[taps[i]];
            Price(i);
        }

        bool improved = true;
        for (int sweep = 0; improved && sweep < Sweeps; sweep++)
        {
            improved = false;
            for (int i = 0; i < count; i++)
            {
                improved |= Chain(i);
            }
        }
    }

    /// <summary>What a step of a weight adds to the objective beside its gradient.</summary>
    private void Price(int i)
    {
        double own = covariance[(i * count) + i];
        double[] table = tables[taps[i]];
        double now = table[(int)Math.Abs(weights[i])];
        up[i] = weights[i] < 127 ? own + table[(int)Math.Abs(weights[i] + 1)] - now : double.PositiveInfinity;
        down[i] = weights[i] > -127 ? own + table[(int)Math.Abs(weights[i] - 1)] - now : double.PositiveInfinity;
    }

    /// <summary>Tries the chain that begins with a weight.</summary>
    private bool Chain(int first)
    {
        Span<int> moved = stackalloc int[Longest];
        Span<double> steps = stackalloc double[Longest];
        gradient.CopyTo(trial, 0);
        (int next, double step) = (first, up[first] + (4 * gradient[first]) < down[first] ? 1 : -1);
        double total = 0;
        int length = 0;
        bool pays = false;
        while (next >= 0 && length < Longest && !pays)
        {
            total += (2 * step * trial[next]) + (step > 0 ? up[next] : down[next]);
            (moved[length], steps[length]) = (next, step);
            length++;
            pays = total < -1e-9;

            // A weight moves once in a chain.
            up[next] = down[next] = double.PositiveInfinity;
            TensorPrimitives.MultiplyAdd(covariance.AsSpan(next * count, count), step, trial, trial);
            (next, step) = pays ? (-1, 0) : Best();
        }

        for (int i = 0; i < length; i++)
        {
            weights[moved[i]] += pays ? steps[i] : 0;
            Price(moved[i]);
        }

        if (pays)
        {
            trial.CopyTo(gradient, 0);
        }

        return pays;
    }

    /// <summary>The cheapest step of all; none if no weight may move.</summary>
    private (int Weight, double Step) Best()
    {
        double least = double.PositiveInfinity;
        (int Weight, double Step) best = (-1, 0);
        for (int i = 0; i < trial.Length; i++)
        {
            double twice = 2 * trial[i];
            double higher = up[i] + twice;
            double lower = down[i] - twice;
            if (higher < least)
            {
                (least, best) = (higher, (i, 1));
            }

            if (lower < least)
            {
                (least, best) = (lower, (i, -1));
            }
        }

        return best;
    }
}
