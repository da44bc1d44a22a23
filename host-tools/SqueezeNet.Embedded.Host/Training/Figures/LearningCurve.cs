using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>
/// Accuracy with fewer photos, of heads on averaged features: from the photos that are not held out some of each class
/// are drawn, once a fold. All points are judged on the same photos.
/// </summary>
/// <param name="Points">The fewest photos first.</param>
/// <param name="Gain">
/// Points of accuracy that twice as many photos would bring, lowest and highest at 95 %; null if the curve does not
/// tell.
/// </param>
internal sealed record LearningCurve(
    IReadOnlyList<LearningPoint> Points, (double Low, double Mean, double High)? Gain)
{
    private static readonly int[] Sizes = [5, 10, 20, 50, 100, 200];

    // A power law is a straight line in logarithms; few photos lie above it.
    private const int FittedPoints = 4;
    private const int LeastPoints = 3;

    public static LearningCurve Of(FigureSource source, AveragedRows rows, ulong seed, ParallelOptions parallel)
    {
        SampleTable samples = source.Samples;
        int folds = source.Folds.Max() + 1;
        int[] all = [.. Enumerable.Range(0, samples.Photos)];
        int[] judged = [.. Enumerable.Range(0, folds).Select(fold => source.Folds.Count(f => f == fold))];
        List<(double Photos, int[] Right)> measured = [];
        foreach (int size in Sizes)
        {
            int[]?[] drawn =
            [
                .. Enumerable.Range(0, folds).Select(fold => Subsets.Draw(
                    samples, [.. all.Where(i => source.Folds[i] != fold)], size, seed + (ulong)fold)),
            ];
            if (Array.Exists(drawn, photos => photos is null))
            {
                break;
            }

            int[] right = new int[folds];
            Parallel.For(0, folds, parallel, fold =>
            {
                AveragedHead head = new AveragedTrainer(rows, samples).TrainRoughly(
                    drawn[fold]!, source.Head.WeightDecay, null, parallel.CancellationToken);
                right[fold] = all.Count(i => source.Folds[i] == fold
                    && Softmax.Best(head.Scores(rows, i, 0)) == samples.Truth[i]);
            });
            measured.Add((drawn.Average(photos => (double)photos!.Length) / samples.Classes, right));
        }

        double most = samples.Photos * (folds - 1.0) / folds / samples.Classes;
        double[][] scores = source.Head.Averaged.HeldOut;
        measured.Add((most, [.. Enumerable.Range(0, folds).Select(fold => all.Count(i =>
            source.Folds[i] == fold && Softmax.Best(scores[i]) == samples.Truth[i]))]));
        return new LearningCurve(
            [.. measured.Select((m, i) => Point(m, judged, i == measured.Count - 1))], Doubling(measured, judged));
    }

    private static LearningPoint Point((double Photos, int[] Right) measured, int[] judged, bool isAll)
    {
        double[] shares = [.. measured.Right.Select((right, fold) => 100.0 * right / judged[fold])];
        return new LearningPoint(
            measured.Photos,
            100.0 * measured.Right.Sum() / judged.Sum(),
            new Interval(shares.Min(), shares.Max()),
            isAll);
    }

    // The law of each fold apart tells how far the gain is known.
    private static (double, double, double)? Doubling(List<(double Photos, int[] Right)> measured, int[] judged)
    {
        if (measured.Count < LeastPoints)
        {
            return null;
        }

        (double Photos, int[] Right)[] last = [.. measured.TakeLast(FittedPoints)];
        double[] x = [.. last.Select(point => FixedOrder.Log2(point.Photos))];
        double all = judged.Sum();
        double mean = Saved(x, [.. last.Select(point => (all - point.Right.Sum()) / all)], all);
        double[] gains =
        [
            .. judged.Select((count, fold) => Saved(
                x, [.. last.Select(point => (count - point.Right[fold]) / (double)count)], count)),
        ];
        double middle = gains.Average();
        double squares = gains.Sum(gain => (gain - middle) * (gain - middle));
        double reach = 2 * Math.Sqrt(squares / (gains.Length - 1) / gains.Length);
        return (Math.Max(0, mean - reach), mean, mean + reach);
    }

    // Mistakes fall as photos^-slope; nothing is half a mistake.
    private static double Saved(double[] x, double[] mistakes, double judged)
    {
        double[] y = [.. mistakes.Select(share => FixedOrder.Log2(Math.Max(share, 0.5 / judged)))];
        double middle = x.Average();
        double slope = x.Zip(y, (a, b) => (a - middle) * b).Sum() / x.Sum(a => (a - middle) * (a - middle));
        return 100 * mistakes[^1] * (1 - FixedOrder.Exp2(Math.Clamp(slope, -1, 0)));
    }
}
