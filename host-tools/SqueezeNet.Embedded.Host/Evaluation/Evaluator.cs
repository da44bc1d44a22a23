using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Runs a blob, and what it is compared with, on a folder of images.</summary>
public sealed class Evaluator
{
    private const int TopCount = 5;

    private readonly IClassifier blob;
    private readonly IClassifier? reference;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="reference">The model to compare with, or another blob, or null.</param>
    /// <exception cref="ArgumentException">The reference has another number of classes.</exception>
    public Evaluator(IClassifier blob, IClassifier? reference)
    {
        if (reference is not null && reference.Classes != blob.Classes)
        {
            throw new ArgumentException(
                $"the blob has {blob.Classes} classes and what it is compared with {reference.Classes}: "
                + "they cannot agree.");
        }

        this.blob = blob;
        this.reference = reference;
    }

    /// <summary>How image files are read.</summary>
    public ImageOptions Images { get; init; } = new();

    /// <summary>Evaluates a folder. The result does not depend on how many images run at a time.</summary>
    /// <param name="progress">Is told how many images are done.</param>
    /// <param name="atATime">Images at a time; -1 for as many as there are cores.</param>
    /// <exception cref="ImageFileException">An image cannot be read.</exception>
    public EvaluationResult Run(
        LabelledImages images, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation,
        int atATime = -1)
    {
        int count = images.Files.Count;
        Prediction[] predictions = new Prediction[count];
        int done = 0;
        double seconds = 0;
        try
        {
            ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = atATime };
            long start = Stopwatch.GetTimestamp();
            Parallel.For(0, count, options, i =>
            {
                predictions[i] = Classify(images.Files[i]);
                progress?.Report((Interlocked.Increment(ref done), count));
            });
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        catch (AggregateException e)
        {
            // One image's error is what the user needs; the others stopped because of it.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        bool[][] right = Hits(images, predictions.Select(a => a.Blob).ToArray());
        return new EvaluationResult(
            Count(right), reference is null ? null : Compare(images, predictions, right),
            Confusion(images, predictions), seconds)
        {
            Reading = images.Reading,
            Notes = images.Notes,
        };
    }

    private Prediction Classify(string file)
    {
        RgbImage image = ImageFile.Read(file, Images);
        double[] own = blob.Classify(image);
        if (reference is null)
        {
            return new Prediction(Top(own), [], 0);
        }

        double[] other = reference.Classify(image);
        return new Prediction(Top(own), Top(other), Divergence(other, own));
    }

    private Comparison Compare(LabelledImages images, Prediction[] predictions, bool[][] right)
    {
        bool[][] other = Hits(images, predictions.Select(a => a.Reference).ToArray());
        Difference[] differences = Enumerable.Range(0, predictions.Length)
            .Where(i => predictions[i].Blob[0] != predictions[i].Reference[0])
            .Select(i => new Difference(
                images.Name(i), images.Truth[i], predictions[i].Reference[0], predictions[i].Blob[0]))
            .ToArray();
        return new Comparison
        {
            Arithmetic = reference!.Arithmetic,
            Reference = Count(other),
            Agreements = predictions.Length - differences.Length,
            Divergence = predictions.Average(prediction => prediction.Divergence),
            Top1 = Test(right[0], other[0]),
            Top5 = Test(right[1], other[1]),
            Differences = differences,
        };
    }

    /// <summary>[0][image] whether the first class is right, [1][image] whether one of the first five is.</summary>
    private static bool[][] Hits(LabelledImages images, int[][] top)
    {
        return
        [
            top.Select((classes, i) => classes[0] == images.Truth[i]).ToArray(),
            top.Select((classes, i) => classes.Contains(images.Truth[i])).ToArray(),
        ];
    }

    private static Accuracy Count(bool[][] right)
    {
        return new Accuracy(right[0].Length, right[0].Count(hit => hit), right[1].Count(hit => hit));
    }

    private static McNemar Test(bool[] blob, bool[] reference)
    {
        return new McNemar(
            blob.Zip(reference).Count(pair => pair.First && !pair.Second),
            blob.Zip(reference).Count(pair => pair.Second && !pair.First));
    }

    private int[][] Confusion(LabelledImages images, Prediction[] predictions)
    {
        int[][] confusion = Enumerable.Range(0, blob.Classes).Select(_ => new int[blob.Classes]).ToArray();
        for (int i = 0; i < predictions.Length; i++)
        {
            confusion[images.Truth[i]][predictions[i].Blob[0]]++;
        }

        return confusion;
    }

    /// <summary>
    /// Kullback-Leibler divergence of the softmax of some logits from that of the reference's, in nats.
    /// </summary>
    private static double Divergence(double[] reference, double[] logits)
    {
        double[] p = LogSoftmax(reference);
        double[] q = LogSoftmax(logits);
        return p.Zip(q, (a, b) => Math.Exp(a) * (a - b)).Sum();
    }

    private static double[] LogSoftmax(double[] logits)
    {
        double max = logits.Max();
        double log = max + Math.Log(logits.Sum(v => Math.Exp(v - max)));
        return logits.Select(v => v - log).ToArray();
    }

    /// <summary>
    /// Classes of the highest logits, best first, the lower index first among equals, as the engines do it.
    /// </summary>
    private static int[] Top(double[] logits)
    {
        return Enumerable.Range(0, logits.Length).OrderByDescending(c => logits[c]).ThenBy(c => c)
            .Take(TopCount).ToArray();
    }

    /// <summary>Best classes, best first, and how far the probabilities are apart.</summary>
    private sealed record Prediction(int[] Blob, int[] Reference, double Divergence);
}
