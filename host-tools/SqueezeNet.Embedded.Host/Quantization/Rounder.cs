using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>Turns a convolution with chosen scales into integers that provably cannot saturate.</summary>
internal sealed class Rounder
{
    private const int Passes = 3;

    // How strongly weights are held to those of fp32, in mean variances of a tap: errors of the layers before are
    // partly those of a hundred images.
    private const double CorrectionDamping = 0.1;

    private readonly RatePrice? price;
    private readonly Convolution shape;
    private readonly InputMoments moments;
    private readonly Quantum input;
    private readonly int taps;
    private readonly ParallelOptions options;

    /// <summary>Prepares.</summary>
    /// <param name="price">Of the bits that packed weights take; null if they cost nothing.</param>
    /// <param name="cancellation">Stops the work between two channels.</param>
    public Rounder(
        Convolution shape, InputMoments moments, Quantum input, RatePrice? price, CancellationToken cancellation)
    {
        options = new ParallelOptions { CancellationToken = cancellation };
        this.price = price;
        this.shape = shape;
        this.moments = moments;
        this.input = input;
        taps = moments.Taps;
    }

    /// <summary>Rounds all channels.</summary>
    /// <param name="scales">[out]: weight scale.</param>
    /// <param name="zeroOut">
    /// Zero point of the output; null in the head, which is not shifted before it is summed.
    /// </param>
    public RoundedConvolution Round(int[] order, int[] shifts, double[] scales, int? zeroOut)
    {
        double damping = price is null ? CorrectionDamping : RatePrice.CorrectionDamping;
        WeightRounding rounding = new(moments, input.Scale, damping);
        if (price is null)
        {
            return Round(rounding, order, shifts, scales, zeroOut, null);
        }

        // What a weight costs depends on those around it, which the pass before has found.
        RateCosts costs = RateCosts.Unknown(shape.OutChannels, taps);
        for (int pass = 1; pass < Passes; pass++)
        {
            costs = RateCosts.Of(Round(rounding, order, shifts, scales, zeroOut, costs).Convolution);
        }

        return Round(rounding, order, shifts, scales, zeroOut, costs);
    }

    private RoundedConvolution Round(
        WeightRounding rounding, int[] order, int[] shifts, double[] scales, int? zeroOut, RateCosts? costs)
    {
        sbyte[] weights = new sbyte[shape.Weights.Length];
        int[] bias = new int[shape.OutChannels];
        double[] noise = new double[shape.OutChannels];
        bool[] shrunk = new bool[shape.OutChannels];
        Parallel.For(0, shape.OutChannels, options, o =>
        {
            int[] q = rounding.Round(shape.Weights.AsSpan(o * taps, taps), scales[o], Prices(costs, o, scales[o]));
            int offset = zeroOut is int z ? (z << shifts[o]) + (shifts[o] > 0 ? 1 << (shifts[o] - 1) : 0) : 0;
            int own = offset + CorrectedBias(o, q, scales[o]);
            shrunk[o] = Shrink(o, q, scales[o], own);
            noise[o] = rounding.Error(shape.Weights.AsSpan(o * taps, taps), scales[o], q)
                * Square(input.Scale * scales[o]);
            bias[o] = own - (input.Zero * q.Sum());
            for (int t = 0; t < taps; t++)
            {
                weights[(o * taps) + t] = (sbyte)q[t];
            }
        });
        QuantizedConvolution rounded = new()
        {
            Shape = shape,
            Weights = weights,
            Bias = bias,
            Shifts = shifts,
            Order = order,
            ZeroIn = input.Zero,
            ZeroOut = zeroOut ?? 0,
        };
        return new RoundedConvolution(
            price is null ? rounded : BiasRounding.Round(rounded),
            noise,
            shrunk.Count(s => s));
    }

    private Func<int, double[]>? Prices(RateCosts? costs, int channel, double scale)
    {
        if (costs is null || price is null)
        {
            return null;
        }

        double bit = price.InSteps(channel, scale * input.Scale);
        Dictionary<double[], double[]> priced = [];
        return tap =>
        {
            double[] bits = costs.Of(channel, tap);
            if (!priced.TryGetValue(bits, out double[]? prices))
            {
                priced[bits] = prices = bits.Select(b => b * bit).ToArray();
            }

            return prices;
        };
    }

    private static double Square(double value)
    {
        return value * value;
    }

    /// <summary>
    /// The real bias in accumulator steps, plus what makes the mean output over the calibration images that of fp32.
    /// </summary>
    private int CorrectedBias(int channel, int[] q, double scale)
    {
        double real = shape.Bias[channel];
        for (int t = 0; t < taps; t++)
        {
            real += shape.Weights[(channel * taps) + t] * moments.MeanReal[t];
            real -= scale * q[t] * input.Scale * moments.MeanInteger[t];
        }

        double steps = Math.Round(real / (input.Scale * scale));
        return (int)Math.Clamp(steps, SaturationProof.Lowest, SaturationProof.Highest);
    }

    /// <summary>
    /// Moves weights towards zero, those first that the output feels least, until
    /// own + Levels * (sum of positive weights) and the negative counterpart fit in 20 bits (SPEC 1.3 with
    /// b = own - z * sum(w)).
    /// </summary>
    /// <returns>Whether that was needed.</returns>
    private bool Shrink(int channel, int[] q, double scale, int own)
    {
        bool moved = false;
        while (Excess(q, own) is int sign && sign != 0)
        {
            int best = -1;
            double least = double.PositiveInfinity;
            for (int t = 0; t < taps; t++)
            {
                double off = q[t] - (shape.Weights[(channel * taps) + t] / scale);
                double cost = (1 - (2 * sign * off)) * moments.Covariance[(t * taps) + t];
                if (q[t] * sign > 0 && cost < least)
                {
                    (best, least) = (t, cost);
                }
            }

            if (best < 0)
            {
                throw new QuantizationException(
                    $"{shape.Name}, channel {channel}: its bias alone exceeds the accumulator's 20 bits.");
            }

            q[best] -= sign;
            moved = true;
        }

        return moved;
    }

    /// <summary>1 if the accumulator may pass its upper end, -1 the lower, 0 neither.</summary>
    private int Excess(int[] q, int own)
    {
        long up = own;
        long down = own;
        foreach (int w in q)
        {
            up += input.Levels * Math.Max(w, 0);
            down += input.Levels * Math.Min(w, 0);
        }

        return up > SaturationProof.Highest ? 1 : down < SaturationProof.Lowest ? -1 : 0;
    }
}
