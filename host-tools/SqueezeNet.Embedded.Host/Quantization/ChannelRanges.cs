using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// How far each channel's values reach: the limit up to which 8 bits would store them best. The largest value of all
/// would do, if it were not that of a single pixel so often, and another on other images.
/// </summary>
internal sealed class ChannelRanges
{
    // Eight bins an octave, told by the upper bits of a float.
    private const int MantissaBits = 3;
    private const int Dropped = 23 - MantissaBits;
    private const int PerOctave = 1 << MantissaBits;
    private const int Octaves = 64;
    private const int FirstExponent = 127 - (Octaves / 2);
    private const int Bins = Octaves * PerOctave;

    // Nothing is won by clipping more than four octaves.
    private const int Searched = 4 * PerOctave;

    private readonly int[][] counts;
    private readonly int pixels;

    private ChannelRanges(int[][] counts, int pixels)
    {
        this.counts = counts;
        this.pixels = pixels;
    }

    /// <summary>
    /// [tensor][channel]: conv1's, then each fire's squeezed and expanded one; 0 where a channel always is.
    /// </summary>
    public static double[][] Measure(
        SqueezeNetModel model, IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        FloatNetwork network = new(model);
        List<ChannelRanges> all = [];
        Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            List<ChannelRanges> own = [];
            network.Visit(images[i], plane => own.Add(Count(plane)));
            lock (all)
            {
                Merge(all, own);
            }
        });
        return [.. all.Select(tensor => tensor.counts.Select(tensor.Limit).ToArray())];
    }

    private static ChannelRanges Count(Plane plane)
    {
        int[][] counts = new int[plane.Channels][];
        for (int c = 0; c < counts.Length; c++)
        {
            counts[c] = new int[Bins];
            foreach (float value in plane.Channel(c))
            {
                if (value > 0)
                {
                    counts[c][Math.Clamp(Index(value), 0, Bins - 1)]++;
                }
            }
        }

        return new ChannelRanges(counts, plane.Pixels);
    }

    /// <summary>Counts are integers: their sums are the same in any order.</summary>
    private static void Merge(List<ChannelRanges> all, List<ChannelRanges> own)
    {
        if (all.Count == 0)
        {
            all.AddRange(own);
            return;
        }

        for (int t = 0; t < all.Count; t++)
        {
            for (int c = 0; c < all[t].counts.Length; c++)
            {
                TensorPrimitives.Add<int>(all[t].counts[c], own[t].counts[c], all[t].counts[c]);
            }
        }
    }

    /// <summary>The limit with the least error of rounding and clipping.</summary>
    private double Limit(int[] values)
    {
        int top = Array.FindLastIndex(values, count => count != 0);
        if (top < 0)
        {
            return 0;
        }

        double penalty = Clipping.Penalty(pixels);
        double active = values.Sum(count => (double)count);
        (double best, double least) = (0, double.PositiveInfinity);
        for (int bin = top; bin > Math.Max(-1, top - Searched); bin--)
        {
            double limit = Value(bin);
            double error = active * limit * limit / (12.0 * 255 * 255);
            for (int above = bin + 1; above <= top; above++)
            {
                double off = Value(above) - limit;
                error += penalty * values[above] * off * off;
            }

            (best, least) = error < least ? (limit, error) : (best, least);
        }

        return best;
    }

    private static int Index(float value)
    {
        return (BitConverter.SingleToInt32Bits(value) >> Dropped) - (FirstExponent << MantissaBits);
    }

    /// <summary>The middle of a bin.</summary>
    private static double Value(int bin)
    {
        double mantissa = 1 + (((bin % PerOctave) + 0.5) / PerOctave);
        return Math.ScaleB(mantissa, (bin / PerOctave) + FirstExponent - 127);
    }
}
