using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Whether two models are the same network.</summary>
internal static class ModelComparison
{
    /// <summary>All convolutions in the order of execution.</summary>
    public static IReadOnlyList<Convolution> Layers(SqueezeNetModel model)
    {
        IEnumerable<Convolution> fires = model.Fires.SelectMany(f => new[] { f.Squeeze, f.Expand1x1, f.Expand3x3 });
        return [model.Conv1, .. fires, model.Conv10];
    }

    /// <summary>Fails unless shapes, pools, weights and biases are equal, bit for bit; names may differ.</summary>
    public static void AreEqual(SqueezeNetModel expected, SqueezeNetModel actual, string message = "")
    {
        IReadOnlyList<Convolution> layers = Layers(actual);
        Assert.HasCount(Layers(expected).Count, layers, message);
        foreach ((Convolution e, Convolution a) in Layers(expected).Zip(layers))
        {
            Assert.AreEqual(e with { Name = a.Name, Weights = a.Weights, Bias = a.Bias }, a, $"{message} {a.Name}");
            CollectionAssert.AreEqual(Bits(e.Weights), Bits(a.Weights), $"{message}: weights of {a.Name}");
            CollectionAssert.AreEqual(Bits(e.Bias), Bits(a.Bias), $"{message}: bias of {a.Name}");
        }

        Assert.AreEqual(expected.Pool1, actual.Pool1, message);
        CollectionAssert.AreEqual(
            expected.Fires.Select(f => f.PoolAfter).ToArray(), actual.Fires.Select(f => f.PoolAfter).ToArray(),
            message);
        CollectionAssert.AreEqual(
            expected.Fires.Select(f => f.HasBypass).ToArray(), actual.Fires.Select(f => f.HasBypass).ToArray(),
            message);
        Assert.AreEqual(
            (expected.Input.Width, expected.Input.Height), (actual.Input.Width, actual.Input.Height), message);
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
