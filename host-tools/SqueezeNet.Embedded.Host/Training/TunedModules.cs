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
/// Trains the last Fire modules three times: without the second fold, to know when to stop; without the first, which
/// had no part in that, to know how good they are; then on all photos.
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

    /// <summary>Trains them; they are kept only where they are better than the head alone.</summary>
    /// <param name="maps">What the first of them reads.</param>
    /// <param name="head">Trained on the network as it is; its scores are divided by its temperature.</param>
    /// <returns>Null if the head alone is as good on the second fold.</returns>
    public Taught? Train(IFeatureMaps maps, SampleTable samples, int[] folds, HeadResult head)
    {
        FireTuner tuner = new(model, first, maps, samples, options);
        int stopping = folds.Max() > 1 ? 1 : 0;
        TunedFires stopped = tuner.Train(
            head.Folds[stopping], Others(folds, stopping), Fold(folds, stopping), Tell(0), cancellation);
        if (stopped.History.Min(epoch => epoch.HeldOutLoss) >= Loss(head, samples, Fold(folds, stopping)))
        {
            return null;
        }

        int[] judged = Fold(folds, 0);
        TunedFires without = stopping == 0
            ? stopped
            : tuner.Train(head.Folds[0], Others(folds, 0), stopped.Epochs, Tell(options.Epochs), cancellation);
        double[][] scores = tuner.Scores(without, judged);
        int[] all = [.. Enumerable.Range(0, samples.Photos)];
        TunedFires final = tuner.Train(head.Head, all, stopped.Epochs, Tell(2 * options.Epochs), cancellation);
        double temperature = Temperature.Fit(scores, [.. judged.Select(i => samples.Truth[i])]);
        return new Taught(
            Divided(without, temperature),
            Divided(final, temperature),
            judged,
            scores,
            temperature,
            stopped.Epochs);
    }

    private static int[] Fold(int[] folds, int fold) =>
        [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] == fold)];

    private static int[] Others(int[] folds, int fold) =>
        [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)];

    /// <summary>Of the head alone on photos that its fold's head has not seen, as the tuner's losses are.</summary>
    private static double Loss(HeadResult head, SampleTable samples, int[] photos)
    {
        double sum = 0;
        foreach (int photo in photos)
        {
            sum += Softmax.Loss(head.HeldOut[photo], samples.Truth[photo], head.Temperature);
        }

        return sum / photos.Length;
    }

    private static TaughtPart Divided(TunedFires tuned, double temperature)
    {
        return new TaughtPart(tuned.Fires, Temperature.Divide(tuned.Head, temperature));
    }

    private Action<TuningEpoch>? Tell(int before)
    {
        return progress is null ? null : epoch => progress.Report((before + epoch.Epoch, 3 * options.Epochs));
    }
}
