using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Heads;

[TestClass]
public sealed class HeadTrainerTests
{
    [TestMethod]
    public void TheSameHeadFollowsFromAnyNumberOfThreads()
    {
        int[] truth = SyntheticMaps.Even(75, 3);
        HeadResult one = Train(truth, 3, new HeadOptions { Threads = 1 });
        HeadResult two = Train(truth, 3, new HeadOptions { Threads = 2 });
        CollectionAssert.AreEqual(one.Head.Weights, two.Head.Weights);
        CollectionAssert.AreEqual(one.Head.Bias, two.Head.Bias);
        Assert.AreEqual(one.Temperature, two.Temperature);
        for (int photo = 0; photo < truth.Length; photo++)
        {
            CollectionAssert.AreEqual(one.HeldOut[photo], two.HeldOut[photo]);
        }

        CollectionAssert.AreEqual(
            Descend(1, 1).Place, Descend(2, 1).Place, "Whole maps may not have been worth it above.");
        CollectionAssert.AreNotEqual(Descend(1, 1).Place, Descend(1, 2).Place, "The seed tells nothing.");

        MapHeads Descend(int threads, ulong seed)
        {
            SyntheticMaps maps = new(truth, 3, 2, 0.25);
            AveragedRows rows = AveragedRows.Of(maps);
            MapHeads heads = new(rows, [.. one.Averaged.Folds, one.Averaged.Head]);
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };
            MapTrainer trainer = new(maps, SyntheticMaps.Table(truth, 3), Split(truth, 3), heads, parallel);
            trainer.Raise(0.9);
            trainer.Descend((2, 0.01), 0.01, seed, null);
            return heads;
        }
    }

    [TestMethod]
    public void PhotosAreJudgedByTheHeadThatHasNotSeenThem()
    {
        int[] truth = SyntheticMaps.Even(60, 3);
        SyntheticMaps maps = new(truth, 3, 2, 0.25);
        HeadResult result = Train(truth, 3, new HeadOptions());
        int[] folds = Split(truth, 3);
        float[] map = new float[maps.Shape.Values];
        for (int photo = 0; photo < truth.Length; photo++)
        {
            maps.Read(photo, 0, map);
            double[] scores = Scores(result.Folds[folds[photo]], maps.Shape, map);
            for (int k = 1; k < 3; k++)
            {
                // Where averages alone are taken, ReLU is kept away by raising the biases of all classes alike.
                double expected = (result.HeldOut[photo][k] - result.HeldOut[photo][0]) / result.Temperature;
                Assert.AreEqual(expected, scores[k] - scores[0], 1e-3);
            }
        }

        // Marking one photo otherwise changes all heads but that of its fold.
        int[] marked = (int[])truth.Clone();
        marked[7] = (truth[7] + 1) % 3;
        AveragedRows rows = AveragedRows.Of(maps);
        ParallelOptions parallel = new();
        AveragedResult before = Averaged(truth);
        AveragedResult after = Averaged(marked);
        for (int fold = 0; fold < before.Folds.Length; fold++)
        {
            bool isSame = before.Folds[fold].Place.SequenceEqual(after.Folds[fold].Place);
            Assert.AreEqual(fold == folds[7], isSame, $"fold {fold}");
        }

        AveragedResult Averaged(int[] truth) =>
            new AveragedTrainer(rows, SyntheticMaps.Table(truth, 3)).CrossValidate(folds, [0.01], parallel);
    }

    [TestMethod]
    public void WithoutPassesReluCutsNothing()
    {
        int[] truth = SyntheticMaps.Even(60, 3);
        SyntheticMaps maps = new(truth, 3, 2, 0.25);
        HeadResult result = Train(truth, 3, new HeadOptions { Passes = 0 });
        Assert.AreSame(result.Averaged.HeldOut, result.HeldOut);
        AveragedRows rows = AveragedRows.Of(maps);
        float[] map = new float[maps.Shape.Values];
        for (int photo = 0; photo < truth.Length; photo++)
        {
            maps.Read(photo, 0, map);
            double[] scores = Scores(result.Head, maps.Shape, map);
            double[] expected = result.Averaged.Head.Scores(rows, photo, 0);
            for (int k = 1; k < 3; k++)
            {
                Assert.AreEqual(
                    (expected[k] - expected[0]) / result.Temperature, scores[k] - scores[0], 1e-3, $"photo {photo}");
            }
        }
    }

    [TestMethod]
    [DataRow(2, 10)]
    [DataRow(2, 60)]
    [DataRow(5, 25)]
    [DataRow(23, 230)]
    public void ClassesThatDifferAreTold(int classes, int photos)
    {
        int[] truth = SyntheticMaps.Even(photos, classes);
        HeadResult result = Train(truth, classes, new HeadOptions(), 0.6);
        int right = truth.Where((own, photo) => Softmax.Best(result.HeldOut[photo]) == own).Count();
        Assert.IsTrue(right >= 0.9 * photos, $"{right} of {photos}");
        Assert.AreEqual(classes, result.Head.Classes);
        Assert.IsTrue(result.Head.Weights.All(float.IsFinite) && result.Head.Bias.All(float.IsFinite));
    }

    [TestMethod]
    public void AClassWithFewPhotosIsNotForgotten()
    {
        int[] truth = [.. Enumerable.Repeat(0, 200), .. Enumerable.Repeat(1, 200), .. Enumerable.Repeat(2, 20)];
        HeadResult result = Train(truth, 3, new HeadOptions(), 0.3);
        int found = Enumerable.Range(400, 20).Count(photo => Softmax.Best(result.HeldOut[photo]) == 2);
        Assert.IsTrue(found >= 14, $"{found} of 20");
    }

    [TestMethod]
    public void RareClassesCountMore()
    {
        double[] weights = ClassBalance.Weights(SyntheticMaps.Table([0, 0, 0, 0, 0, 0, 0, 0, 1, 1], 2));
        Assert.AreEqual(2, weights[9] / weights[0], 1e-12, "the root of four times fewer");
        double[] some = ClassBalance.Weights(SyntheticMaps.Table([0, 0, 1, 1, 1], 2), [0, 1, 3]);
        CollectionAssert.AreEqual(new[] { 0, 0 }, new[] { (int)some[2], (int)some[4] });
        Assert.AreEqual(Math.Sqrt(2), some[3] / some[0], 1e-12);
    }

    [TestMethod]
    public void NoiseTakesMoreDecayThanWhatIsPlain()
    {
        int[] truth = SyntheticMaps.Even(80, 2);
        double plain = Train(truth, 2, new HeadOptions { Passes = 0 }, 0.5).WeightDecay;
        double noise = Train(truth, 2, new HeadOptions { Passes = 0 }, 0).WeightDecay;
        Assert.IsTrue(noise > plain, $"{noise} and {plain}");
    }

    [TestMethod]
    public void CancellingEndsIt()
    {
        int[] truth = SyntheticMaps.Even(20, 2);
        Assert.ThrowsExactly<OperationCanceledException>(() => HeadTrainer.Train(
            new SyntheticMaps(truth, 2, 1, 0.3),
            SyntheticMaps.Table(truth, 2),
            Split(truth, 2),
            new HeadOptions(),
            null,
            new CancellationToken(true)));
    }

    private static HeadResult Train(int[] truth, int classes, HeadOptions options, double strength = 0.25)
    {
        return HeadTrainer.Train(
            new SyntheticMaps(truth, classes, 2, strength),
            SyntheticMaps.Table(truth, classes),
            Split(truth, classes),
            options,
            null,
            CancellationToken.None);
    }

    private static int[] Split(int[] truth, int classes) =>
        Folds.Assign(SyntheticMaps.Table(truth, classes), 4, 1);

    private static double[] Scores(Head head, MapShape shape, float[] map)
    {
        double[] scores = new double[head.Classes];
        for (int k = 0; k < scores.Length; k++)
        {
            for (int p = 0; p < shape.Pixels; p++)
            {
                double sum = head.Bias[k];
                for (int c = 0; c < shape.Channels; c++)
                {
                    sum += head.Weights[(k * shape.Channels) + c] * map[(c * shape.Pixels) + p];
                }

                scores[k] += Math.Max(0, sum) / shape.Pixels;
            }
        }

        return scores;
    }
}
