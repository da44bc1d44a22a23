using System;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Expected output error of every channel of a convolution for a grid of weight scales, eight to an octave:
/// scale(i) = reference * 2^(i / 8), i in Lowest..Highest.
/// </summary>
internal sealed class ChannelErrors
{
    /// <summary>Grid steps of a factor of two.</summary>
    public const int PerOctave = 8;

    /// <summary>Least i: n = 12 and the smallest output scale.</summary>
    public const int Lowest = -((12 * PerOctave) + Reach);

    /// <summary>Greatest i: n = 0 and the greatest output scale.</summary>
    public const int Highest = Reach;

    /// <summary>Output scales are tried this many grid steps around the best for the activations alone.</summary>
    public const int Reach = 8;

    private const int Count = Highest - Lowest + 1;

    // Rounding towards a better output may lengthen the weights, and bias correction move the bias.
    private const double Limit = (1 << 19) * 0.985;

    private readonly double[] errors;
    private readonly double[] positive;
    private readonly double[] negative;
    private readonly double reference;
    private readonly Quantum input;
    private readonly Convolution shape;
    private readonly RatePrice? price;

    /// <summary>Fills the table.</summary>
    /// <param name="shape">The convolution with its real weights.</param>
    /// <param name="moments">Of its input.</param>
    /// <param name="input">Of its input.</param>
    /// <param name="reference">The weight scale at i = 0, real per step.</param>
    /// <param name="price">Of the bits that packed weights take; null if they cost nothing.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ChannelErrors(
        Convolution shape,
        InputMoments moments,
        Quantum input,
        double reference,
        RatePrice? price,
        CancellationToken cancellation)
    {
        this.price = price;
        this.shape = shape;
        this.input = input;
        this.reference = reference;
        errors = new double[shape.OutChannels * Count];
        positive = new double[errors.Length];
        negative = new double[errors.Length];
        double[] power = new double[moments.Taps];
        for (int t = 0; t < power.Length; t++)
        {
            double variance = price is null ? moments.Covariance[(t * power.Length) + t] : moments.Unexplained[t];
            power[t] = variance * input.Scale * input.Scale;
        }

        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, shape.OutChannels, options, o => Fill(o, power));
    }

    /// <summary>The weight scale of a grid index.</summary>
    public double Scale(int index)
    {
        return reference * FixedOrder.PowerOfTwo(index);
    }

    /// <summary>Expected squared error of a channel's output, real units; infinite if it may saturate.</summary>
    /// <param name="shift">n of its group.</param>
    /// <param name="zeroOut">Zero point of the output.</param>
    /// <param name="limited">Whether accumulators can saturate; false tells what that costs.</param>
    public double Error(int channel, int index, int shift, int zeroOut, bool limited = true)
    {
        int at = (channel * Count) + index - Lowest;
        double bias = shape.Bias[channel] / (input.Scale * Scale(index));
        double offset = bias + ((double)zeroOut * (1 << shift));
        bool safe = offset + (input.Levels * positive[at]) < Limit
            && offset + (input.Levels * negative[at]) > -Limit
            && bias + (input.Levels * positive[at]) < Limit;
        return safe || !limited ? errors[at] : double.PositiveInfinity;
    }

    /// <summary>The grid index a channel would choose for itself.</summary>
    public int Preferred(int channel)
    {
        int best = Highest;
        double least = double.PositiveInfinity;
        for (int i = Highest; i >= Lowest; i--)
        {
            double error = Error(channel, i, 0, 0);
            if (error < least)
            {
                (best, least) = (i, error);
            }
        }

        return best;
    }

    /// <summary>
    /// Least expected error of a channel at any scale that cannot saturate the accumulator, relative to nothing: real
    /// units. For tensors whose consumers are not quantized yet.
    /// </summary>
    public static double LeastError(ReadOnlySpan<float> weights, float bias, ReadOnlySpan<double> power, Quantum input)
    {
        double max = 0;
        double up = Math.Max(0, bias / input.Scale);
        double down = Math.Max(0, -bias / input.Scale);
        foreach (float w in weights)
        {
            max = Math.Max(max, Math.Abs(w));
            up += input.Levels * Math.Max(w, 0);
            down += input.Levels * Math.Max(-w, 0);
        }

        double[] real = Real(weights);
        double floor = Math.Max(up, down) / Limit;
        double least = double.PositiveInfinity;
        for (int k = 0; k < PerOctave; k++)
        {
            double scale = Math.Max(floor, max / 127 * FixedOrder.PowerOfTwo(-k));
            least = Math.Min(least, scale > 0 ? RoundedSums.Of(real, power, scale).Error : 0);
        }

        return least;
    }

    private void Fill(int channel, double[] power)
    {
        double[] weights = Real(shape.Weights.AsSpan(channel * power.Length, power.Length));
        for (int i = Lowest; i <= Highest; i++)
        {
            int at = (channel * Count) + i - Lowest;
            RoundedSums sums = RoundedSums.Of(weights, power, Scale(i));
            (errors[at], positive[at], negative[at]) = (sums.Error, sums.Positive, sums.Negative);
            if (price is not null)
            {
                double bits = RatePrice.Bits(weights.Length, (int)sums.Nonzero, positive[at] - negative[at]);
                // What rounding makes up for is out of the power already; whoever sums errors takes it off again.
                errors[at] = ((price.Weight(channel) * errors[at]) + (price.InErrors * bits)) / ScaleChoice.Compensated;
            }
        }
    }

    private static double[] Real(ReadOnlySpan<float> weights)
    {
        double[] real = new double[weights.Length];
        for (int t = 0; t < real.Length; t++)
        {
            real[t] = weights[t];
        }

        return real;
    }
}
