using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Runs a blob, and what it is compared with, on a folder of pictures.</summary>
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
                $"the blob has {blob.Classes} classes and what it is compared with {reference.Classes}: they cannot agree.");
        }

        this.blob = blob;
        this.reference = reference;
    }

    /// <summary>Evaluates a folder. The result does not depend on the number of jobs.</summary>
    /// <param name="progress">Is told how many pictures are done.</param>
    /// <param name="jobs">Pictures at a time; -1 for as many as there are cores.</param>
    /// <exception cref="ImageFileException">A picture cannot be read.</exception>
    public EvaluationResult Run(
        LabelledPictures pictures, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation, int jobs = -1)
    {
        int count = pictures.Files.Count;
        Answer[] answers = new Answer[count];
        int done = 0;
        double seconds = 0;
        try
        {
            ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = jobs };
            long start = Stopwatch.GetTimestamp();
            Parallel.For(0, count, options, i =>
            {
                answers[i] = Classify(pictures.Files[i]);
                progress?.Report((Interlocked.Increment(ref done), count));
            });
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        catch (AggregateException e)
        {
            // One picture's error is what the user needs; the others stopped because of it.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        bool[][] right = Hits(pictures, answers.Select(a => a.Blob).ToArray());
        return new EvaluationResult(
            Count(right), reference is null ? null : Compare(pictures, answers, right), Confusion(pictures, answers), seconds);
    }

    private Answer Classify(string file)
    {
        RgbImage picture = ImageFile.Read(file);
        double[] own = blob.Classify(picture);
        if (reference is null)
        {
            return new Answer(Top(own), [], 0);
        }

        double[] other = reference.Classify(picture);
        return new Answer(Top(own), Top(other), Divergence(other, own));
    }

    private Comparison Compare(LabelledPictures pictures, Answer[] answers, bool[][] right)
    {
        bool[][] other = Hits(pictures, answers.Select(a => a.Reference).ToArray());
        Difference[] differences = Enumerable.Range(0, answers.Length)
            .Where(i => answers[i].Blob[0] != answers[i].Reference[0])
            .Select(i => new Difference(
                pictures.Name(i), pictures.Truth[i], answers[i].Reference[0], answers[i].Blob[0]))
            .ToArray();
        return new Comparison(
            reference!.Arithmetic,
            Count(other),
            answers.Length - differences.Length,
            answers.Average(answer => answer.Divergence),
            Test(right[0], other[0]),
            Test(right[1], other[1]),
            differences);
    }

    /// <summary>[0][picture] whether the first answer is right, [1][picture] whether one of the first five is.</summary>
    private static bool[][] Hits(LabelledPictures pictures, int[][] top)
    {
        return
        [
            top.Select((answer, i) => answer[0] == pictures.Truth[i]).ToArray(),
            top.Select((answer, i) => answer.Contains(pictures.Truth[i])).ToArray(),
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

    private int[][] Confusion(LabelledPictures pictures, Answer[] answers)
    {
        int[][] confusion = Enumerable.Range(0, blob.Classes).Select(_ => new int[blob.Classes]).ToArray();
        for (int i = 0; i < answers.Length; i++)
        {
            confusion[pictures.Truth[i]][answers[i].Blob[0]]++;
        }

        return confusion;
    }

    /// <summary>Kullback-Leibler divergence of the softmax of some logits from that of the reference's, in nats.</summary>
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

    /// <summary>Classes of the highest logits, best first, the lower index first among equals, as the engines do it.</summary>
    private static int[] Top(double[] logits)
    {
        return Enumerable.Range(0, logits.Length).OrderByDescending(c => logits[c]).ThenBy(c => c).Take(TopCount).ToArray();
    }

    /// <summary>Best classes, best first, and how far the probabilities are apart.</summary>
    private sealed record Answer(int[] Blob, int[] Reference, double Divergence);
}
