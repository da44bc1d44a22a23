using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Tuning;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

/// <summary>Scores and gradients against differences of the same network in doubles.</summary>
[TestClass]
public sealed class TrainedNetworkTests
{
    private const double Step = 1e-5;
    private const int Truth = 1;

    private static readonly MapShape shape = new(5, 7, 6);

    public static IEnumerable<object?[]> Pools =>
    [
        [1, null],
        [2, new MaxPool(3, 2, 0, true)],
        [3, new MaxPool(3, 2, 1, false)],
        [4, new MaxPool(2, 2, 0, false)],
    ];

    [TestMethod]
    [DynamicData(nameof(Pools))]
    public void TheScoresAreThoseOfTheNetworkInDoubles(int seed, MaxPool? pool)
    {
        (List<Fire> fires, Head head, float[] map) = Make((ulong)seed, pool);
        TrainedNetwork network = new(fires, shape, head);
        double[] expected = PlainTail.Run(fires, head, shape, map);
        double[] scores = network.Run(map, network.Maps());
        Assert.IsGreaterThan(0, expected.Count(score => score > 0));
        for (int c = 0; c < expected.Length; c++)
        {
            Assert.AreEqual(expected[c], scores[c], 1e-5 * expected.Max(), $"class {c}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Pools))]
    public void TheGradientOfEveryParameterIsTheLosssDifference(int seed, MaxPool? pool)
    {
        (List<Fire> fires, Head head, float[] map) = Make((ulong)seed, pool);
        List<float[]> gradients = Lists(Gradient(fires, head, map));
        List<float[]> parameters = Lists((fires, head));
        for (int k = 0; k < parameters.Count; k++)
        {
            double[] expected = [.. parameters[k].Select((_, i) => Difference(fires, head, map, (k, i)))];
            double scale = expected.Max(Math.Abs);
            Assert.IsGreaterThan(0, scale, $"nothing depends on list {k}");
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], gradients[k][i], 2e-4 * scale, $"list {k}, parameter {i}");
            }
        }
    }

    [TestMethod]
    public void WhatIsSavedIsWhatWasLoaded()
    {
        (List<Fire> fires, Head head, _) = Make(5, null);
        List<float[]> saved = Lists(new TrainedNetwork(fires, shape, head).Save());
        List<float[]> loaded = Lists((fires, head));
        for (int k = 0; k < loaded.Count; k++)
        {
            CollectionAssert.AreEqual(loaded[k], saved[k]);
        }
    }

    private static (List<Fire> Fires, Head Head, float[] Map) Make(ulong seed, MaxPool? pool)
    {
        SeededRandom random = new(seed);
        return (
            Tails.PoolThenBypass(random, shape.Channels, pool),
            Tails.HeadOn(random, 18, 23),
            Tails.Values(random, shape.Values, 0, 1));
    }

    /// <summary>In the shape of the parameters.</summary>
    private static (Fire[] Fires, Head Head) Gradient(List<Fire> fires, Head head, float[] map)
    {
        TrainedNetwork network = new(fires, shape, head);
        NetworkMaps maps = network.Maps();
        double[] scores = network.Run(map, maps);
        float[] sums = new float[network.Parameters.Length];
        network.Back(CrossEntropy.Of(scores, Truth).Gradient, maps, null, sums);
        sums.CopyTo(network.Parameters, 0);
        return network.Save();
    }

    private static double Difference(List<Fire> fires, Head head, float[] map, (int List, int At) parameter)
    {
        float[] list = Lists((fires, head))[parameter.List];
        float value = list[parameter.At];
        float up = (float)(value + Step);
        float down = (float)(value - Step);
        list[parameter.At] = up;
        double above = PlainTail.Loss(PlainTail.Run(fires, head, shape, map), Truth);
        list[parameter.At] = down;
        double below = PlainTail.Loss(PlainTail.Run(fires, head, shape, map), Truth);
        list[parameter.At] = value;
        return (above - below) / ((double)up - down);
    }

    /// <summary>Weights and biases of all layers; the arrays themselves.</summary>
    private static List<float[]> Lists((IReadOnlyList<Fire> Fires, Head Head) network)
    {
        return
        [
            .. network.Fires
                .SelectMany(fire => new[] { fire.Squeeze, fire.Expand1x1, fire.Expand3x3 })
                .SelectMany(layer => new[] { layer.Weights, layer.Bias }),
            network.Head.Weights,
            network.Head.Bias,
        ];
    }
}
