using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Models;

/// <summary>Small SqueezeNets with random shapes and weights; the same seed gives the same model.</summary>
internal sealed class RandomModels
{
    private readonly Random random;
    private bool bypasses;

    private RandomModels(int seed)
    {
        random = new Random(seed);
    }

    /// <summary>Odd sizes, widths that are no multiples of 16, any conv1, pools where they like.</summary>
    public static SqueezeNetModel Any(int seed)
    {
        return new RandomModels(seed).Make();
    }

    /// <summary>
    /// The same with a bypass around every Fire module that can have one, and shapes that often allow it.
    /// </summary>
    public static SqueezeNetModel WithBypasses(int seed)
    {
        return new RandomModels(seed) { bypasses = true }.Make();
    }

    /// <summary>Random images of a model's input size.</summary>
    public static List<RgbImage> Images(SqueezeNetModel model, int count, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, count)
            .Select(_ =>
            {
                byte[] pixels = new byte[model.Input.Width * model.Input.Height * 3];
                random.NextBytes(pixels);
                return new RgbImage(model.Input.Width, model.Input.Height, pixels);
            })
            .ToList();
    }

    private SqueezeNetModel Make()
    {
        int kernel = random.Next(1, 6);
        int side = random.Next(11, 34);
        InputSpec input = new(
            side, random.Next(11, 34), side + random.Next(0, 9), [Pixel(), Pixel(), Pixel()],
            [Spread(), Spread(), Spread()]);
        Convolution conv1 = Convolution(
            "conv1", random.Next(3, 40), 3, kernel, random.Next(1, 3), random.Next(0, Math.Min(kernel, 3)));
        MaxPool? pool1 = random.Next(2) == 0 ? Pool() : null;
        int channels = conv1.OutChannels;
        int smallest = Math.Min(
            Size(input.Width, conv1, pool1), Size(input.Height, conv1, pool1));
        List<Fire> fires = [];
        for (int k = random.Next(bypasses ? 2 : 1, 4); k > 0; k--)
        {
            bool pool = smallest >= 5 && random.Next(3) == 0;
            Fire? before = fires.LastOrDefault();
            Fire fire = Fire($"fire{fires.Count + 2}", channels, pool ? Pool() : null);
            fires.Add(bypasses ? Bypass(fire, before, channels) : fire);
            channels = fires[^1].OutChannels;
            smallest = pool ? smallest / 2 : smallest;
        }

        int classes = random.Next(2, 40);
        Convolution conv10 = Convolution("conv10", classes, channels, 1, 1, random.Next(0, 2));
        string[] labels = Enumerable.Range(0, classes).Select(c => $"class {c}").ToArray();
        return new SqueezeNetModel
        {
            Name = "random",
            Source = new ModelSource("random.onnx", "onnx", new string('0', 64)),
            Input = input,
            Conv1 = conv1,
            Pool1 = pool1,
            Fires = fires,
            Conv10 = conv10,
            Labels = labels,
        };
    }

    private static int Size(int side, Convolution c, MaxPool? pool)
    {
        int size = ((side + (2 * c.Pad) - c.KernelWidth) / c.Stride) + 1;
        return pool is null ? size : (size - pool.Kernel + (2 * pool.Pad)) / pool.Stride;
    }

    private float Pixel()
    {
        return (float)(80 + (random.NextDouble() * 50));
    }

    private float Spread()
    {
        return (float)(20 + (random.NextDouble() * 100));
    }

    private MaxPool Pool()
    {
        int kernel = random.Next(2, 4);
        return new MaxPool(kernel, random.Next(1, kernel + 1), random.Next(0, 2), random.Next(2) == 0);
    }

    /// <summary>
    /// The module with as many outputs as inputs, and a bypass, if their channels can be stored alike.
    /// </summary>
    private Fire Bypass(Fire fire, Fire? before, int channels)
    {
        int small = before is not null && random.Next(2) == 0 ? before.Expand1x1.OutChannels : 16;
        if (channels <= small)
        {
            return fire;
        }

        int squeeze = fire.Squeeze.OutChannels;
        Fire same = fire with
        {
            Expand1x1 = Convolution("expand1x1", small, squeeze, 1, 1, 0),
            Expand3x3 = Convolution("expand3x3", channels - small, squeeze, 3, 1, 1),
            HasBypass = true,
        };
        return SharedTensors.CanShare(before, same) ? same : fire;
    }

    private Fire Fire(string name, int channels, MaxPool? pool)
    {
        int squeeze = random.Next(1, 35);
        return new Fire(
            name,
            Convolution("squeeze", squeeze, channels, 1, 1, 0),
            Convolution("expand1x1", random.Next(1, 35), squeeze, 1, 1, 0),
            Convolution("expand3x3", random.Next(1, 35), squeeze, 3, 1, 1),
            pool);
    }

    private Convolution Convolution(string name, int outputs, int inputs, int kernel, int stride, int pad)
    {
        int taps = inputs * kernel * kernel;
        double spread = Math.Pow(2, random.NextDouble() * 6) / Math.Sqrt(taps);
        float[] weights = new float[outputs * taps];
        for (int o = 0; o < outputs; o++)
        {
            // Channels of one layer differ by up to 2^8, so that groups differ in their shifts.
            double own = spread * Math.Pow(2, -8 * random.NextDouble());
            for (int t = 0; t < taps; t++)
            {
                // The first channel keeps every layer alive.
                double w = random.NextDouble() - 0.4;
                weights[(o * taps) + t] = (float)(own * (o == 0 ? Math.Abs(w) : w));
            }
        }

        float[] bias = Enumerable.Range(0, outputs)
            .Select(_ => (float)(spread * (random.NextDouble() - 0.3))).ToArray();
        bias[0] = Math.Abs(bias[0]);
        return new Convolution(name, outputs, inputs, new Geometry(kernel, kernel, stride, pad), weights, bias);
    }
}
