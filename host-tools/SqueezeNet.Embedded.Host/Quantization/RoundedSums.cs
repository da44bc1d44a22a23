using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>Sums over a channel's weights, rounded to nearest at a scale, in a fixed order.</summary>
/// <param name="Error">Of squared errors times the power of their inputs, real units.</param>
/// <param name="Positive">Of positive integers.</param>
/// <param name="Negative">Of negative integers.</param>
/// <param name="Nonzero">How many are not zero.</param>
internal readonly record struct RoundedSums(double Error, double Positive, double Negative, double Nonzero)
{
    private const int Lanes = 4;

    /// <summary>Rounds weights to multiples of a scale, -127..127 of them.</summary>
    /// <param name="power">[weight]: mean square of its input.</param>
    public static RoundedSums Of(ReadOnlySpan<double> weights, ReadOnlySpan<double> power, double scale)
    {
        Vector256<double> error = default, positive = default, negative = default, nonzero = default;
        ref double w = ref MemoryMarshal.GetReference(weights);
        ref double p = ref MemoryMarshal.GetReference(power);
        int whole = weights.Length / Lanes * Lanes;
        for (int t = 0; t < whole; t += Lanes)
        {
            Vector256<double> weight = Vector256.LoadUnsafe(ref w, (nuint)t);
            Vector256<double> q = Vector256.Clamp(
                Vector256.Round(weight / scale), Vector256.Create(-127.0), Vector256.Create(127.0));
            Vector256<double> off = weight - (scale * q);
            error += off * off * Vector256.LoadUnsafe(ref p, (nuint)t);
            positive += Vector256.Max(q, Vector256<double>.Zero);
            negative += Vector256.Min(q, Vector256<double>.Zero);
            nonzero += Vector256.ConditionalSelect(
                Vector256.Equals(q, Vector256<double>.Zero), Vector256<double>.Zero, Vector256<double>.One);
        }

        RoundedSums sums = new(Sum(error), Sum(positive), Sum(negative), Sum(nonzero));
        for (int t = whole; t < weights.Length; t++)
        {
            double q = Math.Clamp(Math.Round(weights[t] / scale), -127, 127);
            double off = weights[t] - (scale * q);
            sums = new RoundedSums(
                sums.Error + (off * off * power[t]),
                sums.Positive + Math.Max(q, 0),
                sums.Negative + Math.Min(q, 0),
                sums.Nonzero + (q != 0 ? 1 : 0));
        }

        return sums;
    }

    private static double Sum(Vector256<double> lanes)
    {
        return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    }
}
