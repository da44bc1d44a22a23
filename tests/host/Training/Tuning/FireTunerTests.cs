using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Tuning;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

/// <summary>
/// Trainings on a question that no head on the untrained module can answer: whether two channels are both high or both
/// low, or differ.
/// </summary>
[TestClass]
public sealed class FireTunerTests
{
    private const int Photos = 120;
    private const int Views = 2;

    private static readonly MapShape shape = new(3, 4, 5);
    private static readonly int[] training = [.. Enumerable.Range(0, 80)];
    private static readonly int[] heldOut = [.. Enumerable.Range(80, 40)];
    private static readonly TuningOptions options = new()
    {
        Epochs = 60,
        Patience = 60,
        Batch = 16,
        FireRate = 0.01,
        HeadRate = 0.01,
        Dropout = 0.25,
    };

    [TestMethod]
    public void AQuestionBeyondTheHeadIsLearnt()
    {
        Head start = Start();
        FireTuner tuner = Tuner(options);
        TunedFires headAlone = Tuner(options with { FireRate = 0 }).Train(start, training, heldOut);
        TunedFires tuned = tuner.Train(start, training, heldOut);
        double accuracy = tuned.History[tuned.Epochs - 1].HeldOutAccuracy!.Value;
        Assert.IsGreaterThan(97, accuracy);
        Assert.IsLessThan(80, headAlone.History.Max(row => row.HeldOutAccuracy!.Value));
    }

    [TestMethod]
    public void TheEpochWithTheLowestLossIsKept()
    {
        TuningOptions short3 = options with { Epochs = 40, Patience = 3, FireRate = 0.05, HeadRate = 0.05 };
        TunedFires tuned = Tuner(short3).Train(Start(), training, heldOut);
        TuningEpoch lowest = tuned.History.MinBy(row => row.HeldOutLoss)!;
        Assert.AreEqual(lowest.Epoch, tuned.Epochs);
        Assert.HasCount(tuned.Epochs + 3, tuned.History, "patience ends the training");
        double[][] scores = Tuner(short3).Scores(tuned, heldOut);
        for (int i = 0; i < scores.Length; i++)
        {
            CollectionAssert.AreEqual(tuned.HeldOutScores[i], scores[i], "scores are those of the kept epoch");
        }
    }

    [TestMethod]
    public void WithoutHeldOutPhotosTheSameEpochsGiveTheSameBytes()
    {
        TuningOptions few = options with { Epochs = 6 };
        TunedFires judged = Tuner(few).Train(Start(), training, heldOut);
        List<TuningEpoch> seen = [];
        TunedFires blind = Tuner(few).Train(Start(), training, judged.Epochs, seen.Add);
        CollectionAssert.AreEqual(Values(judged), Values(blind));
        Assert.HasCount(judged.Epochs, seen);
        Assert.IsNull(seen[0].HeldOutLoss);
        Assert.IsEmpty(blind.HeldOutScores);
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(13)]
    [DataRow(3)]
    public void ThreadsChangeNoByte(int batch)
    {
        TuningOptions few = options with { Epochs = 3, Batch = batch };
        float[] one = Values(Tuner(few with { Threads = 1 }).Train(Start(), training, 3));
        float[] two = Values(Tuner(few with { Threads = 2 }).Train(Start(), training, 3));
        float[] many = Values(Tuner(few with { Threads = 8 }).Train(Start(), training, 3));
        CollectionAssert.AreEqual(one, two);
        CollectionAssert.AreEqual(one, many);
    }

    [TestMethod]
    public void TheSeedChangesOrderAndDropout()
    {
        TuningOptions few = options with { Epochs = 2 };
        float[] first = Values(Tuner(few).Train(Start(), training, 2));
        CollectionAssert.AreEqual(first, Values(Tuner(few).Train(Start(), training, 2)));
        CollectionAssert.AreNotEqual(first, Values(Tuner(few with { Seed = 2 }).Train(Start(), training, 2)));
    }

    [TestMethod]
    public void AClassThatCountsForNothingIsNeverNamed()
    {
        TuningOptions weighted = options with { Epochs = 20, ClassWeights = [1, 0] };
        FireTuner tuner = Tuner(weighted);
        double[][] scores = tuner.Scores(tuner.Train(Start(), training, 20), heldOut);
        Assert.IsTrue(scores.All(s => s[0] > s[1]));
    }

    [TestMethod]
    public void TheNetworkWithTrainedModulesGivesTheScores()
    {
        TunedFires tuned = Tuner(options).Train(Start(), training, 2);
        float[] map = Map(heldOut[0], 0);
        double[] expected = PlainTail.Run(tuned.Fires, tuned.Head, shape, map);
        double[] scores = Tuner(options).Scores(tuned, [heldOut[0]])[0];
        Assert.AreEqual(expected[0], scores[0], 1e-5);
        Assert.AreEqual(expected[1], scores[1], 1e-5);
    }

    [TestMethod]
    public void StoppingNeedsPhotosThatAreHeldOut()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Tuner(options).Train(Start(), training, []));
    }

    [TestMethod]
    public void MapsMustBeWhatTheModuleReads()
    {
        SqueezeNetModel model = Tails.Network([Tails.Make(new SeededRandom(7), "fire9", 4, 1, 1, 1)], Start());
        MapsInMemory maps = new(shape, []);
        SampleTable table = new(2, [], []);
        Assert.ThrowsExactly<ArgumentException>(() => new FireTuner(model, 0, maps, table, options));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FireTuner(model, 1, maps, table, options));
    }

    [TestMethod]
    public void ATrainingCanBeCancelled()
    {
        using CancellationTokenSource source = new();
        List<TuningEpoch> seen = [];
        Assert.ThrowsExactly<OperationCanceledException>(() => Tuner(options).Train(
            Start(),
            training,
            60,
            row =>
            {
                seen.Add(row);
                source.Cancel();
            },
            source.Token));
        Assert.HasCount(1, seen);
    }

    private static FireTuner Tuner(TuningOptions options)
    {
        float[][][] maps =
        [
            .. Enumerable.Range(0, Photos)
                .Select(photo => Enumerable.Range(0, Views).Select(view => Map(photo, view)).ToArray()),
        ];
        int[] truth = [.. Enumerable.Range(0, Photos).Select(photo => photo % 2)];
        return new FireTuner(
            Tails.Network([Tails.Make(new SeededRandom(7), "fire8", 3, 1, 1, 1), Module()], Start()),
            1,
            new MapsInMemory(shape, maps),
            new SampleTable(2, truth, truth),
            options);
    }

    /// <summary>Two channels that agree where the class is 0; the third is always there.</summary>
    private static float[] Map(int photo, int view)
    {
        SeededRandom random = new(3, (ulong)((photo * Views) + view));
        bool first = photo % 4 < 2;
        bool second = first == (photo % 2 == 0);
        float[] map = Tails.Values(random, shape.Values, 0, 0.2);
        for (int i = 0; i < shape.Pixels; i++)
        {
            map[i] += first ? 1 : 0;
            map[shape.Pixels + i] += second ? 1 : 0;
            map[(2 * shape.Pixels) + i] += 1;
        }

        return map;
    }

    /// <summary>Its squeeze sees the first two channels only as their sum.</summary>
    private static Fire Module()
    {
        Fire fire = Tails.Make(new SeededRandom(4), "fire9", 3, 6, 8, 8);
        for (int o = 0; o < 6; o++)
        {
            fire.Squeeze.Weights[(3 * o) + 0] = 0.3f + (0.1f * o);
            fire.Squeeze.Weights[(3 * o) + 1] = 0.3f + (0.1f * o);
        }

        return fire;
    }

    private static Head Start()
    {
        return new Head(2, 16, Tails.Values(new SeededRandom(5), 32, -0.1, 0.1), [1, 1]);
    }

    private static float[] Values(TunedFires tuned)
    {
        return
        [
            .. tuned.Fires.SelectMany(fire => new[] { fire.Squeeze, fire.Expand1x1, fire.Expand3x3 })
                .SelectMany(layer => layer.Weights.Concat(layer.Bias)),
            .. tuned.Head.Weights,
            .. tuned.Head.Bias,
        ];
    }
}
