using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// Trains the last Fire modules of a network and its head by back-propagation. The same maps and options give the same
/// bytes, whatever the number of threads.
/// </summary>
internal sealed class FireTuner
{
    private readonly Fire[] fires;
    private readonly IFeatureMaps maps;
    private readonly SampleTable table;
    private readonly TuningOptions options;

    /// <param name="first">Index of the first module that is trained.</param>
    /// <param name="maps">What that module reads: after the pool before it, if there is one.</param>
    public FireTuner(
        SqueezeNetModel pretrained, int first, IFeatureMaps maps, SampleTable table, TuningOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, pretrained.Fires.Count);
        fires = [.. pretrained.Fires.Skip(first)];
        if (maps.Shape.Channels != fires[0].Squeeze.InChannels)
        {
            throw new ArgumentException(
                $"{fires[0].Name} reads {fires[0].Squeeze.InChannels} channels, not {maps.Shape.Channels}",
                nameof(maps));
        }

        this.maps = maps;
        this.table = table;
        this.options = options;
    }

    /// <summary>
    /// Trains until the loss of held-out photos falls no more, and keeps the epoch after which it was lowest.
    /// </summary>
    /// <param name="start">A head that was trained on the network as it is.</param>
    /// <param name="training">Photos, all views of which are trained on.</param>
    /// <param name="heldOut">Photos, at least one, none of which is trained on.</param>
    public TunedFires Train(
        Head start,
        int[] training,
        int[] heldOut,
        Action<TuningEpoch>? progress = null,
        CancellationToken cancellation = default)
    {
        if (heldOut.Length == 0)
        {
            throw new ArgumentException("early stopping needs photos that are held out", nameof(heldOut));
        }

        Course course = Begin(start);
        List<TuningEpoch> history = [];
        TunedFires? best = null;
        double lowest = double.PositiveInfinity;
        for (int epoch = 1; epoch <= options.Epochs && epoch - (best?.Epochs ?? epoch) <= options.Patience; epoch++)
        {
            double loss = Run(course, training, epoch, cancellation);
            double[][] scores = course.Gradient.Scores(heldOut);
            TuningEpoch row = Judge(epoch, loss, heldOut, scores);
            history.Add(row);
            progress?.Invoke(row);
            if (best is null || row.HeldOutLoss < lowest)
            {
                lowest = row.HeldOutLoss ?? lowest;
                best = Keep(course.Network, epoch, scores);
            }
        }

        return best! with { History = history };
    }

    /// <summary>Trains a number of epochs, as cross-validation found it, without photos to hold out.</summary>
    /// <param name="epochs">At most those of the options, over which rates fall.</param>
    public TunedFires Train(
        Head start,
        int[] training,
        int epochs,
        Action<TuningEpoch>? progress = null,
        CancellationToken cancellation = default)
    {
        Course course = Begin(start);
        List<TuningEpoch> history = [];
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            history.Add(new TuningEpoch(epoch, Run(course, training, epoch, cancellation), null, null));
            progress?.Invoke(history[^1]);
        }

        return Keep(course.Network, epochs, []) with { History = history };
    }

    /// <summary>Scores of the plain views of photos, [photo][class].</summary>
    public double[][] Scores(TunedFires tuned, int[] photos)
    {
        TrainedNetwork network = new(tuned.Fires, maps.Shape, tuned.Head);
        return new BatchGradient(network, maps, table, options).Scores(photos);
    }

    private Course Begin(Head start)
    {
        TrainedNetwork network = new(fires, maps.Shape, start);
        return new Course(
            network, new BatchGradient(network, maps, table, options), new Descent(network, options));
    }

    private static TunedFires Keep(TrainedNetwork network, int epoch, double[][] scores)
    {
        (Fire[] trained, Head head) = network.Save();
        return new TunedFires(trained, head, epoch, [], scores);
    }

    /// <summary>An epoch: every view of every photo once, in a new order.</summary>
    /// <returns>The mean loss.</returns>
    private double Run(Course course, int[] training, int epoch, CancellationToken cancellation)
    {
        int[] views = [.. training.SelectMany(photo => Enumerable.Range(photo * maps.Views, maps.Views))];
        new SeededRandom(options.Seed, (ulong)epoch).Shuffle<int>(views);
        double loss = 0;
        for (int at = 0; at < views.Length; at += options.Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlyMemory<int> batch = views.AsMemory(at, Math.Min(options.Batch, views.Length - at));
            ulong seed = new SeededRandom(options.Seed, ((ulong)epoch << 32) + (ulong)at).Next();
            (double sum, float[] gradient) = course.Gradient.Run(batch, seed);
            loss += sum;
            course.Descent.Step(gradient, Fall((epoch - 1 + ((double)at / views.Length)) / options.Epochs));
            course.Network.Transpose();
        }

        return loss / views.Length;
    }

    /// <summary>Falls from 1 to 0 much as half a cosine does, without a cosine.</summary>
    /// <param name="done">0..1.</param>
    private static double Fall(double done) => 1 - (done * done * (3 - (2 * done)));

    private TuningEpoch Judge(int epoch, double loss, int[] heldOut, double[][] scores)
    {
        double sum = 0;
        int right = 0;
        for (int i = 0; i < heldOut.Length; i++)
        {
            int truth = table.Truth[heldOut[i]];
            sum += CrossEntropy.Of(scores[i], truth).Loss;
            right += Array.IndexOf(scores[i], scores[i].Max()) == truth ? 1 : 0;
        }

        return new TuningEpoch(epoch, loss, sum / heldOut.Length, 100.0 * right / heldOut.Length);
    }

    /// <summary>What changes in a training.</summary>
    private sealed record Course(TrainedNetwork Network, BatchGradient Gradient, Descent Descent);
}
