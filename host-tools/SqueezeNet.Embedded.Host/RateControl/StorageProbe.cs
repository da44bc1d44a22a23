using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>
/// Rounds, then clips, one tensor of the fp32 network at a time and measures what each does to the predictions. Squared
/// errors do not tell: the errors of rounding are everywhere and average out, those of clipping are few and stand
/// together. At the scale of the least squared error, in v1.0, rounding diverged by 0.0026 nats and clipping by 0.0001
/// in fire2.squeeze, in fire8.squeeze by 0.00005 and 0.0012.
/// </summary>
internal sealed class StorageProbe
{
    private const int Levels = 255;
    private const int Rounded = 25;

    // Images that are clipped: each takes a run of what is left of the network, for every tensor and limit.
    private const int MostClipped = 40;
    private const int Limits = 8;

    // Where clipping does so many times what rounding in 255 levels does, even 127 levels are not worth it.
    private const double Enough = 8;

    private readonly FloatNetwork network;
    private readonly ParallelOptions options;
    private readonly double[][] probabilities;
    private readonly FloatStep[] steps;

    private StorageProbe(SqueezeNetModel model, IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        network = new FloatNetwork(model);
        options = new ParallelOptions { CancellationToken = cancellation };
        probabilities = new double[images.Count][];
        steps = new FloatStep[images.Count];
        Parallel.For(0, steps.Length, options, i =>
        {
            steps[i] = network.First(images[i]);
            probabilities[i] = Softmax(network.Finish(steps[i]));
        });
    }

    /// <summary>Measures every tensor, in the order of <see cref="FloatStep.Tensor"/>.</summary>
    public static StorageNoise[] Measure(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        IProgress<QuantizerProgress>? progress,
        CancellationToken cancellation)
    {
        StorageProbe probe = new(model, images, cancellation);
        StorageNoise[] noise = new StorageNoise[probe.network.Last + 1];
        for (int t = 0; t < noise.Length; t++)
        {
            progress?.Report(new QuantizerProgress("ranges", t, noise.Length)
            {
                Share = (double)t / noise.Length,
            });
            if (t > 0)
            {
                Parallel.For(
                    0, probe.steps.Length, probe.options, i => probe.steps[i] = probe.network.Next(probe.steps[i]));
            }

            noise[t] = probe.Current();
        }

        return noise;
    }

    private StorageNoise Current()
    {
        float[] highest = steps.Select(step => TensorPrimitives.Max<float>(step.Values.Values)).ToArray();
        double top = highest.Max();
        if (top <= 0)
        {
            return StorageNoise.None;
        }

        (double divergence, double error) = Round(top / Levels);
        List<(double Limit, double Divergence)> clipped = [];
        for (int i = 1; i <= Limits; i++)
        {
            double part = FixedOrder.PowerOfTwo(-2 * i);
            clipped.Add((part * top, Clip((float)(part * top), highest)));
            if (clipped[^1].Divergence > Enough * part * part * divergence)
            {
                break;
            }
        }

        return new StorageNoise(divergence / error, [.. clipped.Where(c => c.Divergence > 0)]);
    }

    /// <summary>Rounds some images' tensors to multiples of a scale.</summary>
    private (double Divergence, double MeanSquaredError) Round(double scale)
    {
        int[] some = Some(Rounded);
        double[] divergence = new double[some.Length];
        double[] error = new double[some.Length];
        Parallel.For(0, some.Length, options, i =>
        {
            FloatStep step = steps[some[i]];
            Plane rounded = Map(step.Values, value => (float)(scale * Math.Round(value / scale)));
            error[i] = Squares(step.Values.Values, rounded.Values) / rounded.Values.Length;
            divergence[i] = Divergence(some[i], rounded);
        });
        return (divergence.Average(), error.Average());
    }

    /// <summary>Mean divergence if values above a limit are cut down to it.</summary>
    private double Clip(float limit, float[] highest)
    {
        int[] some = Some(MostClipped);
        double[] divergence = new double[some.Length];
        Parallel.For(0, some.Length, options, i => divergence[i] = highest[some[i]] > limit
            ? Divergence(some[i], Map(steps[some[i]].Values, value => Math.Min(value, limit)))
            : 0);
        return divergence.Average();
    }

    /// <summary>So many of the images, as far apart as can be.</summary>
    private int[] Some(int count)
    {
        int every = Math.Max(1, steps.Length / count);
        return Enumerable.Range(0, steps.Length).Where(i => i % every == 0).Take(count).ToArray();
    }

    private double Divergence(int image, Plane values)
    {
        return Fidelity.Between(probabilities[image], Softmax(network.Finish(steps[image] with { Values = values })));
    }

    private static double[] Softmax(float[] logits)
    {
        return Gradients.Softmax([.. logits.Select(l => (double)l)]);
    }

    private static double Squares(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double off = (double)a[i] - b[i];
            sum += off * off;
        }

        return sum;
    }

    private static Plane Map(Plane plane, Func<float, float> map)
    {
        Plane to = new(plane.Channels, plane.Height, plane.Width);
        for (int i = 0; i < to.Values.Length; i++)
        {
            to.Values[i] = map(plane.Values[i]);
        }

        return to;
    }
}
