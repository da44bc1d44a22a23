using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Trains a last convolution on frozen features: on their averages first, which is convex, then from there on whole
/// maps.
/// </summary>
internal static class HeadTrainer
{
    // Of the positions of a map, at the start.
    private const double Passing = 0.9;
    private const double Rate = 0.01;

    /// <summary>Trains on all photos, and once a fold without it.</summary>
    /// <param name="folds">[photo]: 0 up to the number of folds, two at least.</param>
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
        MapHeads heads = new(rows, [.. averaged.Folds, averaged.Head]);
        MapTrainer trainer = new(maps, samples, folds, heads, parallel);
        double[][] heldOut = averaged.HeldOut;
        if (options.Passes == 0)
        {
            // Twice as far as any position of the probes needs it.
            trainer.Raise(1, 2);
        }
        else
        {
            trainer.Raise(Passing, 1);
            trainer.Descend((options.Passes, Rate), averaged.WeightDecay, options.Seed, progress);
            heldOut = trainer.HeldOut();
        }

        double temperature = Temperature.Fit(heldOut, samples.Truth);
        Head[] all = [.. Enumerable.Range(0, heads.Count).Select(i => Temperature.Divide(heads.Head(i), temperature))];
        return new HeadResult(all[^1], all[..^1], heldOut)
        {
            WeightDecay = averaged.WeightDecay,
            Temperature = temperature,
            Averaged = averaged,
        };
    }
}
