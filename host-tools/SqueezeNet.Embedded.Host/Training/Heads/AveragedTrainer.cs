using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Multinomial logistic regression on averaged features, all views of a photo. Convex: it has one solution, wherever it
/// starts.
/// </summary>
internal sealed class AveragedTrainer
{
    // Of the gradient's length where all weights are 0.
    private const double RoughTolerance = 1e-3;
    private const double FineTolerance = 1e-4;
    private const int Steps = 300;

    private readonly AveragedRows rows;
    private readonly SampleTable samples;

    public AveragedTrainer(AveragedRows rows, SampleTable samples)
    {
        this.rows = rows;
        this.samples = samples;
    }

    /// <summary>
    /// Trains on some photos, with the classes of the table, as exactly as figures need it that are made of many heads.
    /// </summary>
    /// <param name="start">Shortens the way; null for zeros.</param>
    public AveragedHead TrainRoughly(int[] photos, double decay, AveragedHead? start, CancellationToken cancellation)
    {
        return Train(photos, (decay, RoughTolerance), start, cancellation);
    }

    /// <summary>Trains with the weight decay that is best on photos that were held out.</summary>
    /// <param name="folds">[photo].</param>
    /// <param name="decays">Falling; the search begins in their middle.</param>
    public AveragedResult CrossValidate(int[] folds, IReadOnlyList<double> decays, ParallelOptions parallel)
    {
        int count = folds.Max() + 1;
        // The last is the head on all photos.
        int[][] trained =
        [
            .. Enumerable.Range(0, count + 1).Select(fold =>
                Enumerable.Range(0, folds.Length).Where(photo => folds[photo] != fold).ToArray()),
        ];
        (AveragedHead?[] best, double lowest) = Try(decays.Count / 2, new AveragedHead?[count + 1]);
        int chosen = decays.Count / 2;
        foreach (int step in (int[])[1, -1])
        {
            // The loss has one valley: where it rises, or another way has led down, nothing is gained.
            int next = chosen + step;
            bool isDone = chosen != decays.Count / 2;
            while (!isDone && next >= 0 && next < decays.Count)
            {
                (AveragedHead?[] heads, double loss) = Try(next, best);
                isDone = loss >= lowest;
                (chosen, best, lowest) = isDone ? (chosen, best, lowest) : (next, heads, loss);
                next += step;
            }
        }

        AveragedHead[] final = new AveragedHead[count + 1];
        Parallel.For(
            0, final.Length, parallel,
            i => final[i] = Train(trained[i], (decays[chosen], FineTolerance), best[i], parallel.CancellationToken));
        return new AveragedResult(final[count], final[..count], HeldOut(final, folds), decays[chosen]);

        (AveragedHead?[] Heads, double Loss) Try(int index, AveragedHead?[] starts)
        {
            AveragedHead?[] heads = new AveragedHead?[count + 1];
            Parallel.For(
                0, heads.Length, parallel,
                i => heads[i] = Train(
                    trained[i], (decays[index], RoughTolerance), starts[i], parallel.CancellationToken));
            return (heads, Loss(HeldOut(heads, folds)));
        }
    }

    private AveragedHead Train(
        int[] photos, (double Decay, double Tolerance) aim, AveragedHead? start, CancellationToken cancellation)
    {
        double[] weights = ClassBalance.Weights(samples, photos);
        LogisticLoss loss = new(rows, photos, samples.Truth, weights, samples.Classes) { Decay = aim.Decay };
        double[] place = new double[loss.Parameters];
        double[] gradient = new double[loss.Parameters];
        _ = loss.Evaluate(place, gradient);
        double length = Math.Sqrt(FixedOrder.Dot(gradient, gradient));
        start?.Place.CopyTo(place, 0);
        _ = LimitedMemory.Minimize(loss.Evaluate, place, aim.Tolerance * length, Steps, cancellation);
        return new AveragedHead(samples.Classes, place);
    }

    private double[][] HeldOut(AveragedHead?[] heads, int[] folds)
    {
        return [.. folds.Select((fold, photo) => heads[fold]!.Scores(rows, photo, 0))];
    }

    // Classes count as in training.
    private double Loss(double[][] scores)
    {
        double[] weights = ClassBalance.Weights(samples);
        double loss = 0;
        for (int photo = 0; photo < scores.Length; photo++)
        {
            loss += weights[photo] * Softmax.Loss(scores[photo], samples.Truth[photo]);
        }

        return loss;
    }
}
