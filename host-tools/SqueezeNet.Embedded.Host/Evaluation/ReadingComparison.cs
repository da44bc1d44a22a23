using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>
/// Whether labelled images speak for another reading of a state dict: other padding, pools, colours, mean and standard
/// deviation, or no ReLU at the end. Changes one respect after the other, the best first, while that helps.
/// </summary>
public sealed class ReadingComparison
{
    private const int MaxImages = 100;
    private const int MaxSteps = 4;

    // A step must be worth naming; the end must be beyond doubt.
    private const double StepPValue = 0.05;
    private const double PValue = 0.01;
    private const double Points = 5;

    private readonly IReadOnlyList<RgbImage> images;
    private readonly IReadOnlyList<int> truth;
    private readonly IProgress<(int Done, int Total)>? progress;
    private readonly CancellationToken cancellation;
    private int done;
    private int total;

    private ReadingComparison(
        IReadOnlyList<RgbImage> images,
        IReadOnlyList<int> truth,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        this.images = images;
        this.truth = truth;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>Compares readings in fp32 on at most a hundred of the images.</summary>
    /// <param name="model">As it was imported; if it is from no state dict, there is nothing to compare.</param>
    /// <param name="order">The order of colours it was imported with.</param>
    /// <param name="images">Labelled images.</param>
    /// <param name="progress">Is told how many runs are done.</param>
    /// <param name="cancellation">Stops the work after the images that are being classified.</param>
    /// <returns>A reading that is far better, or null.</returns>
    /// <exception cref="ImageFileException">An image cannot be read.</exception>
    public static BetterReading? Run(
        SqueezeNetModel model,
        ChannelOrder order,
        LabelledImages images,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        if (model.Source.Format != "pytorch")
        {
            return null;
        }

        int count = Math.Min(MaxImages, images.Files.Count);
        int[] sample = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * images.Files.Count / count))];
        RgbImage[] pixels = [.. sample.Select(i => Read(images.Files[i], model.Input, cancellation))];
        int[] classes = [.. sample.Select(i => images.Truth[i])];
        Reading first = new(model, order, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
        return new ReadingComparison(pixels, classes, progress, cancellation).Search(first);
    }

    private static RgbImage Read(string file, InputSpec input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Resampler.ToNetwork(ImageFile.Read(file), input);
    }

    private BetterReading? Search(Reading first)
    {
        total = images.Count;
        Outcome taken = Classify(first);
        Outcome best = taken;
        // What is right nearly always cannot be far worse than anything.
        for (int step = 0; step < MaxSteps && Percent(images.Count - best.Hits) >= Points; step++)
        {
            Reading[] neighbours = [.. best.Reading.Neighbours()];
            total += neighbours.Length * images.Count;
            Outcome next = neighbours.Select(Classify).OrderByDescending(o => o.Hits).ThenBy(o => o.Loss).First();
            if (next.Hits <= best.Hits || Test(next, best).PValue >= StepPValue)
            {
                break;
            }

            best = next;
        }

        double p = Test(best, taken).PValue;
        return Percent(best.Hits - taken.Hits) >= Points && p < PValue
            ? new BetterReading(
                [.. best.Reading.Options.Select(o => $"{o.Key} {o.Value}")], images.Count, best.Hits, taken.Hits, p)
            : null;
    }

    private double Percent(int count) => 100.0 * count / images.Count;

    private Outcome Classify(Reading reading)
    {
        FloatNetwork network = new(reading.Model);
        bool[] right = new bool[images.Count];
        double[] losses = new double[images.Count];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, images.Count, options, i =>
        {
            float[] logits = network.Run(images[i]);
            right[i] = Array.IndexOf(logits, logits.Max()) == truth[i];
            losses[i] = Loss(logits, truth[i]);
            progress?.Report((Interlocked.Increment(ref done), total));
        });
        return new Outcome(reading, right, losses.Average());
    }

    /// <summary>Cross entropy in nats.</summary>
    private static double Loss(float[] logits, int truth)
    {
        double max = logits.Max();
        return max + Math.Log(logits.Sum(v => Math.Exp(v - max))) - logits[truth];
    }

    private static McNemar Test(Outcome other, Outcome own)
    {
        return new McNemar(
            other.Right.Zip(own.Right).Count(pair => pair.First && !pair.Second),
            other.Right.Zip(own.Right).Count(pair => pair.Second && !pair.First));
    }

    /// <summary>A reading, on which images it is right, and its mean cross entropy.</summary>
    private sealed record Outcome(Reading Reading, bool[] Right, double Loss)
    {
        public int Hits { get; } = Right.Count(hit => hit);
    }
}
