using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Rescales channels so that they share a tensor's range better (cross-layer equalization, Nagel et al. 2019): what
/// makes channel c is divided by d[c], what reads it multiplied. ReLU and max pooling commute with that, so the fp32
/// network stays the same function. Tensors that a bypass joins share their d.
/// </summary>
internal static class Equalizer
{
    /// <summary>
    /// How far, in eighths. 8 would give all channels one range, at the expense of the consumers' weights. The wider
    /// expand tensors are best half way; the squeeze tensors feed 3x3 kernels, whose weights the accumulator limits,
    /// and want more.
    /// </summary>
    public static readonly (int Squeeze, int Expand) Usual = (6, 4);

    /// <summary>Where bits have a price, weights have fewer of them than activations, and come first.</summary>
    public static readonly (int Squeeze, int Expand) ForPackedWeights = (4, 3);

    // A channel that hardly ever is above zero on few or small images would get weights so large that no scale keeps
    // its accumulators in 20 bits.
    private const double Least = 1.0 / 64;

    /// <summary>Equalizes every tensor but the image and the logits.</summary>
    public static SqueezeNetModel Equalize(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        (int Squeeze, int Expand) exponents,
        CancellationToken cancellation)
    {
        double[][] factors = Share(model, ChannelRanges.Measure(model, images, cancellation))
            .Select((ranges, t) => Factors(ranges, t % 2 == 1 ? exponents.Squeeze : exponents.Expand))
            .ToArray();
        int fires = model.Fires.Count;
        List<Fire> scaled = [];
        for (int k = 0; k < fires; k++)
        {
            Fire fire = model.Fires[k];
            double[] before = factors[2 * k];
            double[] narrow = factors[(2 * k) + 1];
            double[] wide = factors[(2 * k) + 2];
            int split = fire.Expand1x1.OutChannels;
            scaled.Add(fire with
            {
                Squeeze = Scale(fire.Squeeze, before, narrow),
                Expand1x1 = Scale(fire.Expand1x1, narrow, wide[..split]),
                Expand3x3 = Scale(fire.Expand3x3, narrow, wide[split..]),
            });
        }

        return model with
        {
            Conv1 = Scale(model.Conv1, [1, 1, 1], factors[0]),
            Fires = scaled,
            Conv10 = Scale(model.Conv10, factors[2 * fires], Enumerable.Repeat(1.0, model.Classes).ToArray()),
        };
    }

    /// <summary>
    /// Gives tensors that share a scale the largest ranges of them all. Wide tensor t is number 2 * t.
    /// </summary>
    private static double[][] Share(SqueezeNetModel model, double[][] ranges)
    {
        double[][] shared = [.. ranges];
        for (int t = 0; t <= model.Fires.Count; t++)
        {
            IReadOnlyList<int> members = SharedTensors.Of(model, SharedTensors.Root(model, t));
            shared[2 * t] = ranges[2 * t].Select((_, c) => members.Max(m => ranges[2 * m][c])).ToArray();
        }

        return shared;
    }

    /// <summary>d of a tensor's channels; a channel that is always 0 keeps its scale.</summary>
    private static double[] Factors(double[] ranges, int exponent)
    {
        double[] alive = ranges.Where(r => r > 0).ToArray();
        double middle = alive.Length > 0 ? alive.Order().ElementAt(alive.Length / 2) : 1;
        return ranges.Select(r => r > 0 ? FixedOrder.Power(Math.Max(r / middle, Least), exponent) : 1).ToArray();
    }

    private static Convolution Scale(Convolution c, double[] inputs, double[] outputs)
    {
        int kernel = c.KernelHeight * c.KernelWidth;
        float[] weights = new float[c.Weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            int o = i / (c.InChannels * kernel);
            weights[i] = (float)(c.Weights[i] * inputs[i / kernel % c.InChannels] / outputs[o]);
        }

        return c with { Weights = weights, Bias = c.Bias.Select((b, o) => (float)(b / outputs[o])).ToArray() };
    }
}
