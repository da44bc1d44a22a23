using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Models;

/// <summary>
/// Networks of a few hundred values, for which every value can be varied; the same seed gives the same network.
/// </summary>
internal static class TinyModels
{
    private const int Side = 11;

    /// <summary>Two Fire modules with pools, the second with a bypass.</summary>
    /// <param name="headPad">Padding of conv10.</param>
    public static SqueezeNetModel Make(int seed, int classes, int headPad = 0)
    {
        return Make(seed, classes, headPad, Side, 1, u => 2 * (u - 0.35));
    }

    /// <summary>
    /// A network of some thousand weights whose predictions are neither sure nor all alike on <see cref="Scenes"/>.
    /// </summary>
    public static SqueezeNetModel WithPredictions(int seed)
    {
        const float Far = 100;
        SqueezeNetModel model = Make(seed, 10, 0, 20, 8, u => 5 * (u - 0.5));
        Convolution head = Centred(model.Conv10);
        FloatNetwork network = new(model with { Conv10 = head with { Bias = [.. head.Bias.Select(_ => Far)] } });
        float[][] logits = Scenes(model, 100, seed).Select(network.Run).ToArray();
        float[] weights = (float[])head.Weights.Clone();
        float[] bias = new float[model.Classes];
        for (int c = 0; c < model.Classes; c++)
        {
            float mean = logits.Average(l => l[c]);
            float gain = 2.5f / MathF.Sqrt(logits.Average(l => (l[c] - mean) * (l[c] - mean)));
            bias[c] = 10 - ((mean - Far) * gain);
            foreach (ref float w in weights.AsSpan(c * head.InChannels, head.InChannels))
            {
                w *= gain;
            }
        }

        return model with { Conv10 = head with { Weights = weights, Bias = bias } };
    }

    /// <summary>Without what all classes have in common.</summary>
    private static Convolution Centred(Convolution head)
    {
        float[] weights = (float[])head.Weights.Clone();
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= Enumerable.Range(0, head.OutChannels)
                .Average(o => head.Weights[(o * head.InChannels) + (i % head.InChannels)]);
        }

        return head with { Weights = weights };
    }

    /// <summary>Images that differ in what they show: a gradient of colours and a rectangle before it.</summary>
    public static List<RgbImage> Scenes(SqueezeNetModel model, int count, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, count).Select(_ => Scene(model.Input.Width, model.Input.Height, random)).ToList();
    }

    private static RgbImage Scene(int width, int height, Random random)
    {
        double[] colours = Enumerable.Range(0, 12).Select(_ => random.NextDouble()).ToArray();
        (int left, int top) = (random.Next(width), random.Next(height));
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = i / 3 % width / (double)width;
            double y = i / 3 / width / (double)height;
            int c = i % 3;
            bool front = i / 3 % width >= left && i / 3 / width >= top;
            double value = front ? colours[c] : (colours[3 + c] + (x * colours[6 + c]) + (y * colours[9 + c])) / 3;
            pixels[i] = (byte)(255 * value);
        }

        return new RgbImage(width, height, pixels);
    }

    /// <param name="wide">Times so many channels.</param>
    /// <param name="weight">Makes a weight of a number from 0 to 1.</param>
    private static SqueezeNetModel Make(
        int seed, int classes, int headPad, int side, int wide, Func<double, double> weight)
    {
        Random random = new(seed);
        MaxPool pool = new(2, 2, 0, true);
        Fire first = Fire(random, "fire2", 5 * wide, wide, weight, pool) with { PoolAfter = null };
        Fire second = Fire(random, "fire3", 8 * wide, wide, weight, pool) with { HasBypass = true };
        return new SqueezeNetModel
        {
            Name = "tiny",
            Source = new ModelSource("tiny.onnx", "onnx", new string('0', 64)),
            Input = new InputSpec(side, side, side, [110, 115, 120], [60, 65, 70]),
            Conv1 = Convolution(random, "conv1", 5 * wide, 3, 3, 2, 1, weight),
            Pool1 = new MaxPool(3, 2, 1, false),
            Fires = [first, second],
            Conv10 = Convolution(random, "conv10", classes, 8 * wide, 1, 1, headPad, weight),
            Labels = [],
        };
    }

    private static Fire Fire(
        Random random, string name, int channels, int wide, Func<double, double> weight, MaxPool? pool)
    {
        return new Fire(
            name,
            Convolution(random, "squeeze", 3 * wide, channels, 1, 1, 0, weight),
            Convolution(random, "expand1x1", 4 * wide, 3 * wide, 1, 1, 0, weight),
            Convolution(random, "expand3x3", 4 * wide, 3 * wide, 3, 1, 1, weight),
            pool);
    }

    private static Convolution Convolution(
        Random random, string name, int outputs, int inputs, int kernel, int stride, int pad,
        Func<double, double> weight)
    {
        int taps = inputs * kernel * kernel;
        float[] weights = Enumerable.Range(0, outputs * taps)
            .Select(_ => (float)(weight(random.NextDouble()) / Math.Sqrt(taps)))
            .ToArray();
        float[] bias = Enumerable.Range(0, outputs).Select(_ => (float)(random.NextDouble() * 0.4)).ToArray();
        return new Convolution(name, outputs, inputs, new Geometry(kernel, kernel, stride, pad), weights, bias);
    }
}
