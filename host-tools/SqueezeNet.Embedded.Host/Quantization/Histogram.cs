using System;
using System.Linq;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Distribution of a rectified tensor's values. Bin widths are powers of two that grow with the range, so merging
/// histograms in any order gives the same counts.
/// </summary>
internal sealed class Histogram
{
    private const int Bins = 4096;

    private long[] counts = new long[Bins];
    private int exponent = -24;

    /// <summary>Number of values, zeros included.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of squares.</summary>
    public double Power { get; private set; }

    /// <summary>Upper end of the highest bin in use; 0 if all values are 0.</summary>
    public double Max
    {
        get
        {
            int top = Array.FindLastIndex(counts, count => count != 0);
            return (top + 1) * Math.ScaleB(1, exponent);
        }
    }

    /// <summary>Share of the values that are not 0.</summary>
    public double Active => counts.Sum() / (double)Math.Max(1, Count);

    /// <summary>Share of the values, zeros included, that are at most a limit; exact to half a bin.</summary>
    public double AtMost(double limit)
    {
        double width = Math.ScaleB(1, exponent);
        long above = counts.Where((_, i) => (i + 0.5) * width > limit).Sum();
        return 1 - (above / (double)Math.Max(1, Count));
    }

    /// <summary>Counts values, none of which is negative.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        double largest = TensorPrimitives.Max(values);
        while (largest * Math.ScaleB(1, -exponent) >= Bins)
        {
            Widen();
        }

        // A power of two: the product is exact but for values far below the first bin's.
        float perBin = MathF.ScaleB(1, -exponent);
        foreach (float value in values)
        {
            if (value > 0)
            {
                counts[(int)(value * perBin)]++;
            }
        }

        Count += values.Length;
        Power += FixedOrder.SumOfSquares(values);
    }

    /// <summary>Adds another histogram.</summary>
    public void Merge(Histogram other)
    {
        Count += other.Count;
        Power += other.Power;
        while (exponent < other.exponent)
        {
            Widen();
        }

        int shift = exponent - other.exponent;
        for (int i = 0; i < Bins; i++)
        {
            counts[i >> shift] += other.counts[i];
        }
    }

    /// <summary>Mean squared error per value when values are rounded to multiples of a scale, 0..levels.</summary>
    /// <param name="penalty">What an error counts of a value that is clipped.</param>
    public double MeanSquaredError(double scale, int levels, double penalty = 1)
    {
        double limit = (levels + 0.5) * scale;
        double width = Math.ScaleB(1, exponent);
        double error = 0;
        for (int i = 0; i < Bins; i++)
        {
            if (counts[i] != 0)
            {
                double value = (i + 0.5) * width;
                double off = value - (scale * Math.Min(levels, Math.Round(value / scale)));
                error += counts[i] * off * off * (value > limit ? penalty : 1);
            }
        }

        return error / Count;
    }

    private void Widen()
    {
        long[] wider = new long[Bins];
        for (int i = 0; i < Bins; i++)
        {
            wider[i / 2] += counts[i];
        }

        counts = wider;
        exponent++;
    }
}
