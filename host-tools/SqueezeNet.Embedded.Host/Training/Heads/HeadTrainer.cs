using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Trains a last convolution on frozen features: on their averages first, which is convex, then from there on whole
/// maps, if that is better on photos that are held out.
/// </summary>
internal static class HeadTrainer
{
    // Share of the positions that ReLU lets pass at the start: enough of them that the head is nearly that on averages.
    private const double Passing = 0.98;
    private const double Rate = 0.003;

    /// <summary>Trains on all photos, and once a fold without it.</summary>
    /// <param name="folds">[photo]: 0 up to the number of folds, two at least.</param>
    /// <param name="progress">Is told of passes over the maps.</param>
    public static HeadResult Train(
        IFeatureMaps maps,
        SampleTable samples,
        int[] folds,
        HeadOptions options,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        ParallelOptions parallel = new()
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount,
        };
        AveragedRows rows = AveragedRows.Of(maps);
        AveragedResult averaged = new AveragedTrainer(rows, samples).CrossValidate(folds, options.Decays, parallel);
        MapHeads heads = Start(1);
        double[][] heldOut = averaged.HeldOut;
        double temperature = Temperature.Fit(heldOut, samples.Truth);
        if (options.Passes > 0)
        {
            MapHeads refined = Start(Passing);
            MapTrainer trainer = new(maps, samples, folds, refined, parallel);
            trainer.Descend((options.Passes, Rate), averaged.WeightDecay, options.Seed, progress);
            double[][] scores = trainer.HeldOut();
            double divisor = Temperature.Fit(scores, samples.Truth);
            if (Loss(scores, divisor) < Loss(heldOut, temperature))
            {
                (heads, heldOut, temperature) = (refined, scores, divisor);
            }
        }

        Head[] all = [.. Enumerable.Range(0, heads.Count).Select(i => Temperature.Divide(heads.Head(i), temperature))];
        return new HeadResult(all[^1], all[..^1], heldOut)
        {
            WeightDecay = averaged.WeightDecay,
            Temperature = temperature,
            Averaged = averaged,
        };

        MapHeads Start(double passing)
        {
            MapHeads heads = new(rows, [.. averaged.Folds, averaged.Head]);
            new MapTrainer(maps, samples, folds, heads, parallel).Raise(passing);
            return heads;
        }

        double Loss(double[][] scores, double divisor) =>
            scores.Select((own, photo) => Softmax.Loss(own, samples.Truth[photo], divisor)).Sum();
    }
}
