using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Heads;

[TestClass]
public sealed class MapBatchTests
{
    private const int Classes = 4;

    private static readonly int[] Truth = SyntheticMaps.Even(6, Classes);

    [TestMethod]
    public void ScoresAreMeansOfWhatReluLeaves()
    {
        (SyntheticMaps maps, _, MapHeads heads) = Make();
        MapBatch batch = new(heads, maps.Shape);
        float[] map = new float[maps.Shape.Values];
        for (int photo = 0; photo < Truth.Length; photo++)
        {
            maps.Read(photo, 1, map);
            double[] scores = batch.Scores(maps, photo, 1).ToArray();
            for (int index = 0; index < heads.Count; index++)
            {
                double[] expected = Scores(heads.Head(index), maps.Shape, map);
                for (int k = 0; k < Classes; k++)
                {
                    Assert.AreEqual(expected[k], scores[(index * Classes) + k], 1e-5);
                }
            }
        }
    }

    [TestMethod]
    public void TheGradientIsTheSlopeOfTheLoss()
    {
        (SyntheticMaps maps, AveragedRows rows, MapHeads heads) = Make();
        double[] shares = [0.4, 0, 0.6];
        double[] weights = new double[heads.Weights.Length];
        double[] bias = new double[heads.Width];
        double[] gradient = new double[heads.Place.Length];
        MapBatch batch = Sum(maps, heads, shares);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = batch.Gradient[i];
        }

        batch.BiasGradient.CopyTo(bias, 0);
        heads.Chain(weights, bias, gradient);
        int moved = 0;
        int corners = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            int column = i % heads.Width;
            if (column >= heads.Count * Classes)
            {
                Assert.AreEqual(0, gradient[i], $"column {column} is not used");
                continue;
            }

            // ReLU has corners: a few of the steps lead over one, by as much as a position tells.
            double slope = (Loss(i, 2e-4) - Loss(i, -2e-4)) / 4e-4;
            corners += Math.Abs(slope - gradient[i]) > 4e-3 ? 1 : 0;
            Assert.AreEqual(slope, gradient[i], 0.1, $"channel {i / heads.Width}, column {column}");
            moved += Math.Abs(slope) > 0.02 ? 1 : 0;
        }

        Assert.IsTrue(moved > 30, $"{moved} slopes test little");
        Assert.IsTrue(corners < 8, $"{corners} of {gradient.Length}");
        Assert.AreEqual(rows.Channels + 1, gradient.Length / heads.Width);

        double Loss(int at, double step)
        {
            double own = heads.Place[at];
            heads.Place[at] = own + step;
            heads.Update();
            double loss = Sum(maps, heads, shares).Loss;
            heads.Place[at] = own;
            heads.Update();
            return loss;
        }
    }

    [TestMethod]
    public void AMapWithoutZerosIsReadWhole()
    {
        SparseMap map = new(new MapShape(2, 1, 3));
        map.Read(new FullMap(), 0, 0);
        CollectionAssert.AreEqual(new[] { 0, 3, 6 }, map.Starts);
        CollectionAssert.AreEqual(new[] { 1f, 2, 3, 4, 5, 6 }, map.Values[..6]);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 0, 1, 2 }, map.Positions[..6]);
    }

    private static MapBatch Sum(SyntheticMaps maps, MapHeads heads, double[] shares)
    {
        MapBatch batch = new(heads, maps.Shape);
        for (int photo = 0; photo < Truth.Length; photo++)
        {
            batch.Add(maps, (photo, photo % 2, Truth[photo]), shares);
        }

        return batch;
    }

    private static double[] Scores(Head head, MapShape shape, float[] map)
    {
        double[] scores = new double[Classes];
        for (int k = 0; k < Classes; k++)
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

    private static (SyntheticMaps Maps, AveragedRows Rows, MapHeads Heads) Make()
    {
        SyntheticMaps maps = new(Truth, Classes, 2, 0.3);
        AveragedRows rows = AveragedRows.Of(maps);
        SeededRandom random = new(9);
        AveragedHead[] starts =
        [
            .. Enumerable.Range(0, 3).Select(_ => new AveragedHead(
                Classes, [.. Enumerable.Range(0, Classes * rows.Stride).Select(_ => random.Between(-0.3, 0.3))])),
        ];
        return (maps, rows, new MapHeads(rows, starts));
    }

    private sealed class FullMap : IFeatureMaps
    {
        public int Photos => 1;

        public int Views => 1;

        public MapShape Shape => new(2, 1, 3);

        public void Read(int photo, int view, Span<float> map)
        {
            for (int i = 0; i < map.Length; i++)
            {
                map[i] = i + 1;
            }
        }

        public ReadOnlySpan<float> Mean(int photo, int view) => new float[] { 2, 5 };
    }
}
