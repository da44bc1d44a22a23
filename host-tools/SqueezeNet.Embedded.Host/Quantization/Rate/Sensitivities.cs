using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>How much each output channel's noise moves the network's answers.</summary>
internal static class Sensitivities
{
    private const int Probed = 16;

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
            progress?.Report(new QuantizerProgress("sensitivities", Interlocked.Increment(ref done), images.Count));
        });
        int step = Math.Max(1, images.Count / Probed);
        int[] some = Enumerable.Range(0, images.Count).Where(i => i % step == 0).Take(Probed).ToArray();
        NoiseProbe probe = new(model, [.. some.Select(i => images[i])]);
        double[] coherence = new double[probe.Convolutions];
        done = 0;
        Parallel.For(0, coherence.Length, new ParallelOptions { CancellationToken = cancellation }, c =>
        {
            coherence[c] = probe.Coherence(c, [.. some.Select(i => all[i][c])]);
            progress?.Report(new QuantizerProgress("sensitivities", Interlocked.Increment(ref done), coherence.Length));
        });
        // Summed in the order of the images, whatever the number of cores.
        return Enumerable.Range(0, all[0].Length)
            .Select(c => Enumerable.Range(0, all[0][c].Length)
                .Select(o => coherence[c] * all.Average(image => image[c][o]))
                .ToArray())
            .ToArray();
    }
}
