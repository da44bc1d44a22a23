using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Runs a blob, and the model it was made from, on a folder of pictures.</summary>
public sealed class Evaluator : IDisposable
{
    private const int TopCount = 5;

    private readonly byte[] blob;
    private readonly Backend backend;
    private readonly InputSpec input;
    private readonly string[] labels;
    private readonly float scoreScale;
    private readonly FloatNetwork? reference;
    private readonly ConcurrentBag<Network> idle = [];

    /// <summary>Opens a blob.</summary>
    /// <param name="model">The fp32 model to compare with, or null.</param>
    /// <exception cref="ModelException">The blob cannot be used.</exception>
    /// <exception cref="ArgumentException">The model has another number of classes.</exception>
    public Evaluator(byte[] blob, SqueezeNetModel? model, Backend backend)
    {
        this.blob = blob;
        this.backend = backend;
        Network network = Network.Open(blob, backend);
        idle.Add(network);
        BlobHeader header = network.Header;
        if (model is not null && model.Classes != header.Classes)
        {
            throw new ArgumentException(
                $"{model.Source.Path} has {model.Classes} classes and the blob {header.Classes}: it was not made from it.");
        }

        input = new InputSpec(
            header.Width, header.Height, header.CropDenominator, model?.Input.Mean ?? [], model?.Input.Std ?? []);
        scoreScale = header.ScoreScale;
        labels = Enumerable.Range(0, header.Classes).Select(network.Label).ToArray();
        reference = model is null ? null : new FloatNetwork(model with { Input = input });
    }

    /// <summary>Evaluates a folder.</summary>
    /// <param name="progress">Is told how many pictures are done.</param>
    /// <param name="jobs">Pictures at a time; -1 for as many as there are cores.</param>
    /// <exception cref="ImageFileException">A picture cannot be read, or its path names no class.</exception>
    public EvaluationResult Run(
        string folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation, int jobs = -1)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder);
        int[] truth = files.Select(file => TrueClass.Of(file, folder, labels, labels.Length)).ToArray();
        Answer[] answers = new Answer[files.Count];
        int done = 0;
        double seconds = 0;
        try
        {
            ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = jobs };
            long start = Stopwatch.GetTimestamp();
            Parallel.For(0, files.Count, options, i =>
            {
                answers[i] = Classify(files[i]);
                progress?.Report((Interlocked.Increment(ref done), files.Count));
            });
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        catch (AggregateException e)
        {
            // One picture's error is what the user needs; the others stopped because of it.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return Summarize(truth, answers, seconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Network network in idle)
        {
            network.Dispose();
        }
    }

    private Answer Classify(string file)
    {
        RgbImage picture = ImageFile.Read(file);
        if (!idle.TryTake(out Network? network))
        {
            network = Network.Open(blob, backend);
        }

        network.Classify(new Frame(picture.Pixels, picture.Width, picture.Height, PixelFormat.Rgb888));
        int[] quantized = network.Top(TopCount).Select(c => c.Index).ToArray();
        int[] scores = network.Scores;
        idle.Add(network);
        if (reference is null)
        {
            return new Answer(quantized, null, 0);
        }

        float[] logits = reference.Run(Resampler.ToNetwork(picture, input));
        return new Answer(quantized, Top(logits), Divergence(logits, scores));
    }

    /// <summary>Kullback-Leibler divergence of the softmax of scores from that of logits, in nats.</summary>
    private double Divergence(float[] logits, int[] scores)
    {
        double[] p = LogSoftmax(logits.Select(l => (double)l));
        double[] q = LogSoftmax(scores.Select(s => s * (double)scoreScale));
        return p.Zip(q, (a, b) => Math.Exp(a) * (a - b)).Sum();
    }

    private static double[] LogSoftmax(IEnumerable<double> logits)
    {
        double[] values = logits.ToArray();
        double max = values.Max();
        double log = max + Math.Log(values.Sum(v => Math.Exp(v - max)));
        return values.Select(v => v - log).ToArray();
    }

    private static int[] Top(float[] logits)
    {
        return Enumerable.Range(0, logits.Length).OrderByDescending(c => logits[c]).ThenBy(c => c).Take(TopCount).ToArray();
    }

    private EvaluationResult Summarize(int[] truth, Answer[] answers, double seconds)
    {
        int[][] confusion = Enumerable.Range(0, labels.Length).Select(_ => new int[labels.Length]).ToArray();
        for (int i = 0; i < truth.Length; i++)
        {
            confusion[truth[i]][answers[i].Quantized[0]]++;
        }

        double Percent(Func<Answer, int, bool> holds)
        {
            return 100.0 * answers.Where((answer, i) => holds(answer, truth[i])).Count() / answers.Length;
        }

        double? Fp32(Func<Answer, int, bool> holds)
        {
            return reference is null ? null : Percent(holds);
        }

        return new EvaluationResult(
            answers.Length,
            Percent((answer, right) => answer.Quantized[0] == right),
            Percent((answer, right) => answer.Quantized.Contains(right)),
            Fp32((answer, right) => answer.Fp32![0] == right),
            Fp32((answer, right) => answer.Fp32!.Contains(right)),
            Fp32((answer, _) => answer.Fp32![0] == answer.Quantized[0]),
            reference is null ? null : answers.Average(answer => answer.Divergence),
            confusion,
            seconds);
    }

    /// <summary>Best classes, best first, and how far the probabilities are apart.</summary>
    private sealed record Answer(int[] Quantized, int[]? Fp32, double Divergence);
}
