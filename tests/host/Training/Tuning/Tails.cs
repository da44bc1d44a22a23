using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

/// <summary>Last Fire modules and heads of a few channels; the same seed gives the same.</summary>
internal static class Tails
{
    /// <summary>
    /// With a pool, v1.1's or v1.0's, behind the first module, and a bypass around the second, whose convolutions meet
    /// at another channel than those of the first.
    /// </summary>
    public static List<Fire> PoolThenBypass(SeededRandom random, int channels, MaxPool? pool)
    {
        return
        [
            Make(random, "fire7", channels, 3, 4, 6) with { PoolAfter = pool },
            Make(random, "fire8", 10, 4, 7, 3) with { HasBypass = true },
            Make(random, "fire9", 10, 2, 5, 18),
        ];
    }

    public static Fire Make(SeededRandom random, string name, int channels, int squeeze, int first, int second)
    {
        return new Fire(
            name,
            Layer(random, channels, squeeze, 1),
            Layer(random, squeeze, first, 1),
            Layer(random, squeeze, second, 3),
            null);
    }

    public static Head HeadOn(SeededRandom random, int classes, int channels)
    {
        Convolution layer = Layer(random, channels, classes, 1);
        return new Head(classes, channels, layer.Weights, layer.Bias);
    }

    /// <summary>The modules as a network; nothing before them is ever run.</summary>
    public static SqueezeNetModel Network(IReadOnlyList<Fire> fires, Head head)
    {
        Convolution nothing = new("conv1", 1, 3, new Geometry(1, 1, 1, 0), new float[3], new float[1]);
        return new SqueezeNetModel
        {
            Name = "tail",
            Source = new ModelSource("tail", "none", string.Empty),
            Input = new InputSpec(8, 8, 8, [0, 0, 0], [1, 1, 1]),
            Conv1 = nothing,
            Fires = fires,
            Conv10 = new Convolution(
                "conv10", head.Classes, head.Channels, new Geometry(1, 1, 1, 0), head.Weights, head.Bias),
        };
    }

    public static float[] Values(SeededRandom random, int count, double low, double high)
    {
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Between(low, high))];
    }

    private static Convolution Layer(SeededRandom random, int from, int to, int kernel)
    {
        double size = 2.5 / System.Math.Sqrt(from * kernel * kernel);
        return new Convolution(
            "layer",
            to,
            from,
            new Geometry(kernel, kernel, 1, kernel / 2),
            Values(random, to * from * kernel * kernel, -0.7 * size, size),
            Values(random, to, 0, 0.3));
    }
}
