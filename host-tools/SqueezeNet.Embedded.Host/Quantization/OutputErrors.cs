using System;
using System.Linq;
using System.Runtime.Intrinsics;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>How far a tensor of the integer network is from fp32, by channel.</summary>
internal sealed class OutputErrors
{
    private const int Lanes = 8;

    private readonly double[] signal;
    private readonly double[] noise;
    private readonly double[] error;
    private long positions;

    public OutputErrors(int channels)
    {
        signal = new double[channels];
        noise = new double[channels];
        error = new double[channels];
    }

    /// <summary>Adds an image.</summary>
    /// <param name="scale">Real value of a step of <paramref name="integers"/>.</param>
    public void Add(Plane real, Plane integers, double scale)
    {
        for (int c = 0; c < real.Channels; c++)
        {
            Count(c, real.Channel(c), integers.Channel(c), scale);
        }

        positions += real.Pixels;
    }

    /// <summary>Adds one value a channel.</summary>
    public void Add(ReadOnlySpan<double> real, ReadOnlySpan<double> integer)
    {
        for (int c = 0; c < real.Length; c++)
        {
            Count(c, real[c], integer[c]);
        }

        positions++;
    }

    /// <summary>Adds other images.</summary>
    public void Merge(OutputErrors other)
    {
        for (int c = 0; c < signal.Length; c++)
        {
            signal[c] += other.signal[c];
            noise[c] += other.noise[c];
            error[c] += other.error[c];
        }

        positions += other.positions;
    }

    /// <summary>Signal-to-noise ratio of some channels in dB; null without noise or signal.</summary>
    public double? Ratio(Range channels)
    {
        return Decibel(Sum(signal[channels]), Sum(noise[channels]));
    }

    /// <summary><see cref="LayerReport.BiasError"/> of some channels.</summary>
    public double Bias(Range channels)
    {
        double[] errors = error[channels];
        double square = Sum(signal[channels]) / (errors.Length * (double)positions);
        return square > 0
            ? Sum(Array.ConvertAll(errors, Math.Abs)) / (errors.Length * (double)positions) / Math.Sqrt(square)
            : 0;
    }

    /// <summary>
    /// [channel]: mean error, made smaller by what may be chance (James and Stein's estimate of a mean: its square less
    /// its own variance, by its square).
    /// </summary>
    /// <param name="alike">How many of the values added are as good as one.</param>
    public double[] Offsets(int alike)
    {
        double count = Math.Max(1, positions / alike);
        return error.Select((sum, c) =>
        {
            double mean = sum / positions;
            double chance = ((noise[c] / positions) - (mean * mean)) / count;
            return mean * mean > chance ? mean * (1 - (chance / (mean * mean))) : 0;
        }).ToArray();
    }

    /// <summary>A ratio of powers in dB.</summary>
    public static double? Decibel(double signal, double noise)
    {
        return signal > 0 && noise > 0 ? 10 * Math.Log10(signal / noise) : null;
    }

    /// <summary>In a fixed order: eight lanes, then what is left.</summary>
    private void Count(int channel, ReadOnlySpan<float> real, ReadOnlySpan<float> integers, double scale)
    {
        int whole = real.Length / Lanes * Lanes;
        Vector256<double> signals = default, noises = default, errors = default;
        for (int i = 0; i < whole; i += Lanes)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(real.Slice(i, Lanes)));
            (Vector256<double> a, Vector256<double> b) = Vector256.Widen(Vector256.Create(integers.Slice(i, Lanes)));
            Vector256<double> first = (scale * a) - low;
            Vector256<double> second = (scale * b) - high;
            signals += (low * low) + (high * high);
            noises += (first * first) + (second * second);
            errors += first + second;
        }

        signal[channel] += Sum(signals);
        noise[channel] += Sum(noises);
        error[channel] += Sum(errors);
        for (int i = whole; i < real.Length; i++)
        {
            Count(channel, real[i], scale * integers[i]);
        }
    }

    private static double Sum(Vector256<double> lanes)
    {
        return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    }

    private void Count(int channel, double real, double integer)
    {
        double off = integer - real;
        signal[channel] += real * real;
        noise[channel] += off * off;
        error[channel] += off;
    }

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
