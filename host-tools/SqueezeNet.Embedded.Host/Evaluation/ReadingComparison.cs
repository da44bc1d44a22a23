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
    /// <param name="options">How their files are read; null: as by default.</param>
    /// <param name="progress">Is told how many runs are done.</param>
    /// <param name="cancellation">Stops the work after the images that are being classified.</param>
    /// <returns>A reading that is far better, or null.</returns>
    /// <exception cref="ImageFileException">An image cannot be read, and the options are strict.</exception>
    public static BetterReading? Run(
        SqueezeNetModel model,
        ChannelOrder order,
        LabelledImages images,
        ImageOptions? options = null,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        if (model.Source.Format != "pytorch")
        {
            return null;
        }

        int count = Math.Min(MaxImages, images.Files.Count);
        int[] sample = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * images.Files.Count / count))];
        RgbImage?[] read = [.. sample.Select(i => Read(images.Files[i], options, model.Input, cancellation))];
        RgbImage[] pixels = [.. read.OfType<RgbImage>()];
        if (pixels.Length == 0)
        {
            return null;
        }

        int[] classes = [.. sample.Where((_, k) => read[k] is not null).Select(i => images.Truth[i])];
        Reading first = new(model, order, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
        return new ReadingComparison(pixels, classes, progress, cancellation).Search(first);
    }

    /// <summary>An image as the network sees it; null if it cannot be read, which the evaluation will say.</summary>
    private static RgbImage? Read(
        string file, ImageOptions? options, InputSpec input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return Resampler.ToNetwork(ImageFile.Read(file, options), input);
        }
        catch (ImageFileException) when (options?.IsStrict != true)
        {
            return null;
        }
    }

    private BetterReading? Search(Reading first)
    {
        total = images.Count;
        Outcome[] start = Classify(first);
        Outcome taken = start[0];
        Outcome best = Better(start, taken);
        // What is right nearly always cannot be far worse than anything.
        for (int step = 0; step < MaxSteps && Percent(images.Count - best.Hits) >= Points; step++)
        {
            Reading[] neighbours = [.. best.Reading.Neighbours()];
            total += neighbours.Length * images.Count;
            Outcome next = Better([.. neighbours.SelectMany(Classify)], best);
            if (next == best)
            {
                break;
            }

            best = next;
        }

        double p = best.Against(taken).PValue;
        return Percent(best.Hits - taken.Hits) >= Points && p < PValue
            ? new BetterReading(
                [.. best.Reading.Options.Select(o => $"{o.Key} {o.Value}")], images.Count, best.Hits, taken.Hits, p)
            : null;
    }

    /// <summary>
    /// Of those that are better by more than chance, and no worse than the best of them by more than chance, the one
    /// that changes least.
    /// </summary>
    private static Outcome Better(Outcome[] some, Outcome than)
    {
        Outcome best = some.MaxBy(o => o.Hits)!;
        return some.Where(o => o.IsBetter(than) && !best.IsBetter(o))
            .OrderBy(o => o.Reading.Changes).ThenByDescending(o => o.Hits).ThenBy(o => o.Loss)
            .FirstOrDefault(than);
    }

    private double Percent(int count) => 100.0 * count / images.Count;

    /// <summary>A reading and, as it costs nothing, the one with the other head.</summary>
    private Outcome[] Classify(Reading reading)
    {
        Reading[] heads = [reading, reading.OtherHead()];
        FloatNetwork network = new(reading.Model);
        float[][][] logits = new float[images.Count][][];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, images.Count, options, i =>
        {
            Plane map = network.Head(images[i]);
            float[] plain = FloatNetwork.Average(map);
            float[] rectified = FloatNetwork.Average(FloatNetwork.Rectify(map));
            logits[i] = reading.Model.HasLastRelu ? [rectified, plain] : [plain, rectified];
            progress?.Report((Interlocked.Increment(ref done), total));
        });
        return [.. heads.Select((head, h) => Judge(head, [.. logits.Select(l => l[h])]))];
    }

    private Outcome Judge(Reading reading, float[][] logits)
    {
        return new Outcome(
            reading,
            [.. logits.Select((l, i) => Array.IndexOf(l, l.Max()) == truth[i])],
            logits.Select((l, i) => Loss(l, truth[i])).Average());
    }

    /// <summary>Cross entropy in nats.</summary>
    private static double Loss(float[] logits, int truth)
    {
        double max = logits.Max();
        return max + Math.Log(logits.Sum(v => Math.Exp(v - max))) - logits[truth];
    }

    /// <summary>A reading, on which images it is right, and its mean cross entropy.</summary>
    private sealed record Outcome(Reading Reading, bool[] Right, double Loss)
    {
        public int Hits { get; } = Right.Count(hit => hit);

        public bool IsBetter(Outcome other) => Hits > other.Hits && Against(other).PValue < StepPValue;

        public McNemar Against(Outcome other)
        {
            return new McNemar(
                Right.Zip(other.Right).Count(pair => pair.First && !pair.Second),
                Right.Zip(other.Right).Count(pair => pair.Second && !pair.First));
        }
    }
}
