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
    private HalfPlane[]? reals;
    private readonly CancellationToken cancellation;

    public Calibration(IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        shadows = images.Select(Pixels).ToArray();
    }

    /// <summary>Number of images.</summary>
    public int Images => shadows.Length;

    /// <summary>Statistics of the tensor that convolutions make of the current one.</summary>
    /// <param name="pool">What comes behind them.</param>
    public LayerStatistics Measure(Layer[] layers, Border border, MaxPool? pool)
    {
        // A pool makes a tensor smaller by so much that it is better computed again than kept.
        reals = pool is null ? new HalfPlane[shadows.Length] : null;
        LayerStatistics[] parts = new LayerStatistics[Math.Min(Parts, shadows.Length)];
        Parallel.For(0, parts.Length, Options(), part =>
        {
            parts[part] = new LayerStatistics(layers, border);
            for (int i = part; i < shadows.Length; i += parts.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                Plane output = parts[part].Add(shadows[i].Integers(), shadows[i].Real(), i);
                Store(i, output);
            }
        });
        foreach (LayerStatistics part in parts.Skip(1))
        {
            parts[0].Merge(part);
        }

        parts[0].Finish();
        return parts[0];
    }

    private void Store(int image, Plane output)
    {
        if (reals is not null)
        {
            reals[image] = new HalfPlane(output);
        }
    }

    /// <summary>The fp32 network's outputs of an image.</summary>
    private Plane Output(Layer[] layers, int image)
    {
        if (reals is not null)
        {
            return reals[image].Open();
        }

        Plane input = shadows[image].Real();
        return FloatNetwork.Rectify(Join(layers.Select(l => l.Run(input))));
    }

    /// <summary>Keeps the current tensor for the bypass that begins here.</summary>
    public void Keep()
    {
        kept = [.. shadows];
    }

    /// <summary>Goes on to the tensor that convolutions, concatenated, and a pool make of the current one.</summary>
    /// <param name="bypass">Whether what was kept is added before the pool.</param>
    /// <returns>Errors of the convolutions' outputs, and of the tensor after the pool.</returns>
    public (OutputErrors Outputs, OutputErrors Tensor) Advance(
        Layer[] layers, IntegerLayer[] quantized, MaxPool? pool, Quantum output, bool bypass)
    {
        OutputErrors[] outputs = Errors(layers.Sum(l => l.Shape.OutChannels));
        OutputErrors[] pooled = Errors(layers.Sum(l => l.Shape.OutChannels));
        Parallel.For(0, shadows.Length, Options(), i =>
        {
            cancellation.ThrowIfCancellationRequested();
            Plane before = shadows[i].Integers();
            Plane real = Output(layers, i);
            Plane integers = Join(quantized.Select(l => l.Run(before)));
            outputs[i].Add(real, integers, output.Scale);
            if (bypass)
            {
                real.Add(kept[i].Real());
                integers.Add(kept[i].Integers());
                TensorPrimitives.Min(integers.Values, output.Levels, integers.Values);
            }

            Plane next = Pool(pool, integers);
            real = Pool(pool, real);
            shadows[i] = new Shadow(reals is null || bypass ? new HalfPlane(real) : reals[i], next);
            pooled[i].Add(real, next, output.Scale);
        });
        kept = bypass ? [] : kept;
        reals = null;
        return (Sum(outputs), Sum(pooled));
    }

    /// <summary>The same for the head, whose logits are compared.</summary>
    /// <param name="logit">[class]: real value of an accumulator step.</param>
    /// <returns>Errors, and how often each class's accumulator is above zero.</returns>
    public (OutputErrors Errors, double[] Active) Finish(Layer layer, IntegerLayer head, double[] logit)
    {
        OutputErrors[] errors = Errors(logit.Length);
        int[][] active = new int[shadows.Length][];
        int positions = 0;
        Parallel.For(0, shadows.Length, Options(), i =>
        {
            cancellation.ThrowIfCancellationRequested();
            Plane real = Output([layer], i);
            Plane sums = FloatNetwork.Rectify(head.Accumulate(shadows[i].Integers()));
            errors[i].Add(
                logit.Select((_, c) => Mean(real.Channel(c))).ToArray(),
                logit.Select((step, c) => Mean(sums.Channel(c)) * step).ToArray());
            active[i] = logit.Select((_, c) => Positive(sums.Channel(c))).ToArray();
            positions = sums.Pixels;
        });
        double all = (double)positions * shadows.Length;
        return (Sum(errors), logit.Select((_, c) => active.Sum(counts => counts[c]) / all).ToArray());
    }

    private OutputErrors[] Errors(int channels)
    {
        return shadows.Select(_ => new OutputErrors(channels)).ToArray();
    }

    private static OutputErrors Sum(OutputErrors[] errors)
    {
        foreach (OutputErrors other in errors.Skip(1))
        {
            errors[0].Merge(other);
        }

        return errors[0];
    }

    private static Shadow Pixels(RgbImage image)
    {
        Plane plane = Plane.FromRgb(image.Pixels, image.Width, image.Height);
        return new Shadow(new HalfPlane(plane), plane);
    }

    private static Plane Join(IEnumerable<Plane> planes)
    {
        return planes.Aggregate(Plane.Concatenate);
    }

    private static Plane Pool(MaxPool? pool, Plane plane)
    {
        return pool is null ? plane : Pooling.Run(pool, plane);
    }

    private static int Positive(ReadOnlySpan<float> values)
    {
        int count = 0;
        foreach (float value in values)
        {
            count += value > 0 ? 1 : 0;
        }

        return count;
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        return FixedOrder.Sum(values) / values.Length;
    }

    private ParallelOptions Options()
    {
        return new ParallelOptions { CancellationToken = cancellation };
    }
}
