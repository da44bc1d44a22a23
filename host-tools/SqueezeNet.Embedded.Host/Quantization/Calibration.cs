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

/// <summary>The calibration images on their way through both networks, layer by layer.</summary>
internal sealed class Calibration
{
    // Sums are taken over parts in a fixed order, so that results do not depend on the number of cores.
    private const int Parts = 8;

    private readonly Shadow[] shadows;
    private Shadow[] kept = [];
    private readonly CancellationToken cancellation;

    public Calibration(IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        shadows = images.Select(Pixels).ToArray();
    }

    /// <summary>Number of images.</summary>
    public int Images => shadows.Length;

    /// <summary>Statistics of the tensor that convolutions make of the current one.</summary>
    public LayerStatistics Measure(Layer[] layers, float[] integerPadding, float[] realPadding)
    {
        LayerStatistics[] parts = new LayerStatistics[Math.Min(Parts, shadows.Length)];
        Parallel.For(0, parts.Length, Options(), part =>
        {
            parts[part] = new LayerStatistics(layers, integerPadding, realPadding);
            for (int i = part; i < shadows.Length; i += parts.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                parts[part].Add(shadows[i].Integers(), shadows[i].Real, i);
            }
        });
        foreach (LayerStatistics part in parts.Skip(1))
        {
            parts[0].Merge(part);
        }

        parts[0].Finish();
        return parts[0];
    }

    /// <summary>Keeps the current tensor for the bypass that begins here.</summary>
    public void Keep()
    {
        kept = [.. shadows];
    }

    /// <summary>Goes on to the tensor that convolutions, concatenated, and a pool make of the current one.</summary>
    /// <param name="bypass">Whether what was kept is added before the pool.</param>
    /// <returns>Signal-to-noise ratio of the new tensor in dB.</returns>
    public double Advance(Layer[] layers, IntegerLayer[] quantized, MaxPool? pool, Quantum output, bool bypass)
    {
        double[] signal = new double[shadows.Length];
        double[] noise = new double[shadows.Length];
        Parallel.For(0, shadows.Length, Options(), i =>
        {
            cancellation.ThrowIfCancellationRequested();
            Plane before = shadows[i].Integers();
            Plane real = FloatNetwork.Rectify(Join(layers.Select(l => l.Run(shadows[i].Real))));
            Plane integers = Join(quantized.Select(l => l.Run(before)));
            if (bypass)
            {
                real.Add(kept[i].Real);
                integers.Add(kept[i].Integers());
                TensorPrimitives.Min(integers.Values, output.Levels, integers.Values);
            }

            (real, integers) = (Pool(pool, real), Pool(pool, integers));
            (signal[i], noise[i]) = Compare(real, integers, output.Scale);
            shadows[i] = new Shadow(real, integers);
        });
        kept = bypass ? [] : kept;
        return Decibel(signal.Sum(), noise.Sum());
    }

    /// <summary>The same for the head, whose logits are compared.</summary>
    /// <param name="logit">[class]: real value of an accumulator step.</param>
    public double Finish(Layer layer, IntegerLayer head, double[] logit)
    {
        double[] signal = new double[shadows.Length];
        double[] noise = new double[shadows.Length];
        Parallel.For(0, shadows.Length, Options(), i =>
        {
            Plane real = FloatNetwork.Rectify(layer.Run(shadows[i].Real));
            Plane sums = FloatNetwork.Rectify(head.Accumulate(shadows[i].Integers()));
            for (int c = 0; c < real.Channels; c++)
            {
                double a = Mean(real.Channel(c));
                double b = Mean(sums.Channel(c)) * logit[c];
                signal[i] += a * a;
                noise[i] += (a - b) * (a - b);
            }
        });
        return Decibel(signal.Sum(), noise.Sum());
    }

    private static Shadow Pixels(RgbImage image)
    {
        Plane plane = Plane.FromRgb(image.Pixels, image.Width, image.Height);
        return new Shadow(plane, plane);
    }

    private static Plane Join(IEnumerable<Plane> planes)
    {
        return planes.Aggregate(Plane.Concatenate);
    }

    private static Plane Pool(MaxPool? pool, Plane plane)
    {
        return pool is null ? plane : Pooling.Run(pool, plane);
    }

    private static (double Signal, double Noise) Compare(Plane real, Plane integers, double scale)
    {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < real.Values.Length; i++)
        {
            double off = real.Values[i] - (scale * integers.Values[i]);
            signal += (double)real.Values[i] * real.Values[i];
            noise += off * off;
        }

        return (signal, noise);
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Decibel(double signal, double noise)
    {
        return noise > 0 ? 10 * Math.Log10(signal / noise) : double.PositiveInfinity;
    }

    private ParallelOptions Options()
    {
        return new ParallelOptions { CancellationToken = cancellation };
    }
}
