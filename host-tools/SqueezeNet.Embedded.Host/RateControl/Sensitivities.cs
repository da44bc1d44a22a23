using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>How much each output channel's noise moves the network's predictions.</summary>
internal static class Sensitivities
{
    private const int Probed = 25;

    // Beyond these it is chance: few images, or predictions that are certain.
    private const double LeastCoherence = 0.25;
    private const double MostCoherence = 256;

    /// <summary>Mean over the images of <see cref="Gradients.Measure"/>.</summary>
    public static double[][] Measure(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        IProgress<QuantizerProgress>? progress,
        CancellationToken cancellation)
    {
        Gradients gradients = new(model);
        double[][][] all = new double[images.Count][][];
        int done = 0;
        Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            all[i] = gradients.Measure(images[i]);
            progress?.Report(Step(0, Interlocked.Increment(ref done), images.Count));
        });
        // Rounded by every other image, judged by some of those between; a single one must do for both.
        int[] held = Enumerable.Range(0, images.Count).Where(i => i % 2 == 1 || images.Count == 1).ToArray();
        int step = Math.Max(1, held.Length / Probed);
        int[] some = held.Where((_, i) => i % step == 0).Take(Probed).ToArray();
        RoundingProbe probe = new(
            model, [.. images.Where((_, i) => i % 2 == 0)], [.. some.Select(i => images[i])], cancellation);
        double[] coherence = new double[probe.Convolutions];
        done = 0;
        Parallel.For(0, coherence.Length, new ParallelOptions { CancellationToken = cancellation }, c =>
        {
            double measured = probe.Coherence(c, [.. some.Select(i => all[i][c])]);
            coherence[c] = Math.Clamp(measured, LeastCoherence, MostCoherence);
            progress?.Report(Step(1, Interlocked.Increment(ref done), coherence.Length));
        });
        // Summed in the order of the images, whatever the number of cores.
        return Enumerable.Range(0, all[0].Length)
            .Select(c => Enumerable.Range(0, all[0][c].Length)
                .Select(o => coherence[c] * all.Average(image => image[c][o]))
                .ToArray())
            .ToArray();
    }

    /// <summary>Progress of the first or second half.</summary>
    private static QuantizerProgress Step(int half, int done, int total)
    {
        return new QuantizerProgress("sensitivities", done, total) { Share = (half + ((double)done / total)) / 2 };
    }
}
