using System;
using System.Linq;
using System.Numerics.Tensors;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Rounds a channel's weights to integers so that its output changes least on the calibration images: GPTQ
/// (Frantar et al. 2022: each tap's rounding error is made up for by the taps after it), then coordinate descent on the
/// same objective d^T H d, d = w - scale * q, H = mean of u u^T.
/// </summary>
internal sealed class WeightRounding
{
    private const double Damping = 0.01;
    private const int Sweeps = 4;

    private readonly int taps;
    private readonly int[] order;
    private readonly double[] second;
    private readonly double[] spread;

    /// <summary>Prepares for a convolution.</summary>
    public WeightRounding(InputMoments moments)
    {
        taps = moments.Taps;
        // The taps that matter most are rounded first, while there are many left to make up for them.
        order = Enumerable.Range(0, taps)
            .OrderByDescending(t => moments.Second[(t * taps) + t])
            .ThenBy(t => t)
            .ToArray();
        double damp = 0;
        for (int t = 0; t < taps; t++)
        {
            damp += Damping * moments.Second[(t * taps) + t] / taps;
        }

        second = new double[taps * taps];
        for (int i = 0; i < taps; i++)
        {
            for (int j = 0; j < taps; j++)
            {
                second[(i * taps) + j] = moments.Second[(order[i] * taps) + order[j]] + (i == j ? damp + 1e-9 : 0);
            }
        }

        spread = Matrix.InverseCholesky(second, taps);
    }

    /// <summary>Integer weights of a channel, -127..127.</summary>
    public int[] Round(ReadOnlySpan<float> weights, double scale)
    {
        double[] target = new double[taps];
        for (int i = 0; i < taps; i++)
        {
            target[i] = weights[order[i]] / scale;
        }

        double[] rounded = Spread((double[])target.Clone());
        Descend(target, rounded);
        int[] result = new int[taps];
        for (int i = 0; i < taps; i++)
        {
            result[order[i]] = (int)rounded[i];
        }

        return result;
    }

    private double[] Spread(double[] left)
    {
        double[] rounded = new double[taps];
        for (int t = 0; t < taps; t++)
        {
            rounded[t] = Math.Clamp(Math.Round(left[t]), -127, 127);
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
                bool better = (2 * step * gradient[t]) + second[(t * taps) + t] < 0;
                if (better && Math.Abs(rounded[t] + step) <= 127)
                {
                    rounded[t] += step;
                    Shift(gradient, t, step);
                    moved = true;
                }
            }
        }
    }

    private void Shift(double[] gradient, int tap, double step)
    {
        TensorPrimitives.MultiplyAdd(second.AsSpan(tap * taps, taps), step, gradient, gradient);
    }
}
