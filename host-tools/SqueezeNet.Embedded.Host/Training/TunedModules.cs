using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Tuning;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>
/// Trains the last Fire modules twice: without the first fold, to know when to stop and how good they are, then on all
/// photos for as many epochs.
/// </summary>
internal sealed class TunedModules
{
    private readonly SqueezeNetModel model;
    private readonly int first;
    private readonly TuningOptions options;
    private readonly IProgress<(int Done, int Total)>? progress;
    private readonly CancellationToken cancellation;

    /// <param name="first">Index of the first module that is trained.</param>
    public TunedModules(
        SqueezeNetModel model,
        int first,
        TuningOptions options,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        this.model = model;
        this.first = first;
        this.options = options;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>Index of the first module to train; the number of modules if none is.</summary>
    /// <param name="name">Its name; null for none.</param>
    /// <exception cref="TrainingException">The model has no such module.</exception>
    public static int First(SqueezeNetModel model, string? name)
    {
        if (name is null)
        {
            return model.Fires.Count;
        }

        string[] names = [.. model.Fires.Select(fire => fire.Name)];
        int index = Array.FindIndex(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new TrainingException(
                $"{model.Name} has no Fire module \"{name}\" to tune; it has {string.Join(", ", names)}.");
    }

    /// <summary>How much a photo of each class counts.</summary>
    public static double[] ClassWeights(SampleTable samples)
    {
        double[] photos = ClassBalance.Weights(samples);
        double[] classes = new double[samples.Classes];
        for (int i = 0; i < photos.Length; i++)
        {
            classes[samples.Truth[i]] = photos[i];
        }

        return classes;
    }

    /// <summary>Trains them.</summary>
    /// <param name="maps">What the first of them reads.</param>
    /// <param name="head">Trained on the network as it is; its scores are divided by its temperature.</param>
    public Taught Train(IFeatureMaps maps, SampleTable samples, int[] folds, HeadResult head)
    {
        int[] all = [.. Enumerable.Range(0, samples.Photos)];
        int[] heldOut = [.. all.Where(i => folds[i] == 0)];
        FireTuner tuner = new(model, first, maps, samples, options);
        TunedFires stopped = tuner.Train(
            head.Folds[0], [.. all.Where(i => folds[i] != 0)], heldOut, Tell(0), cancellation);
        TunedFires final = tuner.Train(head.Head, all, stopped.Epochs, Tell(options.Epochs), cancellation);
        double temperature = Temperature.Fit(
            stopped.HeldOutScores, [.. heldOut.Select(i => samples.Truth[i])]);
        return new Taught(
            Divided(stopped, temperature),
            Divided(final, temperature),
            heldOut,
            stopped.HeldOutScores,
            temperature,
            stopped.Epochs);
    }

    private static TaughtPart Divided(TunedFires tuned, double temperature)
    {
        return new TaughtPart(tuned.Fires, Temperature.Divide(tuned.Head, temperature));
    }

    private Action<TuningEpoch>? Tell(int before)
    {
        return progress is null ? null : epoch => progress.Report((before + epoch.Epoch, 2 * options.Epochs));
    }
}
